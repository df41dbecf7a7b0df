"""Random cases for the kit: acts of every kind the declaration knows, by several devices that saw more or less of each other."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from rembuk.law.facts import InputProblem
from rembuk.law.inquiry import Answered, read_inquiries
from rembuk.law.library import load_law
from rembuk.law.report import askable
from rembuk.record.act import Act, Author, act_id
from rembuk.record.agreement import check, current, loss_of, owed, performed, unsigned
from rembuk.record.case import Case, Thing, fold
from rembuk.record.consent import consent_of
from rembuk.record.kinds import Field, Kind, declaration
from rembuk.record.milestones import milestones
from rembuk.record.outcome import Accepted, Refused
from rembuk.record.questions import question
from rembuk.record.stages import standing

DECLARED = declaration()
KINDS = DECLARED.kinds
OPENER = KINDS["case_opened"]
AUTHORS = (
    Author("ani", "Ani", "investigator", "polres-kebumen", "police"),
    Author("budi", "Budi", "prosecutor", "cabjari-wahai", "prosecution"),
    Author("dewa", "Dewa", "village_head", "desa-contoh-jember", "village"),
)
OFFICES = [author.office for author in AUTHORS]
#: Acts that make up most of a facilitator's days; the rest come now and then.
DAILY = (
    "consent_given", "rights_explained", "agreement_drafted", "agreement_signed", "payment_made", "term_performed", "accommodation_needed",
    "party_added", "party_added", "party_corrected", "representation_added", "rights_explained", "consent_given", "consent_refused",
    "consent_withdrawn", "session_scheduled", "session_held", "session_failed", "agreement_drafted", "agreement_signed", "agreement_refused",
    "payment_made", "term_performed", "term_waived", "grace_given", "term_defaulted", "breach_declared", "fact_stated", "offer_made",
    "offer_answered", "handed_over", "handover_received", "case_closed", "case_reopened", "approval_requested", "approval_decided",
    "interest_declared", "restoration_stated", "village_door_closed", "village_gate_decided", "consent_gate_overridden",
)  # fmt: skip
TEXTS = ("Eka", "Yusuf Ali", "lunas", "dipukul warga", "tidak boleh melapor ke polisi", "minta maaf", "é😀", "")
DAY = date(2026, 3, 2)


def days() -> st.SearchStrategy[str]:
    return st.integers(-30, 60).map(lambda n: (DAY + timedelta(days=n)).isoformat())


class Writer:
    """Writes acts one after the other; refs point at things that acts before added, mostly."""

    def __init__(self, draw: Any) -> None:
        self.draw, self.acts, self.numbers = draw, [], {"aaaa": 0, "bbbb": 0, "cccc": 0}
        self.case, self.things = "", {}

    def write(self, kind: Kind, given: Mapping[str, Any] | None = None) -> None:
        draw = self.draw
        device = draw(st.sampled_from(sorted(self.numbers)))
        self.numbers[device] += 1
        own = act_id(device, self.numbers[device])
        self.case = self.case or own
        ids = [act.id for act in self.acts]
        newest = ids[-1:] if draw(st.booleans()) else draw(st.lists(st.sampled_from([*ids, "zzzz.1"]), max_size=3, unique=True)) if ids else []
        clock = ((1_772_000_000_000 + len(self.acts) * 60_000 + draw(st.sampled_from((0, 0, 0, -86_400_000, 1)))) << 16) + draw(st.integers(0, 1))
        shape = draw(st.sampled_from((kind.shape, kind.shape, kind.shape, 1, kind.shape + 1)))
        fields = self.fields(kind.fields) | dict(given or {})
        self.acts.append(Act(own, self.case, kind.name, fields, draw(st.sampled_from(AUTHORS)), device, self.numbers[device], clock, tuple(newest), shape))
        self.note_things(kind, own, fields)

    def note_things(self, kind: Kind, own: str, fields: dict[str, Any]) -> None:
        if kind.adds:
            self.things.setdefault(kind.adds, []).append(own)
        for field in kind.fields:
            for i, _ in enumerate(fields.get(field.name) or []) if field.adds else ():
                self.things.setdefault(field.adds, []).append(f"{own}/{i + 1}")

    def fields(self, fields: tuple[Field, ...]) -> dict[str, Any]:
        chosen = {f.name: self.value(f) for f in fields if f.required or self.draw(st.integers(0, 3)) == 0}
        return {name: value for name, value in chosen.items() if value is not None}

    def value(self, field: Field) -> Any:
        draw = self.draw
        if field.type in ("ref", "refs"):
            known = self.things.get(field.of, [])[-6:]
            one = st.sampled_from([*known * 9, "aaaa.999"])
            return draw(one) if field.type == "ref" else draw(st.lists(one, max_size=4, unique=True))
        if field.type in ("choice", "choices"):
            one = st.sampled_from(self.likely(field) + sorted(DECLARED.choices[field.of]))
            return draw(one) if field.type == "choice" else sorted(set(draw(st.lists(one, max_size=3))))
        if field.type == "rows":
            return [self.fields(field.columns) for _ in range(draw(st.integers(0, 3)))]
        return draw(_PLAIN.get(field.type, st.sampled_from(TEXTS)))

    def likely(self, field: Field) -> list[str]:
        return {"party_role": ["victim", "suspect", "victim", "suspect"] * 3, "term_kind": ["pay", "pay"]}.get(field.of, [])


_PLAIN: dict[str, st.SearchStrategy[Any]] = {
    "yesno": st.booleans(), "date": days(), "moment": days().map(lambda day: f"{day}T10:30+09:00"),
    "rupiah": st.sampled_from((0, 250_000, 500_000, 1_000_000)), "integer": st.integers(0, 5), "office": st.sampled_from(OFFICES),
    "user": st.sampled_from([author.user for author in AUTHORS]), "fact": st.sampled_from(("loss", "first_offence", "acted_on")),
    "value": st.one_of(st.booleans(), st.integers(0, 9), days()), "texts": st.lists(st.sampled_from(TEXTS[:3]), max_size=3),
    "media": st.just([]), "digest": st.just("ab" * 32),
}  # fmt: skip


@st.composite
def case_acts(draw: Any, most: int = 18) -> list[Act]:
    """The acts of one case, in the order they were written."""
    writer = Writer(draw)
    writer.write(OPENER)
    for role in draw(st.lists(st.sampled_from(("victim", "suspect", "victim", "suspect", "witness")), max_size=4)):
        writer.write(KINDS["party_added"], {"role": role})
    for _ in range(draw(st.integers(1, most))):
        writer.write(_kind(draw))
    return writer.acts


def _kind(draw: Any) -> Kind:
    return KINDS[draw(st.sampled_from(DAILY if draw(st.integers(0, 9)) else sorted(KINDS)))]


def packed(act: Act) -> list[Any]:
    """The act as `chain.packAct` writes it."""
    return [act.case, act.kind, act.device, act.number, str(act.clock), act.author._asdict(), act.fields, list(act.seen), act.shape]


def snapshot(case: Case) -> dict[str, Any]:
    """What the fold made, in the shape of `node_answers.snapshot`."""

    def said(cell: Any) -> list[Any]:
        return [[one.value, one.act.id] for one in cell.said]

    def cells(all_: Any) -> dict[str, Any]:
        return {name if isinstance(name, str) else "\n".join(name): said(cell) for name, cell in all_.items()}

    told = {
        "order": [act.id for act in case.acts], "heads": list(case.heads), "sort": case.sort, "unread": [act.id for act in case.unread],
        "cells": cells(case.cells), "facts": cells(case.facts), "tracks": cells(case.tracks),
        "things": {
            kind: [{"id": t.id, "cells": cells(t.cells), "acts": [act.id for act in t.acts]} for t in things.values()]
            for kind, things in case.things.items()
        },
        "about": case.about, "conflicts": [[c.where, c.field, [one.act.id for one in c.said]] for c in case.conflicts],
    }  # fmt: skip
    return dict(json.loads(json.dumps(told)))


def consequences(case: Case, on: date) -> dict[str, Any]:
    """What follows from a case on a day, in the shape of `node_answers.consequences`."""
    suspects = ["", *(s.id for s in case.suspects)]
    consents = [consent_of(case, party) for party in case.all("party")]
    told = {
        "consent": [[c.state, c.act.id if c.act else None, c.through] for c in consents],
        "standing": [[now.stage, now.office, now.received, now.closed, now.since.id] for one in suspects for now in [standing(case, one)]],
        "current": [agreement.id if (agreement := current(case, one)) else None for one in suspects],
        "milestones": [
            {name: [[r.on.isoformat(), r.act, r.order] for r in all_] for name, all_ in milestones(case, one).items()} for one in suspects
        ],
        "agreements": [
            [[party.id for party in unsigned(case, a)], performed(case, a),
             [[f.term, f.code, f.forbidden, f.says, f.says_en, f.mend, f.mend_en, f.cite] for f in check(case, a, loss=loss_of(case, a["suspect"] or ""), packet_due=None)]]
            for a in case.all("agreement")
        ],
        "questions": [
            {name: asked[name] for name in ("stage", "charges", "facts", "subject")} for one in (None, *case.suspects) for asked in [question(case, one, on)]
        ],
        "owed": [[o.agreed, o.paid, o.left, o.due_on.isoformat() if o.due_on else None, o.late] for t in case.all("term") for o in [owed(case, t, on)]],
    }  # fmt: skip
    return dict(json.loads(json.dumps(told)))


@st.composite
def told_acts(draw: Any) -> list[Act]:
    """The acts of one case, and after them charges and facts of the law that fit their type, so that the law has something to say."""
    acts = draw(case_acts(most=8))
    facts = [fact for fact in load_law().facts.values() if fact.asked and (fact.type in _OF_FACT or fact.type == "enum")]
    wanted = draw(st.lists(st.sampled_from(facts), max_size=25, unique_by=lambda fact: fact.name))
    told = [("charge_set", {"charges": draw(st.sampled_from(CHARGES))})]
    told += [("fact_stated", {"fact": fact.name, "value": draw(_OF_FACT[fact.type] if fact.type in _OF_FACT else st.sampled_from(fact.values))}) for fact in wanted]
    newest, clock = acts[-1].id, max(act.clock for act in acts)
    for number, (kind, fields) in enumerate(told, start=1):
        acts.append(Act(act_id("dddd", number), acts[0].case, kind, fields, AUTHORS[0], "dddd", number, clock + number, (newest,), KINDS[kind].shape))
        newest = acts[-1].id
    return acts


#: Charges as a kit's list offers them, and one that cannot be read. What is typed otherwise stays open on the kit (tests/field/test_charges.py).
CHARGES = ("Pasal 476 KUHP (UU 1/2023)", "Pasal 476 KUHP (UU 1/2023)\nPasal 521 ayat (1) KUHP (UU 1/2023)", "Pasal 521 ayat (2) KUHP (UU 1/2023)", "entah")
_OF_FACT: dict[str, st.SearchStrategy[Any]] = {
    "bool": st.booleans(), "date": days(), "integer": st.integers(0, 3), "rupiah": st.sampled_from((0, 900_000, 2_500_000, 3_000_000, 60_000_000)),
    "months": st.sampled_from((0, 12, 60, 84)), "days": st.integers(0, 40), "age": st.integers(8, 40),
}  # fmt: skip


def law_says(case: Case, suspect: Thing | None, on: date) -> dict[str, Any] | None:
    """What each instrument says of a suspect and which facts it asks for, without rulings; None where a stated fact cannot be read."""
    law = load_law()
    asked = question(case, suspect, on) | {"rulings": {}}
    asked.pop("confirmed_offences", None)
    try:
        answered = Answered(read_inquiries(asked, law)[0], law)
    except InputProblem:
        return None
    return {f.instrument.id: [f.answer.finding, [fact.name for fact in askable(law, f.answer.missing, answered.facts)]] for f in answered.findings}


def verdict(outcome: Accepted | Refused) -> list[Any]:
    """What `decide` answered, in the shape of `node_answers.verdict`."""
    if isinstance(outcome, Accepted):
        return list(outcome.despite)
    return [outcome.code, outcome.reason, outcome.reason_en, outcome.remedy, outcome.remedy_en, outcome.soft]


@st.composite
def wishes(draw: Any, acts: list[Act]) -> list[tuple[str, dict[str, Any], Author]]:
    """Acts somebody may want to add to the case."""
    writer = Writer(draw)
    for act in acts:
        writer.note_things(KINDS[act.kind], act.id, dict(act.fields))
    kinds = [_kind(draw) for _ in range(draw(st.integers(4, 10)))]
    return [(kind.name, writer.fields(kind.fields), _author(draw, kind)) for kind in kinds]


def _author(draw: Any, kind: Kind) -> Author:
    fit = [author for author in AUTHORS if author.role in kind.by]
    return draw(st.sampled_from(fit * 3 + list(AUTHORS)))


__all__ = ["AUTHORS", "case_acts", "consequences", "fold", "law_says", "packed", "snapshot", "told_acts", "verdict", "wishes"]
