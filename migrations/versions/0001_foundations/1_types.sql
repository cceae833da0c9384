-- The structure of the first release, frozen: later changes are new revisions.

CREATE TYPE ops.audit_row AS (
    event_type text, entity_type text, entity_id uuid, action text, old_values jsonb, new_values jsonb,
    changed text[], notes text, severity text, request_id uuid
);

CREATE TYPE ledger.movement AS (
    n integer, id uuid, kind text, member uuid, amount numeric, paid_on date, method text, reference text,
    reference_number text, fee numeric, category text, description text, notes text, contribution_type uuid, receipt uuid,
    batch uuid, meeting uuid, loan uuid, reverses uuid
);

CREATE TYPE ledger.leg AS (n integer, line integer, account uuid, member uuid, debit numeric, credit numeric);

CREATE TYPE ledger.credit AS (member uuid, type uuid, transaction uuid, amount numeric, paid_on date);

CREATE TYPE ledger.receipt_line AS (
    n integer, id uuid, member uuid, kind text, type uuid, fine uuid, amount numeric, place uuid, method text, reference text,
    paid_on date, note text, receipt uuid
);
