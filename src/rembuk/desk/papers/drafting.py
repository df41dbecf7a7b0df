"""Letters composed from a case as it stands: which an institution writes, what each lacks, and what may be chosen for one.

What a letter may be about is found by trying: a thing of the case that gives a letter of its own is a choice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from rembuk.desk.cases.opened import Opened
from rembuk.desk.cases.options import Option, told
from rembuk.desk.papers.requests import regime_for, request_for
from rembuk.desk.roles import ROLES_OF
from rembuk.law.procedure import Step
from rembuk.papers.letter import Kind, Letter, Missing, Request
from rembuk.papers.printed import record_digest
from rembuk.papers.registry import kinds_for, kinds_serving
from rembuk.record.kinds import Words

#: Kinds of things that a letter may be about.
_ABOUT = (
    "session", "summons", "agreement", "request", "review", "decree", "penetapan", "detention", "claim", "diversion", "offer", "application", "handover",
    "litmas", "evidence", "party",
)  # fmt: skip
_PEOPLE = 60
#: Sheets that carry a code which the record must not hold, or words to be copied elsewhere: printed, never numbered and never kept.
NEVER_KEPT = frozenset({"kartu_ikuti_perkara", "pertimbangan_putusan"})


@dataclass(frozen=True)
class Chosen:
    """What was chosen for a letter: suspect, thing, the officer who signs, words for this letter alone; "" for the letter's own choice."""

    suspect: str = ""
    thing: str = ""
    officer: str = ""
    fields: tuple[tuple[str, str], ...] = ()

    @classmethod
    def from_form(cls, sent: Mapping[str, Any], opened: Opened) -> Chosen:
        """What a form or an address says; suspects the case does not have count for nothing."""
        known = [suspect.id for suspect in opened.case.suspects]
        suspect = str(sent.get("suspect") or "")
        fields = tuple((key.removeprefix("isi-"), str(sent.get(key)).strip()) for key in sent if key.startswith("isi-") and str(sent.get(key)).strip())
        only = known[0] if len(known) == 1 else ""
        return cls(suspect if suspect in known else only, str(sent.get("thing") or ""), str(sent.get("officer") or ""), fields)


class Heard(dict[str, str]):
    """The words given for a letter, remembering which words the letter asked for."""

    def __init__(self, given: Mapping[str, str]) -> None:
        super().__init__(given)
        self.asked: list[str] = []

    def get(self, key: str, default: Any = None) -> Any:
        """As of a dictionary."""
        self._hear(key)
        return super().get(key, default)

    def __getitem__(self, key: str) -> str:
        self._hear(key)
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        self._hear(str(key))
        return super().__contains__(key)

    def _hear(self, key: str) -> None:
        if key not in self.asked:
            self.asked.append(key)


@dataclass(frozen=True)
class Draft:
    """A letter composed, or what is missing; `asks` are the words it wants typed for itself."""

    kind: Kind
    request: Request
    made: Letter | Missing
    asks: tuple[str, ...] = ()

    @property
    def letter(self) -> Letter | None:
        """The letter, None while something is missing."""
        return None if isinstance(self.made, Missing) else self.made

    @property
    def reasons(self) -> tuple[Words, ...]:
        """What is missing."""
        return self.made.reasons if isinstance(self.made, Missing) else ()


def drafted(opened: Opened, kind: Kind, chosen: Chosen, *, number: str = "", on: date | None = None) -> Draft:
    """A letter of this kind as it would be written now."""
    heard = Heard(dict(chosen.fields))
    asked = request_for(opened, suspect=chosen.suspect, thing=chosen.thing, officer=chosen.officer, number=number, on=on)
    made = kind.compose(opened.case, replace(asked, fields=heard))
    return Draft(kind, replace(asked, fields=dict(heard)), made, tuple(heard.asked))


def things_to_choose(opened: Opened, draft: Draft) -> list[Option]:
    """What the letter may be about: nothing where all give the same letter."""
    found: dict[str, Option] = {}
    for kind in _ABOUT:
        for thing in opened.case.all(kind)[-_PEOPLE:]:
            made = draft.kind.compose(opened.case, replace(draft.request, thing=thing.id, number=None))
            if not isinstance(made, Missing):
                found.setdefault(record_digest(made), Option(thing.id, told(opened, thing)))
    return list(found.values()) if len(found) > 1 else []


def written_here(opened: Opened) -> list[Kind]:
    """The letters the visitor's institution writes in this case.

    Where the case was never at its own stage (the court asked for a penetapan, Bapas for a report), only what a step of its own makes.
    """
    institution = opened.actor.institution
    every = kinds_for(institution) if institution else []  # type: ignore[arg-type]
    if institution in _stages(opened):
        return every
    papers = {paper for step in _law_steps(opened) if step.role in ROLES_OF.get(institution, ()) for paper in step.makes}
    return [kind for kind in every if papers & set(kind.serves)]


def _stages(opened: Opened) -> set[str]:
    """The stages the case is or was at."""
    sent = {str(act.fields.get("to_stage")) for act in opened.case.acts_of("handed_over")}
    return sent | {str(opened.case["begins_at"])} | {track["stage"] for track in opened.view["tracks"]}


def _law_steps(opened: Opened) -> Iterator[Step]:
    """The steps of the law that are open or done for anybody in the case."""
    told = {(step["instrument"], step["id"]) for track in opened.view["tracks"] for step in (*track["next"], *track["done"])}
    for instrument in {instrument for instrument, _ in told}:
        yield from (step for step in opened.law.instrument(instrument).steps if (instrument, step.id) in told)


def first_drafts(opened: Opened) -> list[Draft]:
    """Every letter of the visitor's institution: for the first suspect for whom it can be written, else what is missing."""
    asked = [_about_suspect(opened, request, suspect) for request in [request_for(opened)] for suspect in _suspects(opened)]
    return [_first(kind, opened, asked) for kind in written_here(opened)]


def _first(kind: Kind, opened: Opened, asked: list[Request]) -> Draft:
    drafts = [Draft(kind, request, kind.compose(opened.case, request)) for request in asked]
    return next((draft for draft in drafts if draft.letter), drafts[0])


def _about_suspect(opened: Opened, request: Request, suspect: str) -> Request:
    return replace(request, suspect=suspect, regime=regime_for(opened, suspect))


def _suspects(opened: Opened) -> list[str]:
    known = [suspect.id for suspect in opened.case.suspects]
    return known if len(known) == 1 else ["", *known]


def wanted_now(opened: Opened) -> dict[str, list[Mapping[str, Any]]]:
    """The letters that open steps make, each with its steps, by the letter's id."""
    mine = {kind.id for kind in written_here(opened)}
    out: dict[str, list[Mapping[str, Any]]] = {}
    for kind_id, step in _made_by_steps(opened):
        if kind_id in mine and step not in out.setdefault(kind_id, []):
            out[kind_id].append(step)
    return out


def _made_by_steps(opened: Opened) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for track in opened.view["tracks"]:
        for step in track["next"]:
            for paper in step["makes"]:
                for kind in kinds_serving(paper):
                    yield kind.id, step
