"""Where each row of a docket stands: at which stage, and on which day it is assessed.

Both choose the law that governs the row, so neither is ever guessed: what does not follow from the row, its office or the
office's own mapping file is unknown, with a problem that says what to fill in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from rembuk.law.facts import NEVER
from rembuk.law.instrument import STAGES
from rembuk.reference.written import Written, normalise
from rembuk.registers.cell_reading import distinct_texts
from rembuk.registers.docket_columns import load_known_columns

if TYPE_CHECKING:
    import numpy as np
    import polars as pl
    from numpy.typing import NDArray

UNKNOWN = -1
_STAGE_LABELS = {"village": "desa", "police": "kepolisian", "prosecution": "penuntutan", "court": "pengadilan"}
_NO_STAGE = "isi kolom Tahap (desa, kepolisian, penuntutan, pengadilan) atau tulis defaults: stage di berkas peta"
_NO_DAY = "tanggal perkara belum diketahui, jadi aturan yang berlaku belum dapat dipilih"


@dataclass(frozen=True, slots=True)
class Standing:
    """One number for each row (a stage's place in STAGES, or a day's ordinal; -1 unknown), and what to say, by row."""

    codes: NDArray[np.int32]
    problems: dict[int, str] = field(default_factory=dict)
    notes: dict[int, str] = field(default_factory=dict)


def stage_of_office(office: str) -> Written[str]:
    """The stage of an office by the words of its name: "Kejari Tapin" is at prosecution.

    The word with which the name begins decides; without one, the only stage that any of its words names. None when no word is
    known; a problem when words name different stages.
    """
    text = normalise(office).lower()
    offices = load_known_columns().offices
    found = [(match.start(), offices[match[0]]) for match in _office_words().finditer(text)]
    stages = {stage for _, stage in found}
    if found and (found[0][0] == 0 or len(stages) == 1):
        return Written(found[0][1])
    if not found:
        return Written(None)
    named = " dan ".join(sorted(_STAGE_LABELS[stage] for stage in stages))
    return Written(None, f"'{normalise(office)}' menyebut {named}")


@cache
def _office_words() -> re.Pattern[str]:
    words = sorted(load_known_columns().offices, key=lambda word: (-len(word), word))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)")


def row_stages(written: NDArray[np.int8], offices: pl.Series | None, heading: str, default: str | None) -> Standing:
    """Each row's stage: from its stage column (`written`), else its office's name, else the office column's heading ("Kejari"),
    else the default of the mapping file."""
    import numpy as np
    import polars as pl

    rows = len(written)
    distinct, places = distinct_texts(offices if offices is not None else pl.Series([None] * rows, dtype=pl.String))
    read = [stage_of_office(office) for office in distinct]
    above = stage_of_office(heading).value if heading else None
    of_office = np.array([*(_code(one.value if one.problem else one.value or above) for one in read), UNKNOWN], np.int8)[places]
    codes = np.where(written != UNKNOWN, written, of_office)
    codes = np.where(codes != UNKNOWN, codes, np.int8(_code(default)))
    differ = np.flatnonzero((written != UNKNOWN) & (of_office != UNKNOWN) & (written != of_office))
    notes = {row: _disagree(int(codes[row]), distinct[places[row]]) for row in differ.tolist()}
    said = [one.problem or f"'{office}' belum dikenal sebagai kantor" for one, office in zip(read, distinct, strict=True)]
    problems = {row: _stage_problem(said, int(places[row])) for row in np.flatnonzero(codes == UNKNOWN).tolist()}
    return Standing(codes.astype(np.int32), problems, notes)


def _code(stage: str | None) -> int:
    return STAGES.index(stage) if stage else UNKNOWN


def _disagree(code: int, office: str) -> str:
    return f"tahap tertulis {_STAGE_LABELS[STAGES[code]]}, sedangkan kantornya '{office}'; yang dipakai tahap yang tertulis"


def _stage_problem(said: Sequence[str], place: int) -> str:
    why = said[place] if place >= 0 else "kantor dan tahapnya tidak tertulis"
    return f"tahap perkara belum diketahui: {why}; {_NO_STAGE}"


@dataclass(frozen=True, slots=True)
class DayColumn:
    """One column of days: its heading and each row's ordinal, -1 missing."""

    heading: str
    days: NDArray[np.int32]


def row_days(stages: NDArray[np.int32], columns: Mapping[str, DayColumn]) -> Standing:
    """Each row's day: the stage's own date, else the day of the decision, else, with a note, a later date of the stage's list."""
    import numpy as np

    known = load_known_columns().row_day
    out = np.full(len(stages), UNKNOWN, np.int32)
    notes: dict[int, str] = {}
    problems: dict[int, str] = {}
    for code, stage in enumerate((*STAGES, "unknown")):
        here = stages == (code if code < len(STAGES) else UNKNOWN)
        for name in known[stage]:
            if (column := columns.get(name)) is None:
                continue
            take = here & (out == UNKNOWN) & (column.days > 0) & (column.days < NEVER.toordinal())
            out[take] = column.days[take]
            if name not in (known[stage][0], "decided_on"):
                notes |= dict.fromkeys(np.flatnonzero(take).tolist(), f"tanggal perkara diambil dari kolom '{column.heading}'")
        missing = _missing_day(known[stage], columns)
        problems |= dict.fromkeys(np.flatnonzero(here & (out == UNKNOWN)).tolist(), missing)
    return Standing(out, problems, notes)


def _missing_day(names: Sequence[str], columns: Mapping[str, DayColumn]) -> str:
    headings = [f"'{columns[name].heading}'" for name in names if name in columns]
    if headings:
        return f"{_NO_DAY}; isi kolom {' atau '.join(headings)} dengan tanggal lengkap"
    return f"{_NO_DAY}; tambahkan kolom tanggal, misalnya 'Tgl Tahap II' atau 'Tanggal'"
