create or replace function auth.collect(p_ticket uuid) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_try auth.attempts;
  v_answer jsonb;
begin
  select a.* into v_try
  from auth.attempts a join auth.epoch e on e.number = a.epoch
  where a.ticket = p_ticket and a.device_role = session_user and a.attempted_at > clock_timestamp() - interval '5 minutes'
  for update of a;
  if not found then
    return jsonb_build_object('status', 'expired');
  elsif v_try.xid = pg_current_xact_id_if_assigned() or pg_xact_status(v_try.xid) is distinct from 'committed' then
    return jsonb_build_object('status', 'commit_first');
  elsif v_try.outcome is not null then
    return jsonb_build_object('status', case v_try.outcome when 'ok' then 'spent' else v_try.outcome end);
  elsif v_try.verdict is not null then
    v_answer := jsonb_build_object('status', v_try.verdict, 'seconds', auth.seconds_until(v_try.wait_until));
  elsif (case v_try.purpose when 'renew' then coalesce(auth.spend_invite(v_try.account, v_try.code), false)
      else auth.proved(v_try) end) then
    v_answer := auth.carry_out(v_try);
  else
    v_answer := jsonb_build_object('status', 'bad');
  end if;
  if v_answer ->> 'status' in ('bad', 'bad_code') then
    v_answer := v_answer || jsonb_build_object('tries_left', v_try.tries_left);
  end if;
  update auth.attempts
  set outcome = v_answer ->> 'status', decided_at = clock_timestamp(), proof = null, code = null, payload = '{}'
  where ticket = p_ticket;
  return v_answer;
end
$$;

alter function auth.collect(uuid) owner to mp_auth;
comment on function auth.collect(uuid) is 'Tells what a committed attempt came to, once: asking again gives no second guess.';
revoke all on function auth.collect(uuid) from public;
grant execute on function auth.collect(uuid) to mp_device;
