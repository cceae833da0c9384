create or replace function ledger.numbered(p_prefix text, p_value bigint, p_width integer) returns text
language sql immutable
set search_path = pg_catalog, pg_temp
begin atomic
    -- lpad alone would cut the figures of a number longer than its width and give it out twice
    select p_prefix || lpad(p_value::text, greatest(p_width, length(p_value::text)), '0');
end;

comment on function ledger.numbered(text, bigint, integer) is 'A number as it is written: R-0041; wider than its width when it must be.';
