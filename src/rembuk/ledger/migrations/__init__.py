"""The tables of the ledger as they came about."""
