"""What the law finds for a suspect, as a page shows it, with the question that decides next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rembuk.desk.cases.blanks import Blank, FormMaker
from rembuk.desk.cases.opened import Opened
from rembuk.desk.cases.steps import act_address
from rembuk.desk.jinja import both

_OPEN = ("unknown", "conflict")
#: Effects of a condition on which the finding hangs.
DECIDING = ("blocks", "open", "disputed")
#: Words of a question that is about the suspect himself rather than about the case.
_OF_THE_SUSPECT = ("tersangka", "terdakwa", "pelaku", "anak ", "pengemudi")


def findings(opened: Opened, track: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Each instrument's finding with what a page adds: readings that matter, who may rule on them, the next question."""
    return [_finding(opened, track, finding) for finding in track["findings"]]


def _finding(opened: Opened, track: Mapping[str, Any], finding: Mapping[str, Any]) -> dict[str, Any]:
    conditions = finding["conditions"]
    changing = [r for r in finding["readings"] if r["changes"] and not r["used"]]
    return {
        **finding, "deciding": [c for c in conditions if c["effect"] in DECIDING], "kept": [c for c in conditions if c["effect"] == "supports"],
        "beside": [c for c in finding["others"] if c["value"] in ("yes", "conflict")],
        "related": opened.law.instrument(finding["instrument"]).purpose != "restorative",
        "changing": [_reading(opened, track, finding, reading) for reading in changing], "next": next_fact(opened, finding),
    }  # fmt: skip


def _reading(opened: Opened, track: Mapping[str, Any], finding: Mapping[str, Any], reading: Mapping[str, Any]) -> dict[str, Any]:
    about = f"{finding['instrument']}/{reading['row']}"
    return {**reading, "address": act_address(opened, "ruling_made", str(track["suspect"]), about=about, chosen=str(reading["reading"]))}


def next_fact(opened: Opened, finding: Mapping[str, Any]) -> str:
    """The missing fact to ask for: the most decisive one that nobody has answered with "not known"; "" when none is open."""
    if finding["finding"] not in _OPEN:
        return ""
    return next((name for name in finding["missing"] if _may_be_asked(opened, name)), "")


def _may_be_asked(opened: Opened, name: str) -> bool:
    fact = opened.law.facts.get(name)
    return fact is not None and fact.asked and not said_unknown(opened, name)


def said_unknown(opened: Opened, name: str) -> bool:
    """Whether somebody stated that this is not known."""
    return any(cell.said and cell.value is None for (_suspect, fact), cell in opened.case.facts.items() if fact == name)


class Asked:
    """One question put on a page: its blank, why it is asked, and whom it is about by default."""

    def __init__(self, opened: Opened, track: Mapping[str, Any], name: str, *, value: Any = None, problem: str = "") -> None:
        self.fact = opened.law.facts[name]
        self.suspect = str(track["suspect"]) if len(opened.case.suspects) > 1 and self._is_about_him() else ""
        self.blank: Blank = FormMaker.fact_blank("value", self.fact, value, problem)
        self.blank.name = "value"
        self.choice = [(s.id, opened.names.of(s)) for s in opened.case.suspects] if len(opened.case.suspects) > 1 else []

    def _is_about_him(self) -> bool:
        return any(word in self.fact.question.lower() for word in _OF_THE_SUSPECT)


def why_asked(opened: Opened, track: Mapping[str, Any], name: str) -> list[dict[str, str]]:
    """The open conditions that a missing fact bears on, as the law puts them."""
    out = []
    for finding in track["findings"]:
        if name in finding["missing"]:
            open_ones = [c for c in finding["conditions"] if c["value"] in _OPEN]
            first = open_ones[0] if open_ones else None
            out.append({"short": finding["short"], "instrument": finding["instrument"], "cite": first["cite"] if first else "",
                        "says": both(first["reason"], first["reason_en"]) if first else both(finding["asks"], finding["asks_en"])})  # fmt: skip
    return out


def asked_first(opened: Opened) -> tuple[Mapping[str, Any], str] | None:
    """The track and fact to ask for now: of the first instrument that still needs one, for the first suspect; None when none does."""
    for track in opened.view["tracks"]:
        for finding in track["findings"]:
            if not track["closed"] and (name := next_fact(opened, finding)):
                return track, name
    return None
