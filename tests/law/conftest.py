"""What the law tests share: the law, random cases around its own limits, and the browser engine under Node."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st

from rembuk.law.browser import compile_law
from rembuk.law.condition import Compare, DateOperand, NumberOperand, facts_in
from rembuk.law.facts import NEVER, Fact, Value, write_value
from rembuk.law.library import Law, load_law
from rembuk.law.program import Ask, Program
from rembuk.reference.bound import Bound

ENGINE = Path(__file__).parents[2] / "src/rembuk/field/law.mjs"
BASE = date(2025, 12, 20)


def limits(program: Program, name: str) -> list[int]:
    """The numbers a fact is compared with in a program."""
    leaves = [op.leaf for op in program.operations if isinstance(op, Ask) and isinstance(op.leaf, Compare)]
    return sorted({s.value for leaf in leaves if name in facts_in(leaf) for s in (leaf.left, leaf.right) if isinstance(s, NumberOperand)})


def days(program: Program) -> list[date]:
    """The days a program names."""
    leaves = [op.leaf for op in program.operations if isinstance(op, Ask) and isinstance(op.leaf, Compare)]
    return sorted({s.value for leaf in leaves for s in (leaf.left, leaf.right) if isinstance(s, DateOperand)})


def values(fact: Fact, program: Program, *, gaps: bool) -> st.SearchStrategy[Value]:
    """Values of a fact near the limits of a program; None (missing) and limits-only numbers when gaps are wanted."""
    known: st.SearchStrategy[Any]
    if fact.type == "bool":
        known = st.booleans()
    elif fact.type == "enum":
        known = st.sampled_from(fact.values)
    elif fact.type == "set":
        known = st.frozensets(st.sampled_from(fact.values), max_size=3)
    elif fact.type == "date":
        near = st.sampled_from([*days(program), BASE]).flatmap(lambda d: st.integers(-40, 400).map(lambda n: d + timedelta(days=n)))
        known = st.one_of(near, st.just(NEVER)) if fact.may_be_never else near
    elif fact.type == "text":
        return st.none()
    else:
        close = [max(0, n + step) for n in limits(program, fact.name) or [100] for step in (-1, 0, 1)]
        known = st.one_of(st.sampled_from(close), st.integers(0, 3_000_000 if fact.type == "rupiah" else 400))
        if gaps:
            bound = st.tuples(known, known).map(lambda pair: Bound(min(pair), max(pair) + 1))
            known = st.one_of(known, bound, known.map(lambda n: Bound(None, n)), known.map(lambda n: Bound(n, None)))
    return st.one_of(known, st.none()) if gaps else known


def cases(law: Law, program: Program, *, gaps: bool) -> st.SearchStrategy[dict[str, Value]]:
    """Whole cases over the facts a program reads."""
    return st.fixed_dictionaries({name: values(law.facts[name], program, gaps=gaps) for name in program.facts})


@pytest.fixture(scope="session")
def law() -> Law:
    return load_law()


Browser = Callable[[str, list[Mapping[str, Value]], bool], list[dict[str, Any]]]


@pytest.fixture(scope="session")
def browser(law: Law) -> Iterator[Browser]:
    """The browser engine, answering cases of an instrument."""
    script = Path(__file__).with_name("node_law.mjs")
    with subprocess.Popen(["node", script, ENGINE.as_uri()], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as node:
        assert node.stdin and node.stdout

        def ask(message: dict[str, Any]) -> Any:
            assert node.stdin and node.stdout
            node.stdin.write(json.dumps(message) + "\n")
            node.stdin.flush()
            return json.loads(node.stdout.readline())

        ask({"pack": json.loads(compile_law(law))})
        yield lambda i, rows, forced: ask({"id": i, "cases": [{k: write_value(v) for k, v in row.items()} for row in rows], "forced": forced})
        node.stdin.close()
