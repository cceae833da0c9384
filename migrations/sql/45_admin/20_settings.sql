-- What can be set, with its value until a chama decides otherwise. Every key has a reader; a test names each.
insert into app.system_settings (setting_key, setting_value, setting_type, category, description, validation_rules, is_system)
select w.key, w.value, w.type, w.category, w.description, w.rules, w.system
from (values
    ('members_see', '"own"'::jsonb, 'string', 'general',
     'What a member without office sees of the others: nothing, their names, or names and figures', '{"enum": ["own", "names", "all"]}'::jsonb, false),
    ('standing.suspend_at', '4000', 'number', 'financial',
     'Overdue dues from which a member is suspended from borrowing and guaranteeing, in the chama''s currency', '{"minimum": 1, "maximum": 9999999999999, "multipleOf": 0.01}', false),
    ('standing.behind_from', '0.01', 'number', 'financial',
     'Overdue dues from which a member counts as behind, in the chama''s currency', '{"minimum": 0.01, "maximum": 9999999999999, "multipleOf": 0.01}', false),
    ('dues.ahead_months', '3', 'number', 'financial',
     'How many months of dues are raised ahead, this month included', '{"minimum": 1, "maximum": 24, "multipleOf": 1}', false),
    ('receipts.print_size', '"a5"', 'string', 'general', 'The paper receipts are printed on', '{"enum": ["a5", "80mm"]}', false),
    ('statements.answer_days', '30', 'number', 'general',
     'Days within which a member says that a statement is wrong, printed on each', '{"minimum": 1, "maximum": 365, "multipleOf": 1}', false),
    ('security.lock_after_minutes', '10', 'number', 'security',
     'Minutes without a touch after which the window asks for the password again', '{"minimum": 1, "maximum": 29, "multipleOf": 1}', false)
) as w (key, value, type, category, description, rules, system)
on conflict (setting_key, effective_from, (coalesce(chama_id, '00000000-0000-0000-0000-000000000000'::uuid))) do update
set setting_type = excluded.setting_type, category = excluded.category, description = excluded.description,
    validation_rules = excluded.validation_rules, is_system = excluded.is_system
where (app.system_settings.setting_type, app.system_settings.category, app.system_settings.description,
        app.system_settings.validation_rules, app.system_settings.is_system)
    is distinct from (excluded.setting_type, excluded.category, excluded.description, excluded.validation_rules, excluded.is_system);
comment on table app.system_settings is 'One value of a setting from a day on: for all chamas, or for one, which then wins.';
