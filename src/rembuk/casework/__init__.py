"""Where law, record and ledger meet: load a case, decide on an act, append it, refresh what lists and pages read."""
