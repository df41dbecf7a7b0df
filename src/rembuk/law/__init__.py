"""What the law says: instruments, facts, offences and clocks as files a lawyer can read, and the engines that ask them.

Pure Python over the room's own files; the day, the stage and the facts come in by argument. A question the facts leave
open is answered *unknown*, with what is missing, and every answer quotes its article and how sure we are of it.
"""
