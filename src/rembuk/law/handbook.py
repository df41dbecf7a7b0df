"""The law as pages to read: for each instrument its rows, articles, confidence and worked examples.

The pages in `docs/law` are written from the law files; a test holds them equal, so they cannot drift.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rembuk.law.exactness import inexact_rows
from rembuk.law.examples import Examples, RowExample, load_examples
from rembuk.law.facts import Fact
from rembuk.law.instrument import Instrument, Provision
from rembuk.law.library import Law
from rembuk.law.procedure_pages import plain_procedure, procedure_tables, words_page
from rembuk.law.report import CONFIDENCE_WORDS, FINDING_WORDS

_VALUE_WORDS = {
    "yes": "ya",
    "no": "tidak",
    "unknown": "belum diketahui",
    "conflict": "berselisih",
    "not_applicable": "tidak berlaku",
}


def pages(law: Law) -> dict[str, str]:
    """File name to Markdown text, one page an instrument, one of the facts, one of the words of procedure, and an index."""
    out = {f"{i}.md": _page(law, law.instrument(i), load_examples(law, i)) for i in law.ids}
    out["facts.md"] = _facts_page(law)
    out["procedure.md"] = words_page(law)
    out["README.md"] = _index(law)
    return out


def instrument_text(law: Law, instrument: Instrument) -> str:
    """One instrument for a terminal: every row with its article, condition and confidence."""
    return "\n".join([*_plain(instrument), *plain_procedure(law, instrument)]) + "\n"


def _plain(instrument: Instrument) -> Iterator[str]:
    held = instrument.in_force
    yield f"{instrument.title}"
    yield f"id {instrument.id}  versi {instrument.version}  isi {instrument.digest}"
    yield f"berlaku {held.first} s.d. {held.last or 'sekarang'} ({CONFIDENCE_WORDS[held.confidence]})  tahap {', '.join(instrument.stages)}"
    yield f"ditanya bila: {instrument.applies_written}"
    for row in instrument.provisions:
        yield ""
        yield f"{row.id}  {row.cite or 'rancangan'}  [{CONFIDENCE_WORDS[row.confidence]}]"
        yield f"  {row.says} / {row.says_en}"
        yield from (f"  {line}" for line in _row_lines(row))
    for question in instrument.questions:
        yield ""
        yield f"{question.asks}  harus: {', '.join(question.all) or '-'}  tidak boleh: {', '.join(question.none) or '-'}"
    for note in instrument.notes:
        yield f"Catatan: {note['id']}"


def _row_lines(row: Provision) -> Iterator[str]:
    if row.relaxes:
        yield f"melonggarkan {', '.join(row.relaxes)}" + (f", kecuali {', '.join(row.unless)}" if row.unless else "")
    for i, reading in enumerate(row.readings):
        name = (
            f"bacaan {reading.name} ({reading.says}{'; dipakai' if i == 0 else ''}{'; diperselisihkan' if reading.contested else ''}): "
            if reading.name
            else ""
        )
        yield f"{name}{reading.written}"
    if not row.readings:
        yield f"ditimbang {row.by or 'pejabat'}, tidak dihitung"


def _page(law: Law, instrument: Instrument, examples: Examples) -> str:
    lines = [*_head(instrument), *_rows_table(instrument), *_definitions(instrument), *_questions(instrument), *procedure_tables(law, instrument)]
    lines += [
        *_cases(examples),
        *_row_table("Contoh per baris", examples.rows),
        *_row_table("Contoh definisi", examples.definitions),
    ]
    inexact = list(inexact_rows(law, instrument))
    if inexact:
        lines += ["", "## Ketajaman logika tiga nilai", ""] + [
            f"- `{row_id}`: {what}." for row_id, what in inexact
        ]
    return "\n".join(lines) + "\n"


def _head(instrument: Instrument) -> Iterator[str]:
    held = instrument.in_force
    yield f"# {instrument.short}"
    yield ""
    yield f"{instrument.title}."
    if instrument.kind == "practice":
        yield "\n**Praktik sebuah kantor, bukan hukum.**"
    yield ""
    yield f"- Id `{instrument.id}`, versi {instrument.version}"
    yield f"- Berlaku sejak {held.first}{f' sampai {held.last}' if held.last else ''} ({CONFIDENCE_WORDS[held.confidence]}){f'; {held.note}' if held.note else ''}"
    yield f"- Tahap: {', '.join(instrument.stages)}"
    yield f"- Ditanya bila: `{instrument.applies_written}`"
    if instrument.source:
        yield f"- Sumber: {instrument.source}"
    for note in instrument.notes:
        yield f"- Catatan: {note['id']}"


def _rows_table(instrument: Instrument) -> Iterator[str]:
    yield from (
        "",
        "## Ketentuan",
        "",
        "| Baris | Rujukan | Bunyi | Syarat | Keyakinan |",
        "| --- | --- | --- | --- | --- |",
    )
    for row in instrument.provisions:
        when = [f"bila `{_when(row)}`"] if row.when is not None else []
        conditions = "<br>".join([*when, *(_cell(line) for line in _row_lines(row))])
        yield f"| `{row.id}` | {_cell(row.cite)} | {_cell(row.says)}<br>*{_cell(row.says_en)}* | {conditions} | {CONFIDENCE_WORDS[row.confidence]} |"


def _when(row: Provision) -> str:
    return _cell(row.when_written)


def _definitions(instrument: Instrument) -> Iterator[str]:
    if not instrument.definitions:
        return
    yield from (
        "",
        "## Definisi",
        "",
        "| Fakta | Nilai | Bila | Rujukan | Keyakinan |",
        "| --- | --- | --- | --- | --- |",
    )
    for definition in instrument.definitions:
        for value, written in definition.written:
            yield f"| `{definition.fact}` | {value} | `{_cell(written)}` | {_cell(definition.cite)} | {CONFIDENCE_WORDS[definition.confidence]} |"


def _questions(instrument: Instrument) -> Iterator[str]:
    yield from ("", "## Pertanyaan", "")
    for question in instrument.questions:
        yield f"- **{question.asks}** *{question.asks_en}* Harus: {_codes(question.all)}. Tidak boleh: {_codes(question.none)}."
    for row_id in instrument.discretion:
        yield f"- Tetap ditimbang pejabat meskipun semua syarat terpenuhi: `{row_id}`."


def _codes(ids: tuple[str, ...]) -> str:
    return ", ".join(f"`{i}`" for i in ids) or "tidak ada"


def _cases(examples: Examples) -> Iterator[str]:
    yield from (
        "",
        "## Contoh perkara",
        "",
        "| Perkara | Yang berbeda | Temuan | Karena |",
        "| --- | --- | --- | --- |",
    )
    for case in examples.cases:
        changed = _stated(case.changed) or ("pasal: " + case.charges if case.charges else "")
        yield f"| {_cell(case.says)} | {_cell(changed)} | {FINDING_WORDS[case.expect].lower()} | {_codes(case.because) if case.because else ''} |"


def _row_table(title: str, rows: tuple[RowExample, ...]) -> Iterator[str]:
    if not rows:
        return
    yield from ("", f"## {title}", "", "| Baris | Fakta | Nilai |", "| --- | --- | --- |")
    for row in rows:
        yield f"| `{row.row}` | {_cell(_stated(row.written)) or 'tidak ada'} | {_VALUE_WORDS.get(row.value, row.value)} |"


def _stated(facts: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} = {_value(value)}" for name, value in facts.items())


def _value(value: Any) -> str:
    if value is None:
        return "belum diketahui"
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, int) and abs(value) >= 10_000:
        return f"{value:,}".replace(",", ".")
    if isinstance(value, Mapping):
        return " dan ".join(
            f"{'paling sedikit' if side == 'at_least' else 'paling banyak'} {_value(n)}" for side, n in value.items()
        )
    return ", ".join(map(str, value)) or "tidak ada" if isinstance(value, list) else str(value)


def _cell(text: str) -> str:
    return " ".join(str(text).split()).replace("|", "\\|")


def _facts_page(law: Law) -> str:
    lines = [
        "# Fakta yang ditanya hukum",
        "",
        "| Fakta | Jenis | Pertanyaan | Siapa yang menyatakan atau memutus | Bukti |",
        "| --- | --- | --- | --- | --- |",
    ]
    for fact in law.facts.values():
        lines.append(
            f"| `{fact.name}` | {_kind(fact)} | {_cell(fact.question)}<br>*{_cell(fact.question_en)}* | {_who(fact)} | {_cell(fact.proof)} |"
        )
    return "\n".join(lines) + "\n"


def _kind(fact: Fact) -> str:
    return f"{fact.type}: {', '.join(fact.values)}" if fact.values else fact.type


def _who(fact: Fact) -> str:
    if fact.inputs:
        return f"dihitung dari {', '.join(f'`{i}`' for i in fact.inputs)}"
    if fact.defined_in:
        return f"didefinisikan oleh `{fact.defined_in}`"
    return _cell(f"diputus {fact.decided_by}" if fact.decided_by else fact.stated_by)


def _index(law: Law) -> str:
    lines = ["# Hukum yang dimuat", "", "Ditulis dari berkas di `src/rembuk/law` dengan `./run law docs docs/law`.", ""]
    lines += [
        "| Aturan | Berlaku | Tahap | Baris | Teks dibaca | Sekunder | Lain | Langkah | Jangka waktu |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for instrument_id in law.ids:
        instrument = law.instrument(instrument_id)
        sure = [row.confidence for row in instrument.provisions]
        confirmed, secondary = sure.count("confirmed"), sure.count("secondary")
        held = instrument.in_force
        lines.append(
            f"| [{instrument.short}]({instrument.id}.md) | {held.first} s.d. {held.last or 'sekarang'} | {', '.join(instrument.stages)} "
            f"| {len(sure)} | {confirmed} | {secondary} | {len(sure) - confirmed - secondary} | {len(instrument.steps)} | {len(law.procedure(instrument.id).every_clock())} |"
        )
    return "\n".join([*lines, "", "Semua fakta: [facts.md](facts.md). Tonggak, surat, dan peserta dalam langkah: [procedure.md](procedure.md)."]) + "\n"
