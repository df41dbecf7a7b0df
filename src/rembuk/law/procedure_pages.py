"""Steps and clocks as tables that a lawyer can check against the articles."""

from __future__ import annotations

from collections.abc import Iterator

from rembuk.law.instrument import Instrument
from rembuk.law.library import Law
from rembuk.law.procedure import ROLES, Clock, Step, Words
from rembuk.law.report import CONFIDENCE_WORDS

UNIT_WORDS = {
    "days": "hari", "working_days": "hari kerja", "unknown_days": "hari (jenisnya tidak disebut)", "hours": "jam",
    "months": "bulan kalender", "months_of_30_days": "bulan (30 hari)",
}  # fmt: skip


def procedure_tables(law: Law, instrument: Instrument) -> Iterator[str]:
    """The lines of both tables, in the order of the articles; nothing where the instrument has no procedure."""
    if instrument.steps:
        yield from ("", "## Langkah", "", "| Langkah | Rujukan | Siapa dan apa | Terbuka, selesai, gugur | Surat dan peserta | Jangka waktu | Keyakinan |")
        yield "| --- | --- | --- | --- | --- | --- | --- |"
        yield from (_step(step, law.words) for step in instrument.steps)
    if instrument.clocks:
        yield from ("", "## Jangka waktu", "", "| Jangka | Rujukan | Tentang | Lama | Mulai dan berhenti | Keterangan | Keyakinan |")
        yield "| --- | --- | --- | --- | --- | --- | --- |"
        yield from (_clock(clock, law.words) for clock in instrument.clocks)


def plain_procedure(law: Law, instrument: Instrument) -> Iterator[str]:
    """The same for a terminal."""
    for step in instrument.steps:
        yield ""
        yield f"langkah {step.id}  {step.cite or 'rancangan'}  [{CONFIDENCE_WORDS[step.confidence]}]"
        yield f"  {ROLES[step.role][0]}: {step.does} / {step.does_en}"
        opens = [f"sesudah {_milestones(step.after, law.words)}"] if step.after else []
        opens += [f"lewatnya jangka {', '.join(step.expired)}"] if step.expired else []
        opens += [f"bila {step.when_written}"] if step.when_written else []
        yield f"  {'  '.join(opens)}"
        if step.clock is not None:
            yield f"  jangka waktu: {_number(step.clock)}"
    for clock in instrument.clocks:
        yield ""
        yield f"jangka waktu {clock.id}  {clock.cite or 'rancangan'}  [{CONFIDENCE_WORDS[clock.confidence]}]"
        yield f"  {clock.says} / {clock.says_en}"
        yield f"  {_number(clock)} sejak {_milestones(clock.start, law.words)}"


def words_page(law: Law) -> str:
    """The milestones, papers and attendees as one page."""
    words = law.words
    lines = ["# Tonggak, surat, dan peserta", "", "## Tonggak", "", "| Tonggak | Peristiwa | Fakta tanggal |", "| --- | --- | --- |"]
    lines += [f"| `{m.id}` | {m.label}<br>*{m.label_en}* | {f'`{m.fact}`' if m.fact else ''}{f' bila `{m.given}`' if m.given else ''} |" for m in words.milestones.values()]
    for title, named in (("Surat", words.papers), ("Peserta", words.attendees)):
        lines += ["", f"## {title}", "", f"| {title} | Nama |", "| --- | --- |"]
        lines += [f"| `{one.id}` | {one.name}<br>*{one.name_en}* |" for one in named.values()]
    return "\n".join(lines) + "\n"


def _step(step: Step, words: Words) -> str:
    opens = [f"sesudah {_milestones(step.after, words)}"] if step.after else []
    opens += [f"lewatnya jangka {_codes(step.expired)}"] if step.expired else []
    opens += [f"bila `{step.when_written}`"] if step.when_written else []
    opens += [f"selesai: {_milestones(step.until, words)}"] if step.until else []
    opens += [f"selesai bila `{step.done_written}`"] if step.done_written else []
    opens += [f"gugur: {_milestones(step.moot, words)}"] if step.moot else []
    papers = [f"{word}: {'; '.join(words.papers[i].name for i in ids)}" for word, ids in (("perlu", step.needs), ("terbit", step.makes)) if ids]
    people = [f"{word}: {'; '.join(words.attendees[i].name for i in ids)}" for word, ids in (("wajib hadir", step.required), ("diundang", step.invited)) if ids]
    does = [f"**{ROLES[step.role][0]}**: {step.does}", f"*{ROLES[step.role][1]}: {step.does_en}*", *([f"Catatan: {step.note}"] if step.note else [])]
    cells = (f"`{step.id}`", step.cite, _lines(does), _lines(opens), _lines([*papers, *people]), _length(step.clock, words, step), CONFIDENCE_WORDS[step.confidence])
    return _row(cells)


def _clock(clock: Clock, words: Words) -> str:
    runs = [f"mulai {_milestones(clock.start, words)}"]
    runs += [f"paling lambat sebelum {_milestones(clock.before, words)}"] if clock.before else []
    runs += [f"berhenti {_milestones(clock.end, words)}"] if clock.end else []
    runs += [f"bila `{clock.when_written}`"] if clock.when_written else []
    remarks = [clock.note] if clock.note else []
    remarks += [f"diperpanjang {one.length} oleh {one.by} ({one.cite})" for one in clock.extensions]
    remarks += [f"peringatan {', '.join(map(str, clock.alarm))} hari sebelumnya"] if clock.alarm else []
    remarks += [f"hari terakhir menurut surat perintah: `{clock.expires}`"] if clock.expires else []
    cells = (f"`{clock.id}`", clock.cite, f"{clock.says}<br>*{clock.says_en}*", _number(clock), _lines(runs), _lines(remarks), CONFIDENCE_WORDS[clock.confidence])
    return _row(cells)


def _length(clock: Clock | None, words: Words, step: Step) -> str:
    if clock is None:
        return ""
    said = [_number(clock)]
    said += [f"sejak {_milestones(clock.start, words)}"] if clock.start != step.after and clock.kind != "notice" else []
    said += [f"sebelum {_milestones(clock.before, words)}"] if clock.before else []
    said += ["dari yang paling awal"] if clock.pick == "earliest" else []
    return _lines([*said, *([clock.note] if clock.note else [])])


def _number(clock: Clock) -> str:
    return "tanpa angka" if clock.length is None else f"{clock.length} {UNIT_WORDS[clock.unit]}"


def _milestones(names: tuple[str, ...], words: Words) -> str:
    return "; ".join(words.milestones[name].label for name in names)


def _codes(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _lines(parts: list[str]) -> str:
    return "<br>".join(part for part in parts if part)


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(" ".join(cell.split()).replace("|", "\\|") for cell in cells) + " |"
