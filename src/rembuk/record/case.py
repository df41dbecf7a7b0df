"""Acts folded into a case: what is known, who said it, and where two people differ.

Nouns. The *case* has things (see `cells`), facts for the whole case (suspect "") or one suspect, *tracks* (what only one of can
stand for a suspect at a time: which office holds him, which agreement counts), and its acts in their one order. Decisions,
approvals and signatures are acts of their own and stand side by side; where they set one cell and differ, that cell is in
*conflict* and a person is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import wraps
from operator import attrgetter
from typing import Any, Concatenate, NamedTuple, ParamSpec, TypeVar, cast

from rembuk.record.act import Act
from rembuk.record.cells import Cell, Said, Thing, say
from rembuk.record.kinds import Declaration, Kind, declaration
from rembuk.record.knowledge import Knowledge, by_clock, in_order
from rembuk.record.upcast import upcast

__all__ = [
    "CONSTANTS", "OUTSIDE_LAW", "Case", "Cell", "Conflict", "Said", "Thing", "about", "concerns", "fold", "go_on", "once", "once_but_facts", "once_for_law",
    "stated_facts",
]  # fmt: skip

Told = ParamSpec("Told")
Found = TypeVar("Found")

#: Acts the law is never asked about: neither its questions nor its milestones nor where the case stands hang on them.
OUTSIDE_LAW = frozenset({
    "note_added", "officer_assigned", "officer_released", "number_given", "obstacle_noted", "party_message_received", "reminder_sent", "followup_visited",
    "survey_answered", "competence_proved", "resource_planned",
})  # fmt: skip
#: Acts that change no more of a case than what was stated of the law's facts.
_STATES_FACTS = OUTSIDE_LAW | {"fact_stated"}
#: How many earlier states of itself a case keeps at once.
_MOST_EARLIER = 16
#: What `states` may say instead of a field.
CONSTANTS = {"always": True, "never": False}
#: Fields that tell of the act itself: on a thing they are set when it is added, and a later act keeps its own.
_OF_THE_ACT = frozenset({"on", "at", "number", "reason", "text", "ground", "basis", "despite", "proof", "witnesses", "media"})


class Conflict(NamedTuple):
    """A cell two people stated differently: every statement, the shown one last.

    `where` is the id of the thing the cell belongs to; for a fact or a track that of the suspect, or "" for the whole case.
    """

    where: str
    field: str
    said: tuple[Said, ...]


class Case:
    """What the acts amount to. Read it; only `fold` and `go_on` write it."""

    def __init__(self, case_id: str) -> None:
        self.id = case_id
        self.sort = ""
        self.acts: tuple[Act, ...] = ()
        self.heads: tuple[str, ...] = ()
        self.things: dict[str, dict[str, Thing]] = {}
        self.facts: dict[tuple[str, str], Cell] = {}
        self.cells: dict[str, Cell] = {}
        self.tracks: dict[tuple[str, str], Cell] = {}
        self.unread: list[Act] = []
        #: The place of each act in the order, and the suspect it is about ("" for all), by the act's id.
        self.place: dict[str, int] = {}
        self.about: dict[str, str] = {}
        self._known = Knowledge()
        self._is_plain = True
        #: What was computed of the case as it stands, and of the case as it stood after so many acts.
        self._once: dict[tuple[Any, ...], Any] = {}
        self._once_for_law: dict[tuple[Any, ...], Any] = {}
        self._once_but_facts: dict[tuple[Any, ...], Any] = {}
        self._by_kind: dict[str, list[Act]] = {}
        self._earlier: dict[int, Case] = {}

    def after(self, acts: int) -> Case:
        """The case as it stood after so many of its acts, at least one."""
        if acts >= len(self.acts):
            return self
        if acts not in self._earlier:
            while len(self._earlier) >= _MOST_EARLIER:
                del self._earlier[next(iter(self._earlier))]
            self._earlier[acts] = fold(self.acts[:acts])
        return self._earlier[acts]

    def __getitem__(self, name: str) -> Any:
        cell = self.cells.get(name)
        return cell.value if cell else None

    def all(self, kind: str) -> list[Thing]:
        """Every thing of a kind, in the order they were added."""
        return list(self.things.get(kind, {}).values())

    def thing(self, kind: str, thing_id: Any) -> Thing | None:
        """The thing of that id, None when the case has none."""
        return self.things.get(kind, {}).get(thing_id) if isinstance(thing_id, str) else None

    def parties(self, role: str) -> list[Thing]:
        """The parties in a role."""
        return list(_parties(self, role))

    @property
    def suspects(self) -> list[Thing]:
        """The offenders of the case, whatever they are called at its stage."""
        return self.parties("suspect")

    @property
    def victims(self) -> list[Thing]:
        """The victims: persons, companies or the state."""
        return self.parties("victim")

    def acts_of(self, *kinds: str, suspect: str = "") -> Iterator[Act]:
        """The acts of these kinds in order; with a suspect, those about him or about everybody."""
        for act in self._of_kinds(kinds):
            if not suspect or self.about.get(act.id, "") in ("", suspect):
                yield act

    def last(self, *kinds: str, suspect: str = "") -> Act | None:
        """The newest such act."""
        return next((act for act in reversed(self._of_kinds(kinds)) if not suspect or self.about.get(act.id, "") in ("", suspect)), None)

    def _of_kinds(self, kinds: Sequence[str]) -> Sequence[Act]:
        if len(kinds) == 1:
            return self._by_kind.get(kinds[0], ())
        found = [act for kind in dict.fromkeys(kinds) for act in self._by_kind.get(kind, ())]
        return sorted(found, key=lambda act: self.place[act.id])

    @property
    def conflicts(self) -> list[Conflict]:
        """Every cell on which people differ, for a person to settle by stating it again."""
        out = [Conflict("", name, cell.said) for name, cell in self.cells.items() if cell.in_conflict]
        for told in (self.facts, self.tracks):
            out += [Conflict(suspect, name, cell.said) for (suspect, name), cell in told.items() if cell.in_conflict]
        for things in self.things.values():
            out += [Conflict(t.id, name, cell.said) for t in things.values() for name, cell in t.cells.items() if cell.in_conflict]
        return out


def concerns(case: Case, act: Act) -> str:
    """The suspect an act is about; "" when it is about all of them."""
    kind = declaration().kinds.get(act.kind)
    return about(case, kind, act.fields) if kind else ""


def about(case: Case, kind: Kind, fields: Mapping[str, Any]) -> str:
    """The suspect an act of this kind would be about: named in it, or by the thing it points at, or himself the party; "" for all.

    A blank `suspect` in a form that has one means all of them. What is done under an agreement is about whom the agreement is
    about, whoever signs or pays.
    """
    named = fields.get("suspect")
    if kind.field("suspect") or (isinstance(named, str) and named):
        return named if isinstance(named, str) else ""
    for field in kind.fields:
        thing = case.thing(field.of, fields.get(field.name)) if field.type == "ref" and field.of != "party" else None
        owner = _suspect_of(case, thing) if thing else None
        if owner is not None:
            return owner
    party = case.thing("party", fields.get("party"))
    return party.id if party and party["role"] == "suspect" else ""


def _suspect_of(case: Case, thing: Thing) -> str | None:
    """Whom a thing is about; None when the thing does not tell, "" for an agreement about everybody."""
    if thing.kind == "payment":
        term = case.thing("term", thing["term"])
        return _suspect_of(case, term) if term else ""
    if thing.kind == "term":
        thing = case.thing("agreement", thing["agreement"]) or thing
    suspect = thing["suspect"]
    if isinstance(suspect, str) and suspect:
        return suspect
    return "" if thing.kind in ("agreement", "term") else None


def once(compute: Callable[Concatenate[Case, Told], Found]) -> Callable[Concatenate[Case, Told], Found]:
    """What is computed of a case and hashable values, computed once for the case as it stands. What it gives is shared: read it only."""
    return _kept(compute, attrgetter("_once"))


def once_for_law(compute: Callable[Concatenate[Case, Told], Found]) -> Callable[Concatenate[Case, Told], Found]:
    """The same for what no act of a kind in `OUTSIDE_LAW` changes."""
    return _kept(compute, attrgetter("_once_for_law"))


def once_but_facts(compute: Callable[Concatenate[Case, Told], Found]) -> Callable[Concatenate[Case, Told], Found]:
    """The same for what no fact hangs on either: neither those acts nor a fact stated by name changes it."""
    return _kept(compute, attrgetter("_once_but_facts"))


def _kept(compute: Callable[Concatenate[Case, Told], Found], place: Callable[[Case], dict[Any, Any]]) -> Callable[Concatenate[Case, Told], Found]:
    @wraps(compute)
    def found(case: Case, /, *told: Told.args, **named: Told.kwargs) -> Found:
        known, key = place(case), (compute, *told, *named.items())
        if key not in known:
            known[key] = compute(case, *told, **named)
        return known[key]  # type: ignore[no-any-return]

    return cast("Callable[Concatenate[Case, Told], Found]", found)


@once_but_facts
def _parties(case: Case, role: str) -> tuple[Thing, ...]:
    return tuple(party for party in case.all("party") if party["role"] == role)


def fold(acts: Iterable[Act], declared: Declaration | None = None) -> Case:
    """The case its acts amount to, in whatever order and however often they arrived.

    An act of a kind or shape this program does not know (a newer program wrote it), or that changes a thing whose act has not
    arrived, changes nothing and is kept in `unread`; a later fold with more acts or a newer program reads it.
    Raises ValueError when there are no acts.
    """
    declared = declared or declaration()
    ordered, is_plain = in_order(acts)
    if not ordered:
        raise ValueError("perkara tanpa perbuatan")
    case = Case(ordered[0].case)
    case._is_plain = is_plain
    _take(case, ordered, declared)
    return case


def go_on(case: Case, acts: Sequence[Act], declared: Declaration | None = None) -> bool:
    """Take further acts into a case, which then is what `fold` makes of all of them.

    Only where they come behind everything in it: False otherwise, with the case as it was; it has to be folded anew.
    """
    if not case._is_plain or not _come_behind(case, acts):
        return False
    _take(case, acts, declared or declaration())
    case._once.clear()
    if not all(act.kind in OUTSIDE_LAW for act in acts):
        case._once_for_law.clear()
    if not all(act.kind in _STATES_FACTS for act in acts):
        case._once_but_facts.clear()
    return True


def _come_behind(case: Case, acts: Sequence[Act]) -> bool:
    """Whether each act is new, later by its clock than all before it, and seen by none of them."""
    newest, awaited = by_clock(case.acts[-1]), case._known.awaited
    for act in acts:
        if by_clock(act) <= newest or act.id in case.place or act.id in awaited:
            return False
        newest = by_clock(act)
    places = {act.id: place for place, act in enumerate(acts)}
    return all(places.get(seen, -1) <= place for place, act in enumerate(acts) for seen in act.seen)


def _take(case: Case, acts: Sequence[Act], declared: Declaration) -> None:
    """Take up acts in their order."""
    known, folded = case._known, []
    for place, act in enumerate(acts, start=len(case.acts)):
        known.add(act)
        case.place[act.id] = place
        kind = declared.kinds.get(act.kind)
        read = upcast(act, kind) if kind else None
        folded.append(read or act)
        case._by_kind.setdefault(folded[-1].kind, []).append(folded[-1])
        if kind is None or read is None or not _apply(case, read, kind, known):
            case.unread.append(act)
    case.acts, case.heads = (*case.acts, *folded), known.heads


def _apply(case: Case, act: Act, kind: Kind, known: Knowledge) -> bool:
    """Write what an act changes; False when the thing it changes is not there (yet)."""
    thing = case.thing(kind.changes, act.fields.get(kind.changes_by)) if kind.changes else None
    if kind.changes and thing is None:
        return False
    fields, suspect = act.fields, about(case, kind, act.fields)
    case.about[act.id] = suspect
    if kind.opens:
        case.sort = case.sort or kind.opens
        _set(case.cells, fields, act, known)
    if kind.adds:
        _add(case, act.id, kind.adds, {**kind.sets, **fields}, act, known)
    elif thing is not None:
        _change(thing, act, kind, known)
    _set(case.cells, kind.case, act, known)
    _add_rows(case, act, kind, known)
    for name, source in kind.track.items():
        say(case.tracks.setdefault((suspect, name), Cell()), _tracked(act, source), act, known)
    for fact, value in stated_facts(case, act, kind):
        say(case.facts.setdefault((suspect, fact), Cell()), value, act, known)
    return True


def _tracked(act: Act, source: str) -> Any:
    """What a track says: a word, the act's own id (`=id`), or one of its fields (`=field`)."""
    if not source.startswith("="):
        return source
    return act.id if source == "=id" else act.fields.get(source[1:])


