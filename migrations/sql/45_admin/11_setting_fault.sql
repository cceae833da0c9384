create or replace function app.setting_fault(p_type text, p_rules jsonb, p_value jsonb) returns text
language sql immutable
set search_path = pg_catalog, pg_temp
begin atomic
    select case
        when p_value is null or jsonb_typeof(p_value) <> p_type then 'type'
        when p_rules ? 'enum' and not p_rules -> 'enum' @> jsonb_build_array(p_value) then 'enum'
        when p_type = 'number' and (p_value #>> '{}')::numeric < (p_rules ->> 'minimum')::numeric then 'minimum'
        when p_type = 'number' and (p_value #>> '{}')::numeric > (p_rules ->> 'maximum')::numeric then 'maximum'
        when p_type = 'number' and (p_value #>> '{}')::numeric % (p_rules ->> 'multipleOf')::numeric <> 0 then 'multipleOf'
        when p_type = 'string' and length(p_value #>> '{}') < (p_rules ->> 'minLength')::integer then 'minLength'
        when p_type = 'string' and length(p_value #>> '{}') > (p_rules ->> 'maxLength')::integer then 'maxLength'
        when p_type = 'string' and (p_value #>> '{}') !~ (p_rules ->> 'pattern') then 'pattern'
    end;
end;

comment on function app.setting_fault(text, jsonb, jsonb) is
    'Why a value may not stand under a setting''s type and rules (type, enum, minimum, maximum, multipleOf, minLength, maxLength, pattern of JSON Schema); null when it may.';
grant execute on function app.setting_fault(text, jsonb, jsonb) to public;
