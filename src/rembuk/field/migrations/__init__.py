"""The tables of the field kit as they came about."""
