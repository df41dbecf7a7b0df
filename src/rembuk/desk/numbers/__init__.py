"""Numbers and register books as pages: each number a link to its list, each list equal to its number, no name in either."""
