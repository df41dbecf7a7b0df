"""Dockets and register books, in and out of files.

The one room that opens what offices send. A row is never dropped: what could not be read comes back with the reason
beside it, in the place where it stood.
"""
