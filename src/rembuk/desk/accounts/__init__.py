"""People who can sign in: who they are, their password, their one-time codes, their second factor."""
