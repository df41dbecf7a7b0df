"""What happened: acts, the case they fold to, and what comes next.

Pure: no Django, no clock, no disk but the declarations beside it. Time, author and store come in by argument.
"""
