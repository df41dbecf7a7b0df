"""The checker of the law files: what a careful lawyer and a careful engineer would both want to know before relying on them.

An *error* stops `./test`; a *notice* is worth knowing and is printed. Everything names file, row and mend.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from rembuk.law.condition import Compare, Const, Leaf, Node, NumberOperand, Ref, facts_in, leaves
from rembuk.law.exactness import inexact_rows
from rembuk.law.examples import gaps, judge, load_examples
from rembuk.law.instrument import STAGES, Instrument
from rembuk.law.library import Law
from rembuk.law.procedure_check import check_procedures, facts_of_procedures
from rembuk.law.rails import build
from rembuk.law.remark import Remark
from rembuk.law.source import LawError

#: From this day on every stage of the formal process must have at least one instrument in force; village justice has no statute.
COVERED_FROM = date(2018, 7, 27)
MAX_FACTS = 64


def check_law(law: Law) -> list[Remark]:
    """Every remark, errors first; the law may be used when there is no error."""
    remarks: list[Remark] = []
    try:
        instruments = [law.instrument(i) for i in law.ids]
        remarks += [Remark(True, i.id, what) for i in instruments for what in _circles(law, i)]
        if not remarks:
            remarks += [remark for i in instruments for remark in _instrument(law, i)]
            remarks += [*_succession(instruments), *_coverage(instruments), *_unused_facts(law, instruments)]
            remarks += check_procedures(law, instruments)
    except LawError as error:
        remarks.append(Remark(True, f"{error.file}:{error.line}", f"{error.what}. Perbaikan: {error.mend}"))
    return sorted(remarks, key=lambda r: not r.error)


def _circles(law: Law, instrument: Instrument) -> Iterator[str]:
    try:
        build(instrument, law.definitions, {})
    except ValueError as circle:
        yield f"baris saling merujuk: {circle}; putuskan salah satu rujukan"


def _instrument(law: Law, instrument: Instrument) -> Iterator[Remark]:
    name = instrument.id
    for what in (*_dead_rows(instrument), *_unsourced(instrument), *_too_wide(law, instrument)):
        yield Remark(True, name, what)
    try:
        examples = load_examples(law, name)
        for what in (*judge(law, examples), *gaps(law, examples)):
            yield Remark(True, name, what)
    except LawError as error:
        yield Remark(True, name, str(error))
    for row_id, what in inexact_rows(law, instrument):
        yield Remark(False, f"{name}/{row_id}", f"logika tiga nilai {what}")
    for row_id, other in _same(instrument):
        yield Remark(False, f"{name}/{row_id}", f"syaratnya sama persis dengan {other}")


def _dead_rows(instrument: Instrument) -> Iterator[str]:
    asked = {i for q in instrument.questions for i in (*q.all, *q.none)}
    for row in instrument.provisions:
        if row.relaxes and not set(row.relaxes) & asked:
            yield f"baris {row.id} melonggarkan baris yang tidak pernah ditanya; hubungkan atau hapus relaxes"
        if row.id in asked and all(isinstance(r.node, Const) for r in row.readings):
            yield f"baris {row.id} menjadi syarat tetapi selalu bernilai sama; hapus dari pertanyaan atau beri syarat"
        if row.unless and not row.relaxes:
            yield f"baris {row.id} punya unless tanpa relaxes; unless hanya bekerja pada kelonggaran"


def _unsourced(instrument: Instrument) -> Iterator[str]:
    for row in instrument.provisions:
        if not row.cite and not row.source and any(_has_number(leaf) for r in row.readings for leaf in leaves(r.node)):
            yield f"baris {row.id} memuat angka tanpa sumber; isi cite atau source"


def _has_number(leaf: Leaf | Ref) -> bool:
    return isinstance(leaf, Compare) and any(isinstance(side, NumberOperand) for side in (leaf.left, leaf.right))


def _too_wide(law: Law, instrument: Instrument) -> Iterator[str]:
    count = len(build(instrument, law.definitions, {}, primary_only=True).program.facts)
    if count > MAX_FACTS:
        yield f"pertanyaan pertama memakai {count} fakta, paling banyak {MAX_FACTS}; pindahkan sebagian ke also"


def _same(instrument: Instrument) -> Iterator[tuple[str, str]]:
    seen: dict[tuple[Node, Node | None], str] = {}
    for row in instrument.provisions:
        if len(row.readings) != 1 or isinstance(row.readings[0].node, Const):
            continue
        key = (row.readings[0].node, row.when)
        if key in seen:
            yield row.id, seen[key]
        seen.setdefault(key, row.id)


def _succession(instruments: list[Instrument]) -> Iterator[Remark]:
    by_id = {i.id: i for i in instruments}
    for instrument in instruments:
        before = by_id.get(instrument.succeeds)
        if instrument.succeeds and before is None:
            yield Remark(True, instrument.id, f"menggantikan '{instrument.succeeds}' yang tidak ada")
        elif before is not None:
            last = before.in_force.last
            if last is None or last + timedelta(days=1) != instrument.in_force.first:
                yield Remark(
                    True,
                    instrument.id,
                    f"mulai {instrument.in_force.first}, pendahulunya {before.id} berakhir {last}: ada celah atau tumpang tindih",
                )


def _coverage(instruments: list[Instrument]) -> Iterator[Remark]:
    """Days on which a stage has no law in force, between the first covered day and the last start of an instrument."""
    end = max(i.in_force.first for i in instruments)
    for stage in STAGES:
        spans = sorted(
            (i.in_force.first, i.in_force.last or date.max)
            for i in instruments
            if stage in i.stages and i.kind == "law"
        )
        reached = COVERED_FROM
        for first, last in spans:
            if first > reached:
                break
            reached = max(reached, last if last == date.max else last + timedelta(days=1))
        if reached < end:
            yield Remark(False, stage, f"sejak {reached.isoformat()} ada hari tanpa aturan yang dimuat pada tahap ini")


def _unused_facts(law: Law, instruments: list[Instrument]) -> Iterator[Remark]:
    nodes = [n for i in instruments for row in i.provisions for n in (*(r.node for r in row.readings), row.when) if n is not None]
    nodes += [node for i in instruments for d in i.definitions for _, node in d.cases] + [i.applies for i in instruments]
    used = {fact for node in nodes for leaf in leaves(node) if not isinstance(leaf, Ref) for fact in facts_in(leaf)}
    used |= facts_of_procedures(law, instruments)
    used |= {name for fact in law.facts.values() if fact.name in used for name in fact.inputs}
    for fact in law.facts.values():
        if fact.name not in used and not fact.defined_in and not fact.inputs:
            yield Remark(False, "facts.yaml", f"fakta '{fact.name}' tidak dipakai aturan mana pun")
