"""What the checker looks for in steps and clocks: numbers without a source, steps nobody can finish, words nobody uses.

What can be read in one row (an unknown milestone, a missing language) is refused when the file is read; here are the remarks that
need the whole procedure or the whole law.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rembuk.law.condition import Const, Node, Ref, facts_in, leaves
from rembuk.law.instrument import Instrument
from rembuk.law.library import Law
from rembuk.law.procedure import Clock, Procedure, Step
from rembuk.law.remark import Remark

#: Milestones that need no step or clock: they belong to the record of any case.
_ALWAYS = frozenset({"reported", "reopened", "file_returned", "decree_revoked", "detention_extended", "victim_treated"})


def check_procedures(law: Law, instruments: Iterable[Instrument]) -> Iterator[Remark]:
    """Every remark on steps, clocks and their vocabularies. LawError for a row that cannot be read at all."""
    procedures = {i.id: law.procedure(i.id) for i in instruments}
    for instrument in instruments:
        for what in _procedure(procedures[instrument.id]):
            yield Remark(True, instrument.id, what)
    yield from _unused(law, procedures.values())


def facts_of_procedures(law: Law, instruments: Iterable[Instrument]) -> set[str]:
    """Every fact that a step, a clock or a milestone asks."""
    used = {fact for m in law.words.milestones.values() for fact in (m.fact, m.given) if fact}
    for instrument in instruments:
        procedure = law.procedure(instrument.id)
        nodes: list[Node] = [node for step in procedure.steps for node in (step.when, step.done_when) if node is not None]
        nodes += [clock.when for clock in procedure.every_clock()]
        used |= {fact for node in nodes for leaf in leaves(node) if not isinstance(leaf, Ref) for fact in facts_in(leaf)}
        used |= {clock.expires for clock in procedure.every_clock() if clock.expires}
    return used


def _procedure(procedure: Procedure) -> Iterator[str]:
    for step in procedure.steps:
        yield from _step(step)
    for clock in procedure.every_clock():
        yield from _clock(clock)


def _step(step: Step) -> Iterator[str]:
    if step.when == Const(False):
        yield f"langkah {step.id} tidak pernah terbuka: when selalu tidak; hapus langkahnya atau perbaiki when"
    if both := sorted(set(step.after) & set(step.moot)):
        yield f"langkah {step.id} terbuka dan gugur oleh tonggak yang sama: {', '.join(both)}; bedakan after dan moot"
    if both := sorted(set(step.until) & set(step.moot)):
        yield f"langkah {step.id} selesai dan gugur oleh tonggak yang sama: {', '.join(both)}; bedakan until dan moot"
    if both := sorted(set(step.required) & set(step.invited)):
        yield f"langkah {step.id}: peserta wajib sekaligus diundang: {', '.join(both)}; pilih salah satu"


def _clock(clock: Clock) -> Iterator[str]:
    if clock.length is not None and not clock.cite:
        yield f"jangka waktu {clock.id} memuat angka {clock.length} tanpa rujukan; isi cite, atau tulis length: null dengan note"
    if clock.length is None and not clock.note:
        yield f"jangka waktu {clock.id} tanpa angka dan tanpa keterangan; isi note"
    if clock.kind != "period" and (clock.extensions or clock.expires or clock.since):
        yield f"jangka waktu {clock.id}: extensions, expires, dan since hanya untuk kind: period"
    if clock.kind == "notice" and clock.unit not in {"days", "unknown_days"}:
        yield f"jangka waktu {clock.id}: tenggang pemberitahuan dihitung dalam hari, bukan {clock.unit}"
    if both := sorted(set(clock.start) & set(clock.end)) if clock.kind != "notice" else []:
        yield f"jangka waktu {clock.id} mulai dan berhenti oleh tonggak yang sama: {', '.join(both)}; bedakan start dan end"


def _unused(law: Law, procedures: Iterable[Procedure]) -> Iterator[Remark]:
    milestones, papers, attendees = set(_ALWAYS), set(), set()
    for procedure in procedures:
        for step in procedure.steps:
            milestones |= {*step.after, *step.until, *step.moot}
            papers |= {*step.needs, *step.makes}
            attendees |= {*step.required, *step.invited}
        for clock in procedure.every_clock():
            milestones |= {*clock.start, *clock.end, *clock.before, clock.since}
    for file, known, used in (
        ("milestones.yaml", law.words.milestones, milestones),
        ("papers.yaml", law.words.papers, papers),
        ("attendees.yaml", law.words.attendees, attendees),
    ):
        for name in known:
            if name not in used:
                yield Remark(False, file, f"'{name}' tidak dipakai langkah atau jangka waktu mana pun")