def stated_facts(case: Case, act: Act, kind: Kind) -> Iterator[tuple[str, Any]]:
    """The facts of the law an act states, by its declaration or by name."""
    if kind.name == "fact_stated" and isinstance(act.fields.get("fact"), str):
        yield act.fields["fact"], act.fields.get("value")
    for fact, source in kind.states.items():
        if source in CONSTANTS:
            yield fact, CONSTANTS[source]
        elif source == "failed":
            yield fact, act.fields.get("diversion_result") == "failed"
        elif source == "stamped_all":
            yield fact, _whole(act.fields.get("stamped"), 0) >= _whole(act.fields.get("originals"), 1)
        elif act.fields.get(source) is not None:
            yield fact, act.fields[source]


def _whole(value: Any, missing: int) -> int:
    return value if isinstance(value, int) else missing


def _set(cells: dict[str, Cell], values: Mapping[str, Any], act: Act, known: Knowledge) -> None:
    for name, value in values.items():
        if value is not None:
            say(cells.setdefault(name, Cell()), value, act, known)


def _add(case: Case, thing_id: str, kind: str, cells: Mapping[str, Any], act: Act, known: Knowledge) -> None:
    thing = Thing(thing_id, kind, act)
    case.things.setdefault(kind, {})[thing_id] = thing
    _set(thing.cells, cells, act, known)


def _add_rows(case: Case, act: Act, kind: Kind, known: Knowledge) -> None:
    """Each row of a field that adds things, as a thing of its own that names the act's thing."""
    for field in kind.fields:
        rows = act.fields.get(field.name) if field.adds else None
        for i, row in enumerate(rows if isinstance(rows, list) else ()):
            if isinstance(row, Mapping):
                _add(case, f"{act.id}/{i + 1}", field.adds, {**row, kind.adds: act.id}, act, known)


def _change(thing: Thing, act: Act, kind: Kind, known: Knowledge) -> None:
    thing.acts.append(act)
    given = {name: value for name, value in act.fields.items() if name not in _OF_THE_ACT and name != kind.changes_by}
    fixed = {name: act.fields.get(value[1:]) if str(value).startswith("=") else value for name, value in kind.sets.items()}
    _set(thing.cells, {**given, **fixed}, act, known)
