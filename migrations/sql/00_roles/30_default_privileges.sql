-- Nobody may execute a new function until a grant says so. The form "in schema" would have no effect.
alter default privileges revoke execute on functions from public;
