"""The form of an act as a page: what it shows, what was sent with it, what came of sending it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from rembuk.casework.acting import Done, Invalid, Outcome, Wish
from rembuk.desk.actor import actor_of
from rembuk.desk.cases.attachments import NotAttached, keep, left_loose, loose_of, named
from rembuk.desk.cases.blanks import Blank, FormMaker
from rembuk.desk.cases.doing import do, may_be_done
from rembuk.desk.cases.entered import entered, row_count
from rembuk.desk.cases.once import SentBefore, new_token
from rembuk.desk.cases.opened import Opened, language
from rembuk.desk.node import casework
from rembuk.law.facts import Fact
from rembuk.record.kinds import Kind, declaration
from rembuk.record.outcome import Refused

#: Blanks that are not shown: the program fills them in.
_UNSEEN = frozenset({"to_stage", "digest", "identity"})
#: The most uploads one sending may bring.
_MOST_FILES = 10


class ActForm:
    """One form. `outcome` is None until it is sent; what was entered is kept whatever comes of it."""

    def __init__(self, request: HttpRequest, kind: Kind, opened: Opened | None) -> None:
        self.request, self.kind, self.opened = request, kind, opened
        self.actor = actor_of(request)
        self.token = request.POST.get("token") or new_token()
        self.seen = request.POST.get("seen") if request.method == "POST" else (opened.seen if opened else "")
        self.problems: dict[str, str] = {}
        self.raw: dict[str, Any] | None = None
        self.rows: dict[str, int] = {}
        self.outcome: Outcome | SentBefore | None = None
        self.fact = self._fact()

    def _fact(self) -> Fact | None:
        """The fact being stated, for the form that states one."""
        name = self.request.POST.get("fact") or self.request.GET.get("fact") or ""
        fact = casework().law.facts.get(name) if self.kind.name == "fact_stated" else None
        return fact if fact and fact.asked else None

    @property
    def refused(self) -> Refused | None:
        """The refusal, if sending it came to one."""
        return self.outcome if isinstance(self.outcome, Refused) else None

    @property
    def asks_ground(self) -> bool:
        """Whether a soft refusal may be passed by writing a ground."""
        return bool(self.refused and self.refused.soft) or bool((self.raw or {}).get("despite"))

    def receive(self) -> None:
        """Read what was sent; a button that adds a row only shows the form again, any other does the act."""
        sent = self.request.POST
        self.raw = entered(self.kind, sent, self.fact)
        self.rows = {field.name: row_count(field.name, sent) for field in self.kind.fields if field.type == "rows"}
        self._receive_files()
        button = sent.get("do", "")
        if button.startswith("row:"):
            name = button.removeprefix("row:")
            self.rows[name] = self.rows.get(name, 0) + 1
        elif not self.problems:
            self._do()

    def _receive_files(self) -> None:
        for field in self.kind.fields:
            for upload in self.request.FILES.getlist(field.name)[:_MOST_FILES] if field.type == "media" else ():
                try:
                    kept = keep(upload)
                except NotAttached as problem:
                    self.problems[field.name] = str(problem)
                else:
                    left_loose(self.actor.user, self.opened.id if self.opened else "", kept.digest, timezone.now())
                    self.raw = {**(self.raw or {}), field.name: [*(self.raw or {}).get(field.name, []), kept.digest]}

    def _do(self) -> None:
        self.outcome = do(self.opened, [self.wish], self.actor, seen=self.seen, token=self.token)
        if isinstance(self.outcome, Invalid):
            self.problems = dict(self.outcome.problems)
        if self.is_done:
            named(self.actor.user, self.opened.id if self.opened else "", self._attached())

    def _attached(self) -> list[str]:
        """The digests of all files that the form holds."""
        return [digest for field in self.kind.fields if field.type == "media" for digest in (self.raw or {}).get(field.name, [])]

    @property
    def wish(self) -> Wish:
        """The act as entered; of a correction only what differs from what stands."""
        raw = dict(self.raw or {})
        if self.kind.name == "party_corrected" and self.opened and (party := self.opened.case.thing("party", raw.get("party"))):
            kept = ("party", "reason")
            raw = {name: value for name, value in raw.items() if name in kept or not _same(value, party[name])}
        return Wish(self.kind.name, raw)

    @property
    def is_done(self) -> bool:
        """Whether its act is in the record."""
        return isinstance(self.outcome, Done | SentBefore)

    def blanks(self) -> list[Blank]:
        """The blanks to show; the one for a ground only where it is asked for."""
        on = self.opened.on if self.opened else timezone.localdate()
        maker = FormMaker(self.kind, self.opened, self.actor, on, fact=self.fact)
        made = maker.blanks(self.raw, self.problems, rows=self.rows if self.raw is not None else None, given=self._given())
        for blank in made:
            blank.begin = self._beginnings(blank)
            if blank.control == "media":
                blank.loose = [one for one in loose_of(self.actor.user, self.opened.id if self.opened else "") if one.digest not in blank.value]
        return [blank for blank in made if self._is_shown(blank)]

    def _beginnings(self, blank: Blank) -> list[tuple[str, str]]:
        """For a blank with nothing to choose: the forms that add such a thing."""
        field = self.kind.field(blank.name)
        if field is None or field.type != "ref" or blank.options or self.opened is None:
            return []
        adding = [kind for kind in declaration().kinds.values() if kind.adds == field.of and may_be_done(self.opened, kind.name)]
        return [(reverse("case_act", args=(self.opened.id, kind.name)), kind.label.in_language(language())) for kind in adding]

    def _is_shown(self, blank: Blank) -> bool:
        if blank.name == "despite":
            return self.asks_ground
        if blank.name == "suspect" and self.opened and not blank.required and len(self.opened.case.suspects) < 2 and not blank.value:
            return False
        return blank.name not in _UNSEEN and not (blank.name == "fact" and self.fact is not None)

    def _given(self) -> Mapping[str, Any]:
        """What the address fills in, and for a correction what stands now where the visitor may read it."""
        given: dict[str, Any] = {name: value for name, value in self.request.GET.items() if self.kind.field(name)}
        if self.kind.name == "party_corrected" and self.opened and not self.opened.names.hidden:
            party = self.opened.case.thing("party", given.get("party"))
            given |= {f.name: party[f.name] for f in self.kind.fields if party and party[f.name] is not None and f.name not in ("party", "reason")}
        return given

    def other_problems(self) -> list[str]:
        """Problems that belong to no blank on the page."""
        shown = {blank.name for blank in self.blanks()}
        return [says for name, says in self.problems.items() if name not in shown]


def _same(entered_value: Any, standing: Any) -> bool:
    if isinstance(standing, bool):
        return bool(entered_value == ("ya" if standing else "tidak"))
    return str(entered_value) == str(standing) if standing is not None else not entered_value
