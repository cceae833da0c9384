-- A session that counts: of this computer, not ended, idle under 30 minutes, under 12 hours old, of an active person, since
-- the last restore. A clock set back must not make one immortal, so one from the future is dead too.
create or replace view auth.live_sessions as
select s.token_hash, s.id, s.user_id, s.last_seen, s.expires_at, s.step_up_at
from auth.sessions s
join app.users u on u.id = s.user_id and u.status = 'active'
join auth.epoch e on e.number = s.epoch
where s.device_role = session_user
  and s.ended_at is null
  and s.expires_at > clock_timestamp()
  and s.last_seen > clock_timestamp() - interval '30 minutes'
  and s.created_at < clock_timestamp() + interval '5 minutes';

alter view auth.live_sessions owner to mp_auth;
revoke all on auth.live_sessions from public;
comment on view auth.live_sessions is 'The sessions that still count on this computer.';
