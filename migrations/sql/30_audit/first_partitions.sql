-- The months around today; posting makes what an older or later date needs.
select ops.ensure_partitions((current_date - interval '1 month')::date, (current_date + interval '4 months')::date);
comment on table app.transactions is 'One movement of money; cut into quarters by payment date, which its key carries.';
