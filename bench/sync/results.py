"""The tables of RESULTS.md."""

from __future__ import annotations

from collections.abc import Iterable
from statistics import median
from typing import Any

_HEAD = """# Carrying one workload over a bad line

    bench/sync/run

Measured on {machine}, with other work on the machine. The workload is `workload.py`: {base:,} updates in 200 cases at the hub, then {hub} made at the hub and {node}
at the node without a line. The line is `line.py`: 600 ms there and back, 60 kbit/s up and 120 down, one packet of a hundred lost; *cut*: the same, 20 seconds up and 5
down by turns. Counted are payload bytes of TCP with all HTTP headers, TLS left out for everybody. *Turns* are how often the node speaks after it has listened.
Rembuk's bytes include its signatures, rights, device keys and receipts; the others sign nothing and give everything to everybody. pycrdt travels in a carrier written
for this benchmark (two requests, deflate), PouchDB in its own. After every phase both sides were compared with the workload: "whole" says that nothing was lost,
changed or there twice; of PouchDB, which keeps states and not updates, only that both sides are equal. PouchDB is used as it comes (`PouchDB.sync`, a document for each case);
smaller batches would help it on a line that is cut. Of its runs both ways with cuts one came to its end within the 600 seconds allowed and one did not.
"""
_PHASES = (("both", "Both ways: {node} up, {hub} down"), ("first", "First sync: 200 cases, {base:,} updates"), ("idle", "Nothing new"))


def written(found: dict[str, Any], work: dict[str, list[Any]], machine: str, coder: str) -> str:
    """The page; `coder` is what `word_coder.py` printed."""
    sizes = {part: len(updates) for part, updates in work.items()}
    out = [_HEAD.format(machine=machine, **sizes)]
    for phase, title in _PHASES:
        out.append(f"## {title.format(**sizes)}\n")
        out.append(_table(found, phase))
    out.append("## The week by stick\n")
    node, *hub = found.get("rembuk", {}).get("sticks", [0])
    out.append(f"Signed and sealed for their receivers: the node's file {node:,} bytes, the hub's {sum(hub):,}; together {node + sum(hub):,}.\n")
    out.append(_CODER.format(coder=coder.strip().replace("\n", "\n    ")))
    return "\n".join(out)


_CODER = """## What a coder of words would add, and cost

Rembuk's wordbook gives frequent words one or two characters and zstd a preset dictionary. `word_coder.py` reckons what an arithmetic coder over adaptive models of words
would need for the same acts, models primed with the weeks that the dictionary was trained on and, after the first sync, with the base that both sides hold:

    {coder}

So it would take some two of nine kB off a week both ways, which is 0.2 of some 2.6 seconds on EDGE, because most of that time is round trips; and less than
a tenth off the first sync. Models that mix their contexts instead of escaping from one to the next get further: 6 kB both ways and 75 kB at first are within reach.
It costs models that Python, JavaScript and every other program must compute alike to the last bit, in whole numbers; a state of the past that both ends
must agree on and that a restored backup breaks; processor time on top of the frames, at both ends; and a format that no common tool opens. It is not built.
"""


def _table(found: dict[str, Any], phase: str) -> str:
    head = "| peer | up | down | bytes | turns | s on EDGE | s cut, median (worst) | bytes beyond the uncut run, median (worst) | starts | afterwards |"
    rows = [head, "| --- |" + " ---: |" * 8 + " --- |"]
    for name, lines in found.items():
        plain, edge, cut = (lines.get(line, {}).get(phase, []) for line in ("lan", "edge", "edge-cut"))
        if not plain:
            continue
        size = plain[0]["up"] + plain[0]["down"]
        beyond = [one["up"] + one["down"] - size for one in cut if "failed" not in one]
        rows.append(" | ".join((
            f"| {name}", f"{plain[0]['up']:,}", f"{plain[0]['down']:,}", f"**{size:,}**", f"{plain[0]['turns']}", _middle(one["seconds"] for one in edge),
            _spread([one["seconds"] for one in cut if "failed" not in one], ".1f"), _spread(beyond, ",.0f"),
            f"{max((one['tries'] for one in cut), default=1)}", f"{_state([*plain, *edge, *cut])} |",
        )))  # fmt: skip
    return "\n".join(rows) + "\n"


def _state(costs: list[dict[str, Any]]) -> str:
    told = []
    if failed := sum("failed" in one for one in costs):
        told.append(f"{failed} of {len(costs)} not done")
    told += sorted({problem for one in costs for problem in one.get("wrong", ())}) or ["whole"]
    shown = {str([len(side) if isinstance(side, list) else side for side in one["conflicts"]]) for one in costs if any(one.get("conflicts") or ())}
    return "; ".join([*told, *(f"cases in conflict shown at hub and node: {one}" for one in sorted(shown))])


def _middle(values: Iterable[float]) -> str:
    told = list(values)
    return f"{median(told):.1f}" if told else ""


def _spread(values: list[float], form: str) -> str:
    return f"{median(values):{form}} ({max(values):{form}})" if values else ""
