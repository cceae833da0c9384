create or replace view app.member_names with (security_invoker = true) as
select m.id, m.chama_id, m.user_id, m.member_number, concat_ws(' ', u.first_name, u.middle_name, u.last_name) as name,
    m.role, m.status, m.join_date, u.language
from app.chama_members m join app.users u on u.id = m.user_id;

alter view app.member_names owner to mp_tables;
comment on view app.member_names is 'A member''s number and full name, for whoever may see the member.';
revoke all on app.member_names from public;
grant select on app.member_names to mp_device, mp_api;
