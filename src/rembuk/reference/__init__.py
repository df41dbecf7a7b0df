"""What is true outside any one case: dated tables and holidays with their sources, and how offices write things down.

Reads only the files packaged in `data/`; no clock, no network. Whatever is not known is None, and every figure says
from when to when it holds, how sure we are of it and where it comes from.
"""
