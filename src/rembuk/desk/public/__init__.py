"""Pages for everyone: what restorative justice is, one's rights, applying for it, following one's case, the health check."""
