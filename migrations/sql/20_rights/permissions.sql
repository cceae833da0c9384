-- What can be granted, and who holds it unless a chama decides otherwise. A test compares this with docs and the window.
with wanted (code, sentence, works_when_frozen, roles) as (
    values
    ('members.view',     'See every member and their standing',              true,  'leader treasurer secretary'),
    ('members.private',  'See identity numbers and next of kin',             true,  'leader treasurer secretary'),
    ('members.manage',   'Add members and change their records',             false, 'leader treasurer secretary'),
    ('roles.change',     'Change who is an officer and what each may do',    false, 'leader'),
    ('ledger.view',      'See every transaction of the group',               true,  'leader treasurer secretary'),
    ('money.receive',    'Receive money and give receipts',                  false, 'treasurer'),
    ('money.pay_out',    'Pay money out and move it between places',         false, 'treasurer'),
    ('money.reverse',    'Take back a transaction by a reversal',            false, 'treasurer'),
    ('money.adjust',     'Post adjustments and opening balances',            false, 'treasurer'),
    ('dues.manage',      'Set contribution types, amounts and dues',         false, 'leader treasurer'),
    ('fines.charge',     'Charge fines',                                     false, 'leader treasurer secretary'),
    ('fines.manage',     'Change the catalogue of fines',                    false, 'leader treasurer'),
    ('waivers.request',  'Ask that a due or a fine be waived',               false, 'leader treasurer secretary'),
    ('approvals.view',   'See what waits for a second person',               true,  'leader treasurer secretary'),
    ('approvals.decide', 'Approve or reject what another officer asked for', false, 'leader treasurer secretary'),
    ('periods.lock',     'Lock a month of the books',                        false, 'leader treasurer'),
    ('imports.run',      'Bring in files and take an import back',           false, 'treasurer secretary'),
    ('settings.change',  'Change the settings and rules of the group',       false, 'leader treasurer'),
    ('users.manage',     'Invite, lock and unlock accounts',                 true,  'leader'),
    ('computers.manage', 'Add and remove computers',                         true,  'leader treasurer'),
    ('audit.view',       'See who did what',                                 true,  'leader treasurer secretary')
),
placed as (
    insert into app.permissions (code, sentence, works_when_frozen)
    select w.code, w.sentence, w.works_when_frozen from wanted w
    on conflict (code) do update
    set sentence = excluded.sentence, works_when_frozen = excluded.works_when_frozen
    returning code
)
insert into app.role_permissions (role, permission, allowed)
select r.role, w.code, r.role = any (string_to_array(w.roles, ' '))
from wanted w
join placed p on p.code = w.code
cross join unnest(array['leader', 'treasurer', 'secretary', 'member']) as r (role)
on conflict (role, permission, (coalesce(chama_id, '00000000-0000-0000-0000-000000000000'::uuid))) do update
set allowed = excluded.allowed
where app.role_permissions.allowed is distinct from excluded.allowed;

comment on table app.permissions is 'One right that can be granted, with the plain sentence that explains it.';
