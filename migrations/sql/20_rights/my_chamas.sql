create or replace function app.my_chamas() returns uuid[]
language plpgsql stable security definer parallel safe
set search_path = pg_catalog, pg_temp
as $$
declare
    v_user uuid := app.uid();
begin
    return coalesce((
        select array_agg(m.chama_id) from app.chama_members m
        where m.user_id = v_user and m.status in ('active', 'suspended')
    ), '{}'::uuid[]);
end
$$;

alter function app.my_chamas() owner to mp_invariant;
comment on function app.my_chamas() is 'The chamas the signed-in person belongs to.';
grant execute on function app.my_chamas() to public;
