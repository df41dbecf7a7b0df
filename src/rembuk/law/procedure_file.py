"""Reading steps and clocks from the rows of an instrument file, and the vocabularies beside it.

Every mistake is a LawError naming file, line and mend. Conditions are parsed by the language of the provisions and checked
against the declared facts.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from rembuk.law.condition import Const, Member, Node, all_of
from rembuk.law.expression import ExpressionError, parse
from rembuk.law.facts import Fact
from rembuk.law.instrument import CONFIDENCES, STAGES, Instrument
from rembuk.law.procedure import (
    KINDS,
    PICKS,
    ROLES,
    UNITS,
    Attendee,
    Clock,
    Extension,
    Milestone,
    Paper,
    Procedure,
    Step,
    Words,
)
from rembuk.law.source import Row, two_languages

_STEP_KEYS = frozenset({
    "id", "cite", "does", "role", "stage", "after", "expired", "when", "until", "done_when", "moot", "act", "needs", "makes",
    "attends", "clock", "confidence", "note",
})  # fmt: skip
_LENGTH_KEYS = frozenset({"length", "unit", "start", "pick", "kind", "before", "alarm", "confidence", "cite", "note"})
_CLOCK_KEYS = _LENGTH_KEYS | {"id", "says", "stage", "when", "end", "since", "extensions", "expires"}
_ACT = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*\Z")
#: A step falls away when the case is closed, unless its row says otherwise.
_MOOT = ("closed",)


def read_words(rows: Mapping[str, Any], facts: Mapping[str, Fact]) -> Words:
    """The vocabularies from the rows of `milestones.yaml`, `papers.yaml` and `attendees.yaml`."""
    milestones = {name: _milestone(name, row, facts) for name, row in rows["milestones"].items()}
    papers = {name: Paper(name, *_named(name, row)) for name, row in rows["papers"].items()}
    attendees = {name: Attendee(name, *_named(name, row)) for name, row in rows["attendees"].items()}
    return Words(milestones, papers, attendees)


def read_procedure(
    tree: Mapping[str, Any], instrument: Instrument, facts: Mapping[str, Fact], words: Words
) -> Procedure:
    """The procedure of one instrument from its rows under `steps` and `clocks`."""
    reader = _Reader(instrument, facts, words)
    steps = tuple(reader.step(row) for row in tree.get("steps") or [])
    clocks = tuple(reader.clock(row) for row in tree.get("clocks") or [])
    _check_ids([*(tree.get("steps") or []), *(tree.get("clocks") or [])])
    timed = {clock.id for clock in Procedure(steps, clocks).every_clock()}
    for step, row in zip(steps, tree.get("steps") or [], strict=True):
        _known(step.expired, timed, row, "expired", "jangka waktu")
    return Procedure(steps, clocks)


class _Reader:
    def __init__(self, instrument: Instrument, facts: Mapping[str, Fact], words: Words) -> None:
        self.instrument, self.facts, self.words = instrument, facts, words

    def step(self, row: Row) -> Step:
        _known_keys(row, _STEP_KEYS, "langkah")
        confidence, cite = self.sure(row)
        does, does_en = two_languages(row, "does")
        after, expired = self.milestones(row, "after"), _listed(row.get("expired"))
        if not after and not expired:
            raise row.error(f"langkah {row['id']} tidak pernah terbuka", "isi after dengan tonggak, atau expired dengan jangka waktu")
        if row.get("role") not in ROLES:
            raise row.error(f"langkah {row['id']}: peran '{row.get('role')}'", f"pakai salah satu dari {', '.join(ROLES)}")
        if not _ACT.match(str(row.get("act", ""))):
            raise row.error(f"langkah {row['id']}: tindakan '{row.get('act')}'", "isi act dengan jenis tindakan, huruf kecil dan garis bawah")
        until = self.milestones(row, "until")
        if not until and "done_when" not in row:
            raise row.error(f"langkah {row['id']} tidak pernah selesai", "isi until dengan tonggak, atau done_when dengan syarat")
        if set(after) & set(until):
            raise row.error(f"langkah {row['id']} selesai oleh tonggak yang membukanya", "bedakan after dan until")
        required, invited = self.attends(row)
        note, note_en = two_languages(row, "note") if "note" in row else ("", "")
        return Step(
            id=row["id"], instrument=self.instrument.id, cite=cite, does=does, does_en=does_en, role=row["role"], after=after,
            expired=expired, scope=self.scope(row), when=self.condition(row, "when", "true"), when_written=str(row.get("when", "")),
            until=until, done_when=self.condition(row, "done_when", "") if "done_when" in row else None,
            done_written=str(row.get("done_when", "")), moot=self.milestones(row, "moot") if "moot" in row else _MOOT,
            act=row["act"], needs=self.papers(row, "needs"), makes=self.papers(row, "makes"), required=required, invited=invited,
            clock=self.step_clock(row, after, until) if "clock" in row else None,
            confidence=confidence, note=note, note_en=note_en, line=row.line,
        )  # fmt: skip

    def step_clock(self, step: Row, after: tuple[str, ...], until: tuple[str, ...]) -> Clock:
        row = step["clock"]
        if not isinstance(row, Row):
            raise step.error(f"langkah {step['id']}: clock bukan tabel", "tulis clock: {length: .., unit: ..}")
        _known_keys(row, _LENGTH_KEYS, "jangka waktu")
        own = {key: step[key] for key in ("id", "cite", "confidence", "when", "stage") if key in step}
        inherited = Row(own | row)
        inherited.file, inherited.line = row.file, row.line
        if "start" not in row:
            inherited["start"] = list(after)
        return self.timed(inherited, *two_languages(step, "does"), until)

    def clock(self, row: Row) -> Clock:
        _known_keys(row, _CLOCK_KEYS, "jangka waktu")
        return self.timed(row, *two_languages(row, "says"), self.milestones(row, "end"))

    def timed(self, row: Row, says: str, says_en: str, end: tuple[str, ...]) -> Clock:
        confidence, cite = self.sure(row)
        note, note_en = two_languages(row, "note") if "note" in row else ("", "")
        length = self.length(row, note)
        start = self.milestones(row, "start")
        if not start:
            raise row.error(f"jangka waktu {row['id']} tanpa awal", "isi start dengan tonggak yang memulainya")
        kind = _one_of(row, "kind", KINDS, "limit")
        if (kind == "notice") != ("before" in row):
            raise row.error(f"jangka waktu {row['id']}: before hanya dan selalu untuk kind: notice", "isi before dengan peristiwa yang didahuluinya")
        if length is not None and row.get("unit") not in UNITS:
            raise row.error(f"jangka waktu {row['id']}: satuan '{row.get('unit')}'", f"pakai salah satu dari {', '.join(UNITS)}")
        return Clock(
            id=row["id"], instrument=self.instrument.id, cite=cite, says=says, says_en=says_en, start=start, end=end,
            before=self.milestones(row, "before"), since=self.since(row), length=length, unit=_one_of(row, "unit", UNITS, "unknown_days"),
            kind=kind, pick=_one_of(row, "pick", PICKS, "latest"), scope=self.scope(row),
            when=self.condition(row, "when", "true"), when_written=_written(row), extensions=self.extensions(row, cite, confidence),
            expires=self.expires(row), alarm=self.alarm(row), confidence=confidence, note=note, note_en=note_en, line=row.line,
        )  # fmt: skip

    def sure(self, row: Row) -> tuple[str, str]:
        """How sure we are, and the article; a row of law without an article is refused."""
        if not row.get("id"):
            raise row.error("baris tanpa id", "isi id")
        row["id"] = str(row["id"])
        confidence, cite = row.get("confidence"), row.get("cite") or ""
        if confidence not in CONFIDENCES:
            raise row.error(f"{row['id']}: keyakinan '{confidence}'", f"pakai {', '.join(CONFIDENCES)}; yang belum diperiksa tidak boleh dimuat")
        if not cite and confidence != "design":
            raise row.error(f"{row['id']}: tanpa rujukan", "isi cite dengan pasalnya, atau tandai confidence: design")
        return confidence, cite

    def length(self, row: Row, note: str) -> int | None:
        length = row.get("length")
        if length is None:
            if not note:
                raise row.error(f"jangka waktu {row['id']} tanpa angka dan tanpa keterangan", "isi length, atau note yang mengatakan apa yang belum diketahui")
            return None
        if not isinstance(length, int) or isinstance(length, bool) or length < 1:
            raise row.error(f"jangka waktu {row['id']}: lama '{length}'", "tulis bilangan bulat mulai 1, atau null")
        return length

    def scope(self, row: Row) -> Node:
        """Where the instrument applies, and the stage where the row names fewer than the instrument has."""
        stages = _listed(row.get("stage"))
        if not set(stages) <= set(self.instrument.stages):
            raise row.error(f"{row['id']}: tahap '{row.get('stage')}'", f"pakai tahap instrumen ini: {', '.join(s for s in STAGES if s in self.instrument.stages)}")
        here: Node = Member("stage", frozenset(stages or self.instrument.stages))
        return all_of(self.instrument.applies, here)

    def condition(self, row: Row, key: str, otherwise: str) -> Node:
        written = row.get(key, otherwise)
        if isinstance(written, bool):
            return Const(written)
        try:
            return parse(str(written), self.facts)
        except ExpressionError as error:
            raise row.error(f"{row['id']}, {key}: {error.what}", error.mend) from None

    def milestones(self, row: Row, key: str) -> tuple[str, ...]:
        return _known(_listed(row.get(key)), self.words.milestones, row, key, "tonggak di milestones.yaml")

    def papers(self, row: Row, key: str) -> tuple[str, ...]:
        return _known(_listed(row.get(key)), self.words.papers, row, key, "surat di papers.yaml")

    def attends(self, row: Row) -> tuple[tuple[str, ...], tuple[str, ...]]:
        held = row.get("attends", {})
        if not isinstance(held, dict) or set(held) - {"required", "invited"}:
            raise row.error(f"{row['id']}: attends", "tulis attends: {required: [..], invited: [..]}")
        known = self.words.attendees
        required, invited = (
            _known(_listed(held.get(key)), known, row, key, "peserta di attendees.yaml") for key in ("required", "invited")
        )
        return required, invited

    def since(self, row: Row) -> str:
        return next(iter(self.milestones(row, "since")), "")

    def expires(self, row: Row) -> str:
        name = str(row.get("expires", ""))
        if name and (name not in self.facts or self.facts[name].type != "date"):
            raise row.error(f"{row['id']}: expires '{name}'", "isi dengan fakta tanggal dari facts.yaml")
        return name

    def alarm(self, row: Row) -> tuple[int, ...]:
        alarm = row.get("alarm") or []
        if not all(isinstance(days, int) and days >= 0 for days in alarm) or list(alarm) != sorted(alarm, reverse=True):
            raise row.error(f"{row['id']}: alarm {alarm}", "tulis hari sebelum jatuh tempo, dari yang terbesar: [14, 7, 3, 1]")
        return tuple(alarm)

    def extensions(self, row: Row, cite: str, confidence: str) -> tuple[Extension, ...]:
        out = []
        for item in row.get("extensions") or []:
            by, by_en = two_languages(item, "by")
            if not isinstance(item.get("length"), int) or item["length"] < 1:
                raise item.error(f"{row['id']}: perpanjangan tanpa lama", "isi length dengan bilangan bulat")
            out.append(Extension(item["length"], by, by_en, item.get("cite") or cite, item.get("confidence") or confidence))
        return tuple(out)


def _milestone(name: str, row: Any, facts: Mapping[str, Fact]) -> Milestone:
    label, label_en = two_languages(row, "label")
    fact, given = str(row.get("fact", "")), str(row.get("given", ""))
    if fact and (fact not in facts or facts[fact].type != "date"):
        raise row.error(f"tonggak '{name}': fakta '{fact}'", "isi dengan fakta tanggal dari facts.yaml")
    if given and (given not in facts or facts[given].type != "bool"):
        raise row.error(f"tonggak '{name}': given '{given}'", "isi dengan fakta ya/tidak dari facts.yaml")
    _known_keys(row, {"label", "fact", "given"}, "tonggak")
    return Milestone(name, label, label_en, fact, given)


def _named(name: str, row: Row) -> tuple[str, str]:
    holder = Row({"nama": row})
    holder.file, holder.line = row.file, row.line
    return two_languages(holder, "nama")


def _check_ids(rows: list[Row]) -> None:
    seen: set[str] = set()
    for row in rows:
        if row["id"] in seen:
            raise row.error(f"id {row['id']} tertulis dua kali di antara langkah dan jangka waktu", "beri id yang berbeda")
        seen.add(row["id"])


def _one_of(row: Row, key: str, known: tuple[str, ...], otherwise: str) -> str:
    value = str(row.get(key, otherwise))
    if value not in known:
        raise row.error(f"{row['id']}: {key} '{value}'", f"pakai salah satu dari {', '.join(known)}")
    return value


def _known(names: list[str] | tuple[str, ...], known: Collection[str], row: Row, key: str, what: str) -> tuple[str, ...]:
    import difflib

    for name in names:
        if name not in known:
            close = difflib.get_close_matches(name, list(known), n=3, cutoff=0.6)
            mend = f"mungkin maksudnya {' / '.join(close)}" if close else f"nyatakan dahulu {what}"
            raise row.error(f"{row['id']}: {key} menyebut '{name}' yang tidak ada sebagai {what}", mend)
    return tuple(names)


def _known_keys(row: Row, known: Collection[str], what: str) -> None:
    strange = sorted(set(row) - set(known))
    if strange:
        raise row.error(f"kolom {what} tidak dikenal: {', '.join(strange)}", f"yang ada: {', '.join(sorted(known))}")


def _written(row: Row) -> str:
    written = str(row.get("when", ""))
    return "" if written == "true" else written


def _listed(value: Any) -> tuple[str, ...]:
    return () if value is None else tuple(str(item) for item in value) if isinstance(value, list | tuple) else (str(value),)
