"""What a suspect is called at the stage he is in. Until a court has judged nobody is called guilty, and words come late.

A child is `anak`. While a traffic matter is being settled nobody is named a suspect; in the village and before an investigator
named him, he is the person reported. Prosecution: `tersangka`. Court: `terdakwa`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rembuk.desk.jinja import both
from rembuk.record.case import Case, Thing

_WORDS = {
    "child": ("anak", "child"), "involved": ("pihak terlibat", "party involved"), "offender": ("pelaku", "offender"),
    "reported": ("terlapor", "person reported"), "suspect": ("tersangka", "suspect"), "defendant": ("terdakwa", "defendant"),
}  # fmt: skip
ADULT = 18


def called(case: Case, suspect: Thing | None, track: Mapping[str, Any]) -> str:
    """The word for the suspect of a track, in the visitor's language, in small letters."""
    return both(*_WORDS[_word(case, suspect, track["stage"])])


def is_child(case: Case, party: Thing | None) -> bool | None:
    """Whether the party was under eighteen at the act; None when a birth date or the day of the act is not known."""
    born, acted = (str(party["birth_date"] or "") if party else ""), str(case["acted_on"] or "")
    if not born or not acted:
        return None
    return int(acted[:4]) - int(born[:4]) - (acted[5:10] < born[5:10]) < ADULT


def _word(case: Case, suspect: Thing | None, stage: str) -> str:
    if is_child(case, suspect):
        return "child"
    if stage == "court":
        return "defendant"
    if stage == "prosecution":
        return "suspect"
    if stage == "village":
        return "offender"
    if _named(case, suspect):
        return "suspect"
    return "involved" if case["practice"] == "traffic" else "reported"


def _named(case: Case, suspect: Thing | None) -> bool:
    cells = [case.facts.get((about, "suspect_named")) for about in (suspect.id if suspect else "", "")]
    return any(cell is not None and cell.value is True for cell in cells)
