"""What offices count: each number defined once, computed from the record, and always equal to the list behind it.

Nouns. A *leg* is a suspect's time with one office. A *counted row* is one leg with everything that is counted about it and no name.
A *number* counts counted rows, or adds up one of their columns, as `numbers.yaml` defines it. A *cell* is every number for the rows
that share all that a page can narrow by.
"""
