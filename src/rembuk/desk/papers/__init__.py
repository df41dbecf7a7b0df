"""Papers of a case at the desk: what can be written now, drafts, issued letters kept by digest, numbers, signatures, the public check.

Nouns. A *draft* is a letter composed from the record as it is now; it is stored nowhere. An *issued* letter has a number, stands in the
record as the act `letter_issued` with the digest of its PDF, and can be printed again with the same bytes. A *copy* is what came of it
on paper or under a signature: a signed file, a scan.
"""
