"""Carrying acts from store to store: a node and its hub over a line, or any two by a file.

How a message looks byte by byte is written in `docs/sync.md`, so that another program can take part.
"""
