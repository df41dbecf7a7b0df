"""What a person or a program filled in, read into the fields of an act; everything that cannot be read gets a sentence.

Forms give text, programs give JSON; both are read here. An empty blank is left out: unknown, not false; so is an answer that says
"not known". A blank that cannot be read stays with the person who filled it in: nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, tzinfo
from typing import Any, NamedTuple

from rembuk.law.facts import Fact, FactProblem
from rembuk.record.case import Case
from rembuk.record.days import day_in
from rembuk.record.fact_filling import fact_value
from rembuk.record.kinds import Declaration, Field, Kind, declaration
from rembuk.record.unreadable import Unreadable, short, writable
from rembuk.reference.bound import Bound
from rembuk.reference.written import read_answer, read_date, read_rupiah

__all__ = ["Filled", "Unreadable", "read_fields"]

#: Rupiah beyond this lose figures in a browser.
_LARGEST = 2**53
_EARLIEST_YEAR, _LATEST_YEAR = 1945, 2100
#: A day as programs write it; births of the oldest among them are older than what offices write otherwise.
_ISO_DAY = "(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}"
_HOUR = re.compile("[T ][0-9]")
_YESNO = {"true": True, "false": False, "ya": True, "tidak": False, "yes": True, "no": False}


class Filled(NamedTuple):
    """The fields read, in JSON values, and for each field that could not be read what is wrong and what to do."""

    fields: dict[str, Any]
    problems: dict[str, str]


def read_fields(kind: Kind, raw: Mapping[str, Any], *, case: Case | None, facts: Mapping[str, Fact], zone: tzinfo) -> Filled:
    """The fields of an act of this kind; `zone` is that of clock times written without one, `facts` those of the law.

    Strange names are problems too: a blank that would be dropped silently is worse than one refused.
    """
    reader = _Reader(case, facts, zone, declaration())
    fields, problems = reader.form(kind.fields, raw)
    problems |= {str(name): f"'{short(name)}' tidak ada dalam formulir '{kind.label.id}'; hapus." for name in raw if kind.field(name) is None}
    if kind.name == "fact_stated" and "fact" in fields and "value" not in problems:
        try:
            fields["value"] = fact_value(facts[fields["fact"]], raw.get("value"))
        except (FactProblem, Unreadable) as problem:
            problems["value"] = str(problem)
    return Filled(fields, problems)


class _Reader:
    def __init__(self, case: Case | None, facts: Mapping[str, Fact], zone: tzinfo, declared: Declaration) -> None:
        self.case, self.facts, self.zone, self.declared = case, facts, zone, declared

    def form(self, fields: Sequence[Field], raw: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
        out: dict[str, Any] = {}
        problems: dict[str, str] = {}
        for field in fields:
            try:
                value = self.value(field, raw.get(field.name))
            except Unreadable as problem:
                problems[field.name] = str(problem)
                continue
            if value is not None and value != [] and value != "":
                out[field.name] = value
            elif field.required:
                problems[field.name] = f"{field.label.id} belum diisi."
        return out, problems

    def value(self, field: Field, raw: Any) -> Any:
        if isinstance(raw, str):
            raw = raw.strip()
        if raw is None or raw == "":
            return None
        writable(field.label.id, raw)
        return getattr(self, f"_{field.type}")(field, raw)

    def _text(self, field: Field, raw: Any) -> str:
        if not isinstance(raw, str):
            raise Unreadable(f"{field.label.id} harus teks; tulis dengan huruf.")
        return " ".join(raw.split()) if field.type not in ("lines", "charges") else raw

    _lines = _charges = _number = _user = _office = _text

    def _texts(self, field: Field, raw: Any) -> list[str]:
        lines = raw.splitlines() if isinstance(raw, str) else raw
        if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
            raise Unreadable(f"{field.label.id} harus daftar teks; tulis satu baris satu nama.")
        return [line.strip() for line in lines if line.strip()]

    def _choice(self, field: Field, raw: Any) -> str:
        if isinstance(raw, str) and raw in self.declared.choices[field.of]:
            return raw
        words = ", ".join(words.id for words in self.declared.choices[field.of].values())
        raise Unreadable(f"{field.label.id}: '{short(raw)}' bukan pilihan; pilih salah satu dari: {words}.")

    def _choices(self, field: Field, raw: Any) -> list[str]:
        return sorted({self._choice(field, item) for item in _listed(raw)})

    def _yesno(self, field: Field, raw: Any) -> bool | None:
        if isinstance(raw, bool):
            return raw
        if not isinstance(raw, str):
            raise Unreadable(f"{field.label.id}: jawab ya atau tidak.")
        if str(raw).lower() in _YESNO:
            return _YESNO[str(raw).lower()]
        written = read_answer(str(raw))
        if written.problem:
            raise Unreadable(f"{field.label.id}: {written.problem}")
        return written.value

    def _date(self, field: Field, raw: Any) -> str | None:
        if isinstance(raw, date) and not isinstance(raw, datetime):
            raw = raw.isoformat()
        if not isinstance(raw, str):
            raise Unreadable(f"{field.label.id}: tulis tanggalnya, misalnya 28-10-2025.")
        if re.fullmatch(_ISO_DAY, raw) and (day := day_in(raw)):
            return day.isoformat()
        written = read_date(raw)
        if written.value is None:
            raise Unreadable(f"{field.label.id}: {written.problem or 'tanggal belum terbaca; tulis misalnya 28-10-2025.'}")
        return written.value.isoformat()

    def _moment(self, field: Field, raw: Any) -> str:
        try:
            moment = raw if isinstance(raw, datetime) else datetime.fromisoformat(str(raw))
        except ValueError:
            raise Unreadable(f"{field.label.id}: '{short(raw)}' bukan tanggal dan jam; tulis misalnya 2025-10-28 14:30.") from None
        if not isinstance(raw, datetime) and not _HOUR.search(str(raw)):
            raise Unreadable(f"{field.label.id}: jamnya belum ditulis; tulis misalnya 2025-10-28 14:30.")
        if not _EARLIEST_YEAR <= moment.year <= _LATEST_YEAR:
            raise Unreadable(f"{field.label.id}: tahun {moment.year} di luar {_EARLIEST_YEAR} sampai {_LATEST_YEAR}; periksa tahunnya.")
        return (moment if moment.tzinfo else moment.replace(tzinfo=self.zone)).isoformat(timespec="minutes")

    def _rupiah(self, field: Field, raw: Any) -> int:
        if isinstance(raw, int) and not isinstance(raw, bool) and 0 <= raw < _LARGEST:
            return raw
        written = read_rupiah(raw) if isinstance(raw, str) else None
        if written is None or written.value is None or isinstance(written.value, Bound) or written.value >= _LARGEST:
            more = (written and written.problem) or "tulis jumlah rupiah yang pasti, misalnya Rp1.500.000."
            raise Unreadable(f"{field.label.id}: {more}")
        return written.value

    def _integer(self, field: Field, raw: Any) -> int:
        text = str(raw).strip()
        if isinstance(raw, bool) or not re.fullmatch("[0-9]{1,9}", text):
            raise Unreadable(f"{field.label.id}: '{short(raw)}' bukan bilangan bulat; tulis angka saja.")
        number = int(text)
        low, high = field.least or 0, field.most if field.most is not None else 10**9
        if not low <= number <= high:
            raise Unreadable(f"{field.label.id}: {number} di luar {low} sampai {high}.")
        return number

    def _ref(self, field: Field, raw: Any) -> str:
        thing = self.case.thing(field.of, raw) if self.case else None
        if thing is None or any(thing[name] != wanted for name, wanted in field.where.items()):
            raise Unreadable(f"{field.label.id}: pilihan itu tidak ada dalam perkara ini; pilih dari daftar.")
        return thing.id

    def _refs(self, field: Field, raw: Any) -> list[str]:
        return list(dict.fromkeys(self._ref(field, item) for item in _listed(raw)))

    def _fact(self, field: Field, raw: Any) -> str:
        if not isinstance(raw, str) or raw not in self.facts:
            raise Unreadable(f"{field.label.id}: '{short(raw)}' tidak dikenal; pilih dari daftar fakta.")
        return raw

    def _value(self, field: Field, raw: Any) -> Any:
        return raw

    def _rows(self, field: Field, raw: Any) -> list[dict[str, Any]]:
        if not isinstance(raw, list) or not all(isinstance(row, Mapping) for row in raw):
            raise Unreadable(f"{field.label.id} harus daftar baris.")
        out = []
        for i, row in enumerate(raw):
            if not any(_told(value) for value in row.values()):
                continue
            values, problems = self.form(field.columns, row)
            known = {column.name for column in field.columns}
            problems |= {name: f"'{short(name)}' bukan kolom dari {field.label.id}; hapus." for name in row if name not in known}
            if problems:
                raise Unreadable(f"Baris {i + 1}: {' '.join(problems.values())}")
            out.append(values)
        return out

    def _phone(self, field: Field, raw: Any) -> str:
        """In international form (E.164); a number without a country code is read as an Indonesian one."""
        import phonenumbers

        try:
            number = phonenumbers.parse(raw if isinstance(raw, str) else "", "ID")
        except phonenumbers.NumberParseException:
            number = None
        if number is None or not phonenumbers.is_possible_number(number):
            raise Unreadable(f"{field.label.id}: '{short(raw)}' bukan nomor telepon; tulis misalnya 0812 3456 7890.")
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)

    def _nik(self, field: Field, raw: Any) -> str:
        figures = re.sub(r"[\s.-]", "", str(raw))
        if not re.fullmatch("[0-9]{16}", figures):
            raise Unreadable(f"{field.label.id}: NIK terdiri dari 16 angka; yang tertulis {len(re.findall('[0-9]', figures))} angka.")
        return figures

    def _region(self, field: Field, raw: Any) -> str:
        if not isinstance(raw, str) or not re.fullmatch(r"[0-9]{2}(\.[0-9]{2}(\.[0-9]{2}(\.[0-9]{4})?)?)?", raw):
            raise Unreadable(f"{field.label.id}: '{short(raw)}' bukan kode wilayah; tulis misalnya 81.01 atau 81.01.13.2001.")
        return raw

    def _media(self, field: Field, raw: Any) -> list[str]:
        items = _listed(raw)
        if not all(isinstance(item, str) and re.fullmatch(r"[0-9a-f]{64}", item) for item in items):
            raise Unreadable(f"{field.label.id}: lampiran tidak dikenal; unggah berkasnya lebih dahulu.")
        return [str(item) for item in items]

    def _digest(self, field: Field, raw: Any) -> str:
        if not isinstance(raw, str) or not re.fullmatch(r"[0-9a-f]{32,64}", raw):
            raise Unreadable(f"{field.label.id}: sidik berkas harus angka heksadesimal.")
        return raw


def _told(raw: Any) -> bool:
    """Whether a cell of a row holds anything."""
    return bool(raw.strip()) if isinstance(raw, str) else raw is not None


def _listed(raw: Any) -> list[Any]:
    return list(raw) if isinstance(raw, list | tuple) else [raw]
