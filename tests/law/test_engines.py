"""One rule file, three engines, one answer; and no definite answer where a missing fact could still change it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rembuk.law.assess import Finding
from rembuk.law.columnar import run_block
from rembuk.law.columns import columns
from rembuk.law.condition import And, Const, Holds, Node, Not, Or
from rembuk.law.facts import Fact, Value
from rembuk.law.library import Law, load_law
from rembuk.law.program import lower
from rembuk.law.scalar import compile_program
from rembuk.law.screen import Screener
from rembuk.reference.bound import Bound

from .conftest import Browser, cases

INSTRUMENTS = load_law().ids


@pytest.mark.parametrize("instrument_id", INSTRUMENTS)
@given(data=st.data())
def test_the_docket_engine_agrees_with_the_engine_for_one_case(law: Law, instrument_id: str, data: st.DataObject) -> None:
    assessor, screener = law.assessor(instrument_id), Screener.of(law, instrument_id)
    rows = data.draw(st.lists(cases(law, assessor.rails.program, gaps=True), min_size=1, max_size=12))
    names = screener.rails.program.facts
    screened = screener.screen(columns(law.facts, names, rows), len(rows))
    for i, row in enumerate(rows):
        finding = assessor.assess(row)
        assert screened.words()[i] == finding.finding
        effects = {c.id: c.effect for c in finding.answer.conditions}
        for bit, condition in enumerate(screened.conditions):
            assert bool(int(screened.failed[i]) >> bit & 1) == (effects[condition] == "blocks")
            assert bool(int(screened.open[i]) >> bit & 1) == (effects[condition] in {"open", "disputed"})
        asked = screened.facts[screened.next_fact[i]] if screened.next_fact[i] >= 0 else None
        assert asked == _next_of(law, instrument_id, row)
    answers = screener.answers(columns(law.facts, names, rows), len(rows))
    assert answers.tolist() == screened.finding.tolist()


def _next_of(law: Law, instrument_id: str, row: Mapping[str, Value]) -> str | None:
    """The next fact by the engine for one case, over the first question only, as a docket is asked."""
    missing = law.assessor(instrument_id).assess(row).answer.missing
    return missing[0] if missing else None


@pytest.mark.parametrize("instrument_id", INSTRUMENTS)
@given(data=st.data())
def test_the_browser_engine_agrees_with_the_engine_for_one_case(
    law: Law, browser: Browser, instrument_id: str, data: st.DataObject
) -> None:
    assessor = law.assessor(instrument_id)
    rows = data.draw(st.lists(cases(law, assessor.rails.program, gaps=True), min_size=1, max_size=8))
    forced = data.draw(st.booleans())
    for row, got in zip(rows, browser(instrument_id, rows, forced), strict=True):
        assert got == _as_browser(assessor.assess(row, forced=forced))


def _as_browser(finding: Finding) -> dict[str, Any]:
    def rows(conditions: Any) -> list[dict[str, Any]]:
        return [{k: list(v) if isinstance(v, tuple) else v for k, v in c._asdict().items() if k != "reason_en"} for c in conditions]

    return {
        "instrument": finding.instrument.id, "applies": finding.applies, "finding": finding.finding,
        "conditions": rows(finding.answer.conditions), "missing": list(finding.answer.missing), "others": rows(finding.others),
        "also": [{"question": a.question.id, "finding": a.finding, "conditions": rows(a.conditions), "missing": list(a.missing)} for a in finding.also],
    }  # fmt: skip


@pytest.mark.parametrize("instrument_id", INSTRUMENTS)
@given(data=st.data())
def test_filling_a_gap_never_flips_a_definite_finding(law: Law, instrument_id: str, data: st.DataObject) -> None:
    assessor = law.assessor(instrument_id)
    whole = data.draw(cases(law, assessor.rails.program, gaps=False))
    kept = data.draw(st.sets(st.sampled_from(sorted(whole) or ["-"])))
    partial = {name: value for name, value in whole.items() if name in kept}
    before, after = assessor.assess(partial), assessor.assess(whole)
    for early, late in zip((before.answer, *before.also), (after.answer, *after.also), strict=True):
        assert early.finding in {"unknown", late.finding}
        for a, b in zip(early.conditions, late.conditions, strict=True):
            assert a.effect in {"open", b.effect}
            assert a.value in {"unknown", b.value} or b.value == "not_applicable"


@pytest.mark.parametrize("instrument_id", INSTRUMENTS)
@given(data=st.data())
def test_complete_facts_never_leave_a_finding_unknown(law: Law, instrument_id: str, data: st.DataObject) -> None:
    assessor = law.assessor(instrument_id)
    finding = assessor.assess(data.draw(cases(law, assessor.rails.program, gaps=False)))
    for answer in (finding.answer, *finding.also):
        assert answer.finding != "unknown" and not answer.missing


@pytest.mark.parametrize("instrument_id", INSTRUMENTS)
@given(data=st.data())
def test_an_unknown_finding_always_says_what_to_ask_and_a_definite_one_asks_nothing(law: Law, instrument_id: str, data: st.DataObject) -> None:
    assessor = law.assessor(instrument_id)
    facts = data.draw(cases(law, assessor.rails.program, gaps=True))
    finding = assessor.assess(facts)
    for answer in (finding.answer, *finding.also):
        assert bool(answer.missing) == (answer.finding == "unknown")
        assert all(facts.get(name) is None or isinstance(facts[name], Bound) for name in answer.missing)


@given(low=st.integers(0, 100), width=st.integers(0, 50), limit=st.integers(0, 160), inside=st.integers(0, 50))
def test_a_number_known_as_limits_decides_only_what_every_number_within_decides(low: int, width: int, limit: int, inside: int) -> None:
    bound = Bound(low, low + width)
    exact = low + min(inside, width)
    for limits_say, number_says in ((bound <= limit, exact <= limit), (bound < limit, exact < limit), (bound >= limit, exact >= limit)):
        assert limits_say in {None, number_says}


NAMES = ("p", "q", "r")
TREES = st.recursive(
    st.one_of(st.sampled_from([Holds(n) for n in NAMES]), st.booleans().map(Const)),
    lambda inner: st.one_of(
        inner.map(Not), st.lists(inner, min_size=1, max_size=3).map(lambda p: And(tuple(p))), st.lists(inner, min_size=1, max_size=3).map(lambda p: Or(tuple(p)))
    ),
    max_leaves=10,
)  # fmt: skip


def kleene(node: Node, facts: Mapping[str, bool | None]) -> bool | None:
    """The tables of strong Kleene logic, written out once as the oracle."""
    if isinstance(node, Const):
        return node.value
    if isinstance(node, Holds):
        return facts[node.fact]
    if isinstance(node, Not):
        inner = kleene(node.of, facts)
        return None if inner is None else not inner
    assert isinstance(node, And | Or)
    parts = [kleene(part, facts) for part in node.parts]
    deciding = isinstance(node, Or)
    if deciding in parts:
        return deciding
    return None if None in parts else not deciding


@given(tree=TREES, facts=st.fixed_dictionaries({n: st.sampled_from([True, False, None]) for n in NAMES}))
def test_every_operator_follows_the_kleene_tables_in_both_python_engines(tree: Node, facts: dict[str, bool | None]) -> None:
    program = lower({"x": tree}, ("x",))
    want = {True: 1, False: -1, None: 0}[kleene(tree, facts)]
    assert compile_program(program)(facts)[program.outputs["x"]] == want
    from rembuk.law import columnar

    declared = {n: Fact(n, "bool", "?", "?") for n in NAMES}
    ready = columnar.plan(program, declared)
    values = run_block(ready, columns(declared, NAMES, [facts]))
    assert int(values[program.outputs["x"]].flat[0]) == want
