"""How Indonesian offices write amounts, dates, answers and ages: the readers a register needs, under one name.

Every reader takes one text and returns a `Written`; none raises, whatever the text. The same text always reads the
same: nothing depends on the day, the machine or the row beside it, so a text that occurs often may be read once.
"""

from __future__ import annotations

from rembuk.reference.number_words import terbilang
from rembuk.reference.written_amounts import read_rupiah, write_rupiah
from rembuk.reference.written_answers import read_age, read_answer, read_recidivist
from rembuk.reference.written_dates import read_date, write_date
from rembuk.reference.written_text import Written, normalise

__all__ = [
    "Written", "normalise", "read_age", "read_answer", "read_date", "read_recidivist", "read_rupiah", "terbilang",
    "write_date", "write_rupiah",
]  # fmt: skip
