"""Adding acts to cases: read what was filled in, decide, append and refresh, all or nothing.

Nouns. *Casework* is the record as one office node works on it: its ledger, its device key, the law. An *outcome* is what came of
asking: `Done` with the acts, `Invalid` with a sentence for each blank, or `Refused` with the reason and the way out.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from datetime import date, datetime, tzinfo
from functools import cached_property
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from rembuk.casework.keeping import kept_query, unpack
from rembuk.casework.models import CaseRow, IdentityUse
from rembuk.casework.projection import Follower, day_of, project, projecting
from rembuk.casework.regime import ruling_problem
from rembuk.casework.remembered import Folded, Prints, Remembered, grown
from rembuk.casework.view import answered_for, plan_of, view_key, view_of
from rembuk.law.calendar import ZONES, legal_day, zone_of_province
from rembuk.law.library import Law, load_law
from rembuk.ledger.connection import Rows, Statement
from rembuk.ledger.keys import DeviceKey
from rembuk.ledger.store import Ledger
from rembuk.ledger.writing import Appended, Draft, Writing
from rembuk.record.act import Act, Author
from rembuk.record.case import Case, Thing, fold
from rembuk.record.decide import decide
from rembuk.record.filling import read_fields
from rembuk.record.kinds import declaration
from rembuk.record.outcome import Refused
from rembuk.record.packet import packet_due


class Done(NamedTuple):
    """The acts added, in order, and the case they are in."""

    acts: tuple[Act, ...]

    @property
    def case_id(self) -> str:
        """The case."""
        return self.acts[0].case


class Invalid(NamedTuple):
    """What is wrong with what was filled in: a sentence for each blank. Nothing was added."""

    problems: dict[str, str]


class Wish(NamedTuple):
    """An act somebody wants to add, as filled in."""

    kind: str
    raw: Mapping[str, Any]


class _Turn:
    """One append under way: the case as it stands and what was last written of it, and of these acts how many it has taken up.

    Begun with the prints the case was folded from, and its row in the lists.
    """

    def __init__(self, stands: Folded | None, prints: Prints, row: Rows) -> None:
        self.case = stands.case if stands else None
        self.written = stands.written if stands else None
        self.taken = 0
        self.prints, self.row = prints, row

    def go_on(self, acts: Sequence[Act]) -> Case:
        """Take up the acts it has not yet taken up."""
        self.case, self.taken = grown(self.case, acts[self.taken :]), len(acts)
        return self.case


Outcome = Done | Invalid | Refused
#: Rules that turn on what the law's steps and clocks wait for.
_LAW_RULES = frozenset({"terms_lawful", "terms_sound", "stop_is_valid"})


class Casework:
    """The record as this node works on it. `secret` keys the hashes of identities; every node of one hub shares it.

    `followers` keep what rooms above compute of a case (register books, numbers) in the transaction that changes it.
    """

    def __init__(
        self, device: DeviceKey, *, secret: bytes, ledger: Ledger | None = None, law: Law | None = None, followers: Sequence[Follower] = ()
    ) -> None:
        self.followers = tuple(followers)
        self.device, self.ledger, self._secret = device, ledger or Ledger(), secret
        self._law = law
        self._remembered = Remembered()

    @cached_property
    def law(self) -> Law:
        """The law in use."""
        return self._law or load_law()

    def case(self, case_id: str) -> Case | None:
        """The case folded from its acts; None when this node has none of it."""
        acts = self.ledger.load(case_id)
        return fold(acts) if acts else None

    def perform(
        self, case_id: str | None, wishes: Sequence[Wish], *, by: Author, now: datetime, seen: Sequence[str] | None = None
    ) -> Outcome:
        """Add acts to a case (None: the first one opens it), each decided on the case as the acts before it leave it.

        `seen` are the newest acts the author had on screen: where somebody else acted meanwhile both acts are kept, and what
        they state differently becomes a conflict for a person. None stands for everything there is. A value "@1" in a field
        points at what the first act of this call adds, "@2" at the second, "@1/2" at the second row of the first.
        """
        wishes = [*wishes, *self._identities(wishes)]
        turns: list[_Turn] = []

        def write(writing: Writing) -> list[Draft] | Refused | Invalid:
            turns[:] = [_Turn(self._as_it_stands(writing, case_id), writing.prints, writing.told[0])]
            return self._drafts(turns[0], writing, case_id, wishes, by, now, seen)

        def prepare(acts: tuple[Act, ...]) -> list[Statement]:
            (turn,) = turns
            case = turn.go_on(acts)
            turn.written, statements = projecting(case, self.law, turn.row, now=now, followers=self.followers, added=acts, before=turn.written)
            return statements

        answer: Appended | Refused | Invalid = self.ledger.append(
            case_id, write, device=self.device, now=now, prepare=prepare, asking=[kept_query(case_id or "")]
        )
        (turn,) = turns
        added = answer.prints if isinstance(answer, Appended) else ()
        # A case that took up acts which were then refused is thrown away.
        if turn.case is not None and (added or not turn.taken):
            self._remembered.keep(Folded(turn.case, turn.written), (*turn.prints, *added))
        return Done(answer.acts) if isinstance(answer, Appended) else answer

    def _as_it_stands(self, writing: Writing, case_id: str | None) -> Folded | None:
        """The case of the append under way, remembered or folded; None where it has no acts."""
        if case_id is None or not writing.prints:
            return None
        return self._remembered.take(case_id, writing.prints) or Folded(fold(writing.acts), None)

    def _drafts(
        self, turn: _Turn, writing: Writing, case_id: str | None, wishes: Sequence[Wish], by: Author, now: datetime, seen: Sequence[str] | None
    ) -> list[Draft] | Refused | Invalid:
        if case_id and turn.case is None:
            return Refused("no-case", "Perkara itu tidak ada.", "There is no such case.", "Periksa nomornya.", "Check the number.")
        ids = writing.reserve(len(wishes))
        drafts: list[Draft] = []
        acts: list[Act] = []
        for i, wish in enumerate(wishes):
            case = turn.go_on(acts) if acts else turn.case
            read = self._read(wish, case, by, now, ids)
            if not isinstance(read, dict):
                return read
            known = (case.heads if case else ()) if seen is None else (*seen, *ids[:i])
            drafts.append(Draft(case_id or (ids[0] if drafts else None), wish.kind, read, by, known, declaration().kinds[wish.kind].shape))
            if i + 1 < len(wishes):
                acts.append(writing.add(drafts[i]))
        return drafts

    def _read(self, wish: Wish, case: Case | None, by: Author, now: datetime, ids: Sequence[str]) -> dict[str, Any] | Refused | Invalid:
        kind = declaration().kinds.get(wish.kind)
        on = day_of(case, now) if case else legal_day(now, "WIB")
        if kind is None:
            return decide(case, wish.kind, {}, by, on)  # type: ignore[return-value]
        filled = read_fields(kind, _resolved(wish.raw, ids), case=case, facts=self.law.facts, zone=zone_for(case))
        if filled.problems:
            return Invalid(filled.problems)
        if wish.kind == "ruling_made" and (problem := ruling_problem(filled.fields, self.law)):
            return Invalid({"chosen": problem})
        packet, awaited = self._law_awaits(case, on, now) if case and _LAW_RULES & {rule.name for rule in kind.requires} else (None, frozenset())
        decided = decide(case, wish.kind, filled.fields, by, on, packet_due=packet, awaited=awaited)
        return decided if isinstance(decided, Refused) else filled.fields

    def _law_awaits(self, case: Case, on: date, now: datetime) -> tuple[date | None, frozenset[str]]:
        """The last day by which all must be performed, if one runs, and the milestones that surely open steps of the law wait for."""
        suspects: list[Thing | None] = [*case.suspects] or [None]
        asked = ((suspect, answered_for(case, suspect, self.law, on)[0]) for suspect in suspects)
        plans = [plan_of(case, suspect.id if suspect else "", answered, self.law, on=on, now=now) for suspect, answered in asked if answered]
        due = min((day for plan in plans if (day := packet_due(plan))), default=None)
        return due, frozenset(milestone for plan in plans for step in plan.next if step.certain for milestone in step.step.until)

    def _identities(self, wishes: Sequence[Wish]) -> list[Wish]:
        """The keyed hash of every offender whose NIK, or name and birth date, is being recorded."""
        out = []
        for i, wish in enumerate(wishes):
            raw = wish.raw
            if wish.kind == "party_added" and raw.get("role") == "suspect":
                found = self.identity_hash(str(raw.get("nik") or ""), str(raw.get("name") or ""), str(raw.get("birth_date") or ""))
                out += [Wish("identity_recorded", {"party": f"@{i + 1}", "identity": found})] if found else []
        return out

    def offices_to_ask(self, case: Case) -> dict[str, list[str]]:
        """For each suspect by id, the offices where the same person may have used restorative justice; no case is named.

        Offices only: whoever wants to know more asks them (the rule that a second use is barred is reported, not read).
        """
        known = {str(s["identity"]): s.id for s in case.suspects if s["identity"]}
        found = IdentityUse.objects.filter(identity__in=known, outcome__in=("open", "settled")).exclude(case_id=case.id)
        out: dict[str, list[str]] = {}
        for identity, office in found.values_list("identity", "office").distinct().order_by("office"):
            out.setdefault(known[identity], []).append(office)
        return out

    def view(self, case_id: str, now: datetime, row: CaseRow | None = None) -> tuple[Case, dict[str, Any]] | None:
        """A case and its view for today: the kept one, or a new one where the day or the law has moved on. `row` is the case's, if it was read."""
        case = self.case(case_id)
        if case is None:
            return None
        on = day_of(case, now)
        row = row or CaseRow.objects.filter(id=case_id).only("view", "view_for", "acts").first()
        if row and row.view_for == view_key(self.law, on) and row.acts == len(case.acts):
            return case, unpack(bytes(row.view), self.law)
        return case, view_of(case, self.law, on=on, now=now)

    def renew(self, case_id: str, now: datetime) -> None:
        """Compute the projections of one case again, for a new day or a changed law."""
        with self.ledger.held(case_id):
            case = self.case(case_id)
            if case:
                project(case, self.law, now=now, followers=self.followers)

    def identity_hash(self, nik: str, name: str, birth_date: str) -> str:
        """The keyed hash a person is recognised by: of the NIK, else of name and birth date; "" when neither is whole."""
        told = f"nik:{nik}" if nik else f"nama:{' '.join(name.lower().split())}:{birth_date}" if name and birth_date else ""
        return self.keyed(told) if told else ""

    def keyed(self, text: str) -> str:
        """The hash of a text under the secret all nodes of a hub share: the same text can be recognised, never read back."""
        return hmac.new(self._secret, text.encode(), hashlib.sha256).hexdigest()


def zone_for(case: Case | None) -> tzinfo:
    """The time zone of the case's place, WIB where none is recorded."""
    zone = zone_of_province(str(case["region"])[:2]) if case and case["region"] else None
    return ZoneInfo(ZONES[zone or "WIB"])


def _resolved(raw: Mapping[str, Any], ids: Sequence[str]) -> dict[str, Any]:
    return {name: _point(value, ids) for name, value in raw.items()}


def _point(value: Any, ids: Sequence[str]) -> Any:
    if isinstance(value, str) and value.startswith("@"):
        number, _, row = value[1:].partition("/")
        if number.isdecimal() and 0 < int(number) <= len(ids):
            return ids[int(number) - 1] + (f"/{row}" if row else "")
    if isinstance(value, list):
        return [_point(item, ids) for item in value]
    if isinstance(value, Mapping):
        return _resolved(value, ids)
    return value
