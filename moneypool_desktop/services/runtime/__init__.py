"""What surrounds the work: worker pool, settings and secrets; the only services that may know Qt."""
