create or replace function app.my_memberships() returns uuid[]
language plpgsql stable security definer parallel safe
set search_path = pg_catalog, pg_temp
as $$
declare
    v_user uuid := app.uid();
begin
    return coalesce((select array_agg(m.id) from app.chama_members m where m.user_id = v_user), '{}'::uuid[]);
end
$$;

alter function app.my_memberships() owner to mp_invariant;
comment on function app.my_memberships() is 'The memberships of the signed-in person, past ones included.';
grant execute on function app.my_memberships() to public;
