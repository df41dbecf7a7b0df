"""Who looked at what, when and why: a log that is only added to."""
