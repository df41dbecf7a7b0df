"""Whatever several devices do, in whatever order it arrives: one case, nothing lost, every true conflict named and no false one."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import combinations
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from record.story import ANI, BUDI, DEWA, TODAY
from rembuk.record.act import Act, act_id, clock_of
from rembuk.record.agreement import check, current, owed, performed, unsigned
from rembuk.record.case import Case, fold
from rembuk.record.consent import consent_of
from rembuk.record.decide import decide
from rembuk.record.kinds import declaration
from rembuk.record.milestones import milestones
from rembuk.record.outcome import Accepted, Refused
from rembuk.record.packet import packet_of
from rembuk.record.signals import signals
from rembuk.record.stages import assigned, offices, standing
from rembuk.record.timeline import shielded_name, timeline

AUTHORS = (ANI, BUDI, DEWA)
AMOUNTS = st.integers(1, 3)


class Offices(RuleBasedStateMachine):
    """Three devices. Each acts on what it has; `carry` brings one what another has, in any order and more than once."""

    def __init__(self) -> None:
        super().__init__()
        self.has: list[dict[str, Act]] = [{}, {}, {}]
        self.written: dict[str, Act] = {}
        self.clocks = [0, 0, 0]
        for kind, fields in (
            ("case_opened", {"title": "x", "practice": "general", "begins_at": "police", "on": "2026-03-02"}),
            ("party_added", {"role": "victim", "name": "Eka"}), ("party_added", {"role": "suspect", "name": "Yusuf"}),
            ("approval_requested", {"approval_of": "rj_stop", "level": "prosecutor", "to_office": BUDI.office, "on": "2026-03-02", "text": "x"}),
        ):  # fmt: skip
            self.write(0, kind, fields)
        for device in (1, 2):
            self.has[device] = dict(self.has[0])

    def write(self, device: int, kind: str, fields: dict[str, Any]) -> None:
        mine = self.has[device]
        code, number = "abc"[device], 1 + sum(act.device == "abc"[device] for act in self.written.values())
        start = clock_of(datetime(2026, 3, 2, tzinfo=UTC)) - device * 10**9
        self.clocks[device] = max(self.clocks[device] + 1, start, *(act.clock + 1 for act in mine.values())) if mine else start
        seen = fold(mine.values()).heads if mine else ()
        act = Act(act_id(code, number), "a.1", kind, fields, AUTHORS[device], code, number, self.clocks[device], seen, declaration().kinds[kind].shape)
        mine[act.id] = self.written[act.id] = act

    def thing(self, device: int, kind: str, data: st.DataObject) -> str | None:
        things = fold(self.has[device].values()).all(kind)
        return data.draw(st.sampled_from([thing.id for thing in things])) if things else None

    @rule(device=st.integers(0, 2), amount=AMOUNTS, about=st.booleans())
    def states_a_fact(self, device: int, amount: int, about: bool) -> None:
        self.write(device, "fact_stated", {"fact": "loss", "value": amount} | ({"suspect": "a.3"} if about else {}))

    @rule(device=st.integers(0, 2), amount=AMOUNTS)
    def corrects_a_party(self, device: int, amount: int) -> None:
        self.write(device, "party_corrected", {"party": "a.2", "occupation": str(amount)})

    @rule(device=st.integers(0, 2), decision=st.sampled_from(["approved", "rejected"]))
    def decides(self, device: int, decision: str) -> None:
        self.write(device, "approval_decided", {"request": "a.4", "decision": decision, "on": "2026-03-02", "reason": "x"})

    @rule(device=st.integers(0, 2), suspect=st.sampled_from([{}, {"suspect": "a.3"}]))
    def drafts(self, device: int, suspect: dict[str, str]) -> None:
        terms = [{"term_kind": "pay", "what": "x", "owner": "a.3", "to_party": "a.2", "amount": 2, "due_on": "2026-03-05"}]
        self.write(device, "agreement_drafted", {"terms": terms, "parties": ["a.2", "a.3"], "on": "2026-03-02", **suspect})

    @rule(device=st.integers(0, 2), party=st.sampled_from(["a.2", "a.3"]), data=st.data())
    def signs(self, device: int, party: str, data: st.DataObject) -> None:
        if agreement := self.thing(device, "agreement", data):
            self.write(device, "agreement_signed", {"agreement": agreement, "party": party, "at": "2026-03-02T13:00+07:00", "proof": "signature"})

    @rule(device=st.integers(0, 2), amount=AMOUNTS, data=st.data())
    def pays(self, device: int, amount: int, data: st.DataObject) -> None:
        if term := self.thing(device, "term", data):
            self.write(device, "payment_made", {"term": term, "amount": amount, "on": "2026-03-02", "basis": "x"})

    @rule(device=st.integers(0, 2), kind=st.sampled_from(["term_performed", "term_defaulted"]), data=st.data())
    def says_how_a_term_went(self, device: int, kind: str, data: st.DataObject) -> None:
        if term := self.thing(device, "term", data):
            self.write(device, kind, {"term": term, "on": "2026-03-02", "basis": "x", "reason": "x"})

    @rule(device=st.integers(0, 2), kind=st.sampled_from(["rights_explained", "consent_given", "consent_refused", "consent_withdrawn"]))
    def speaks(self, device: int, kind: str) -> None:
        self.write(device, kind, {"party": "a.2", "at": f"2026-03-02T1{len(self.written) % 10}:00+07:00", "language": "indonesian", "told": "x"})

    @rule(device=st.integers(0, 2), office=st.sampled_from(["x", "y"]))
    def hands_over(self, device: int, office: str) -> None:
        self.write(device, "handed_over", {"to_office": office, "to_stage": "prosecution", "handover_reason": "ordinary", "on": "2026-03-02"})

    @rule(device=st.integers(0, 2), kind=st.sampled_from(["case_closed", "case_reopened"]))
    def closes_or_reopens(self, device: int, kind: str) -> None:
        self.write(device, kind, {"close_reason": "sp3", "on": "2026-03-02", "reason": "x"})

    @rule(giver=st.integers(0, 2), taker=st.integers(0, 2), share=st.integers(1, 4), seed=st.integers(0, 99))
    def carry(self, giver: int, taker: int, share: int, seed: int) -> None:
        """Some or all of what the giver has, in any order. Some: the taker then knows acts whose ground it has not."""
        bag = list(self.has[giver].values())
        random.Random(seed).shuffle(bag)
        self.has[taker] |= {act.id: act for act in bag[: max(1, len(bag) * share // 4)]}

    @invariant()
    def every_order_gives_the_same_case(self) -> None:
        acts = list(self.written.values())
        told = everything(fold(acts))
        for seed in (1, 2):
            again = acts + acts[::2]
            random.Random(seed).shuffle(again)
            assert everything(fold(again)) == told

    @invariant()
    def nothing_is_lost(self) -> None:
        case = fold(self.written.values())
        assert [act.id for act in case.acts] and {act.id for act in case.acts} == set(self.written) and not case.unread

    @invariant()
    def every_true_conflict_is_named_and_no_false_one(self) -> None:
        case = fold(self.written.values())
        assert {(c.where, c.field): sorted(s.act.id for s in c.said) for c in case.conflicts} == oracle(list(case.acts))

    @invariant()
    def every_reading_of_the_case_answers_on_every_device(self) -> None:
        for held in [*self.has, self.written]:
            readings(fold(held.values()))

    @invariant()
    def deciding_never_fails(self) -> None:
        case, newest = fold(self.written.values()), list(self.written.values())[-1]
        for author in AUTHORS:
            assert isinstance(decide(case, newest.kind, newest.fields, author, TODAY), Accepted | Refused)


def everything(case: Case) -> dict[str, Any]:
    """A case as values that can be compared."""
    cells = {("", "", name): cell for name, cell in case.cells.items()}
    cells |= {(*key, ""): cell for key, cell in case.facts.items()} | {(*key, "track"): cell for key, cell in case.tracks.items()}
    cells |= {(thing.kind, thing.id, name): cell for things in case.things.values() for thing in things.values() for name, cell in thing.cells.items()}
    return {
        "acts": [act.id for act in case.acts], "heads": case.heads, "about": case.about,
        "cells": {key: [(said.value, said.act.id) for said in cell.said] for key, cell in cells.items()},
    }  # fmt: skip


def readings(case: Case) -> None:
    """Everything anybody reads from a case."""
    for suspect in ("", *(s.id for s in case.suspects)):
        standing(case, suspect), milestones(case, suspect), packet_of(case, suspect)
        if agreement := current(case, suspect):
            check(case, agreement, loss=None, packet_due=TODAY), unsigned(case, agreement), performed(case, agreement)
    [owed(case, term, TODAY) for term in case.all("term")]
    [consent_of(case, party) for party in case.all("party")]
    offices(case), assigned(case), signals(case), timeline(case), timeline(case, language="en", name=shielded_name)


def oracle(acts: Sequence[Act]) -> dict[tuple[str, str], list[str]]:
    """Conflicts by the plain definition: of the statements of one value, those no other statement knew of; two of them differ."""
    known = {act.id: ancestors(act, {one.id: one for one in acts}) for act in acts}
    stated: dict[tuple[str, str], list[tuple[str, Any]]] = {}
    about = {act.id: act.fields.get("suspect", "") for act in acts if act.kind == "agreement_drafted"}
    for act in acts:
        for where, name, value in statements(act, about):
            stated.setdefault((where, name), []).append((act.id, value))
    out = {}
    for key, said in stated.items():
        standing_ones = [(act_id, value) for act_id, value in said if not any(act_id in known[other] for other, _ in said)]
        if any(one[1] != two[1] for one, two in combinations(standing_ones, 2)):
            out[key] = sorted(act_id for act_id, _ in standing_ones)
    return out


def ancestors(act: Act, by_id: dict[str, Act]) -> set[str]:
    found, todo = set(), list(act.seen)
    while todo:
        one = todo.pop()
        if one not in found and one in by_id:
            found.add(one)
            todo += by_id[one].seen
    return found


def statements(act: Act, about: dict[str, str]) -> list[tuple[str, str, Any]]:
    """What the acts of these offices state, written down by hand: where, of what, and the value."""
    fields = act.fields
    if act.kind == "fact_stated":
        return [(fields.get("suspect", ""), fields["fact"], fields["value"])]
    if act.kind == "party_corrected":
        return [(fields["party"], "occupation", fields["occupation"])]
    if act.kind == "approval_decided":
        return [(fields["request"], "decision", fields["decision"])]
    if act.kind == "agreement_drafted":
        return [(about[act.id], "agreement", act.id)]
    if act.kind == "agreement_signed":
        return [(about.get(fields["agreement"], ""), "agreement", fields["agreement"])]
    if act.kind in ("term_performed", "term_defaulted"):
        return [(fields["term"], "status", act.kind.removeprefix("term_"))]
    one_way = {"handed_over": fields.get("to_office"), "case_closed": "sp3", "case_reopened": "reopened"}
    return [("", "standing", one_way[act.kind])] if act.kind in one_way else []


TestOffices = Offices.TestCase
TestOffices.settings = settings(stateful_step_count=30)
