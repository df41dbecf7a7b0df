"""The law as pages: instruments, their rows, facts, offences, and a form that asks the law about a few facts."""
