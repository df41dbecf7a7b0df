"""Rembuk carries Indonesian restorative-justice cases: the law is data, the record is acts, the case is computed.

The rooms, each importing only those before it:

- `reference`: dated tables, the calendar's data, how offices write amounts and dates.
- `law`: what the law says about a case.
- `registers`: register books and dockets, in and out of files.
- `field`: the same law in a browser, with no network.
- `cli`: the `rembuk` command.
"""

__version__ = "0.1.0"
