"""Where acts live: a store to which acts are only added, chained for each device and signed.

A Django app for its tables; the rooms above it use `rembuk.ledger.store.Ledger`. How an act becomes bytes, a hash and a
signature is written in `docs/ledger.md`, so that another program can check what this one wrote.
"""
