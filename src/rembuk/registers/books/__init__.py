"""Register books: their lines entered by the work itself, printed as the books they replace; and pages of old books taken over.

Nouns. A *book* is a register an office keeps, with its columns (`declared/*.yaml`). A *line* is what one leg of one suspect gives to a
book; it has a place (volume and line, never given twice and never changed) and the number that an act gave. A *correction* is a later
line that names the line it corrects; that one is struck through and stays. An *old entry* is a line of a paper book taken over by hand
or from a workbook.
"""
