"""Dated tables that rules look up: fine categories, minimum wages, stamp duty, accident benefits, who approves.

A *row* is one value with the days it is in force, its unit, its article, how sure we are of it ("confirmed": the
article was read; "secondary": reported by others) and its source. A change of law adds a row and never edits one.
Before a table begins, and after a row ends without a successor, the value is None: unknown.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from rembuk.reference.placed import folder

DATA_DIR = folder("reference", Path(__file__).parent / "data")
CONFIDENCE = ("confirmed", "secondary")

_ROLE_OF_LEVEL = {
    "KAJATI": "high_prosecutor", "JAMPIDUM": "deputy_attorney_general", "JAKSA_AGUNG": "attorney_general", "KETUA_PN": "court_chair",
}  # fmt: skip
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")
_PROVINCE_NAMES = {
    "dki": "31", "jakarta": "31", "daerah khusus ibukota jakarta": "31", "daerah khusus jakarta": "31", "dkj": "31",
    "yogyakarta": "34", "di yogyakarta": "34", "diy": "34", "d i yogyakarta": "34", "nad": "11",
    "nanggroe aceh darussalam": "11", "sumut": "12", "sumbar": "13", "sumsel": "16", "babel": "19",
    "bangka belitung": "19", "kepri": "21", "jabar": "32", "jateng": "33", "jatim": "35", "ntb": "52", "ntt": "53",
    "kalbar": "61", "kalteng": "62", "kalsel": "63", "kaltim": "64", "kaltara": "65", "sulut": "71", "sulteng": "72",
    "sulsel": "73", "sultra": "74", "sulbar": "76", "malut": "82",
}  # fmt: skip


class TableError(Exception):
    """A data file of this room that cannot be used as written: which file, which row, what is wrong."""


@dataclass(frozen=True, slots=True)
class Row:
    """One dated value; `until` None means still in force, `more` holds the columns only this table has."""

    id: str
    value: int
    unit: str
    in_force_from: date
    until: date | None
    cite: str
    confidence: str
    source: str
    says_id: str
    says_en: str
    more: Mapping[str, Any]

    def in_force(self, on: date) -> bool:
        """Whether the row is in force on that day, both ends included."""
        return self.in_force_from <= on and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True)
class ApprovalLevel:
    """Who decides (or is told of) the end of a prosecution by restorative justice, by the text or in practice.

    `level` is KAJATI, JAMPIDUM, JAKSA_AGUNG or KETUA_PN; `province` a Kemendagri code when it was seen in one province
    only; `last_seen` the last report found (ISO text); `conflicts_with` the rows that say otherwise for the same days.
    """

    id: str
    level: str
    does: str
    basis: str
    in_force_from: date
    until: date | None
    last_seen: str | None
    province: str | None
    deadline_id: str
    deadline_en: str
    cite: str
    confidence: str
    source: str
    says_id: str
    says_en: str
    conflicts_with: tuple[str, ...]

    @property
    def role(self) -> str:
        """The code of the role that acts at this level, as steps of the law name it."""
        return _ROLE_OF_LEVEL[self.level]


def fine_category(number_or_roman: int | str, on: date) -> int | None:
    """The highest fine of a category (1..8 or "I".."VIII") in whole rupiah; None before the table begins.

    Source: UU 1/2023 art 79(1). Raises ValueError for a category that does not exist.
    """
    number = _category_number(number_or_roman)
    return next((row.value for row in _categories(on) if row.more["number"] == number), None)


def category_of(rupiah: int, on: date) -> int | None:
    """The lowest category (1..8) whose maximum the fine does not exceed.

    None before the table begins, for no fine at all (0), and above the highest category.
    """
    fitting = [row.more["number"] for row in _categories(on) if 0 < rupiah <= row.value]
    return min(fitting, default=None)


def minimum_wage(province_code_or_name: str, year: int) -> tuple[int, str] | None:
    """The provincial minimum monthly wage in rupiah with its confidence; None for a year or province not in the table.

    The province is a two-figure Kemendagri code ("35"), the code of a place inside it ("35.09"), or its name.
    """
    return _wages().get((_province_code(province_code_or_name), year))


def stamp_duty(documents: int, on: date) -> int | None:
    """The duty in rupiah on so many signed documents, each duplicate counted; None before 2021 (UU 10/2020 arts 3, 5).

    Raises ValueError for a negative number of documents.
    """
    if documents < 0:
        raise ValueError(f"jumlah dokumen tidak boleh negatif: {documents}")
    rate = _value("stamp-duty.yaml", "tarif", on)
    return None if rate is None else rate * documents


def receipt_needs_stamp(rupiah: int, on: date) -> bool | None:
    """Whether a receipt naming this amount owes stamp duty; None before 2021 (UU 10/2020 art 3(2)g)."""
    limit = _value("stamp-duty.yaml", "batas-kuitansi", on)
    return None if limit is None else rupiah > limit


def jasa_raharja(on: date) -> tuple[Row, ...]:
    """The accident benefits (rupiah) and time limits (days, months) in force on a day; rows absent are unknown."""
    return tuple(row for row in table("jasa-raharja.yaml") if row.in_force(on))


def approval_levels(on: date) -> tuple[ApprovalLevel, ...]:
    """Everything that is said to hold on a day about who approves at prosecution; conflicting rows stand side by side.

    Which of them governs a case is a person's decision. Empty before Perja 15/2020 (22 July 2020).
    """
    return tuple(
        level for level in _approvals() if level.in_force_from <= on and (level.until is None or on <= level.until)
    )


@cache
def table(file: str) -> tuple[Row, ...]:
    """All rows of a dated table, checked; raises TableError naming the row for a mistake in our own file."""
    return tuple(_row(file, fields) for fields in _load(file))


def _value(file: str, row_id: str, on: date) -> int | None:
    return next((row.value for row in table(file) if row.id == row_id and row.in_force(on)), None)


def _categories(on: date) -> list[Row]:
    return [row for row in table("fine-categories.yaml") if row.in_force(on)]


def _category_number(written: int | str) -> int:
    text = str(written).strip().upper()
    number = _ROMAN.index(text) + 1 if text in _ROMAN else int(text) if text.isdecimal() else 0
    if not 1 <= number <= 8:
        raise ValueError(f"kategori denda {written!r} tidak ada; pakai 1 sampai 8 atau I sampai VIII")
    return number


def _load(file: str) -> list[dict[str, Any]]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    loaded = yaml.load((DATA_DIR / file).read_text(encoding="utf-8"), Loader=loader)
    return list(loaded["rows"])


def _row(file: str, fields: dict[str, Any]) -> Row:
    fields = dict(fields)
    _check(file, fields, wanted=("id", "value", "unit", "from", "until", "cite", "confidence", "source"))
    says = fields.pop("says", {"id": "", "en": ""})
    return Row(
        id=fields.pop("id"), value=fields.pop("value"), unit=fields.pop("unit"), in_force_from=fields.pop("from"),
        until=fields.pop("until"), cite=fields.pop("cite"), confidence=fields.pop("confidence"),
        source=fields.pop("source"), says_id=says["id"], says_en=says["en"], more=fields,
    )  # fmt: skip


@cache
def _approvals() -> tuple[ApprovalLevel, ...]:
    out = []
    for fields in _load("approval-levels.yaml"):
        fields = dict(fields)
        _check("approval-levels.yaml", fields, wanted=("id", "level", "does", "from", "until", "confidence", "source"))
        says, deadline = fields.pop("says"), fields.pop("deadline") or {"id": "", "en": ""}
        out.append(
            ApprovalLevel(
                in_force_from=fields.pop("from"), says_id=says["id"], says_en=says["en"], deadline_id=deadline["id"],
                deadline_en=deadline["en"], conflicts_with=tuple(fields.pop("conflicts_with")), **fields,
            )
        )  # fmt: skip
    return tuple(out)


def _check(file: str, fields: Mapping[str, Any], wanted: tuple[str, ...]) -> None:
    name = f"{file}, baris {fields.get('id', '?')}"
    if missing := [key for key in wanted if key not in fields]:
        raise TableError(f"{name}: kolom {', '.join(missing)} tidak ada; tambahkan.")
    if fields["confidence"] not in CONFIDENCE or not fields["source"]:
        raise TableError(f"{name}: confidence harus {' atau '.join(CONFIDENCE)} dan source wajib diisi.")
    start, end = fields["from"], fields["until"]
    if not isinstance(start, date) or (end is not None and (not isinstance(end, date) or end < start)):
        raise TableError(f"{name}: from dan until harus tanggal yang berurutan.")


@cache
def _wages() -> dict[tuple[str, int], tuple[int, str]]:
    with (DATA_DIR / "minimum-wage.csv").open(encoding="utf-8", newline="") as lines:
        return {
            (row["province_code"], int(row["year"])): (int(row["monthly_wage_idr"]), row["confidence"])
            for row in csv.DictReader(lines)
        }


@cache
def _provinces() -> dict[str, str]:
    with (DATA_DIR / "minimum-wage.csv").open(encoding="utf-8", newline="") as lines:
        return {row["province"].lower(): row["province_code"] for row in csv.DictReader(lines)} | _PROVINCE_NAMES


def _province_code(written: str) -> str:
    text = " ".join(written.lower().replace(".", " ").split()).removeprefix("provinsi ").removeprefix("prov ")
    return text[:2] if text[:2].isdecimal() and text[2:3] in ("", " ") else _provinces().get(text, "")
