"""Screening an uploaded docket; nothing of it stays on the server."""
