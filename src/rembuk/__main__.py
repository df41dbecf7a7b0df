"""`python -m rembuk`: the `rembuk` command."""

import sys

from rembuk.cli import main

if __name__ == "__main__":
    sys.exit(main())
