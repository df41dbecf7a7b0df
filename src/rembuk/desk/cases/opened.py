"""A case as one visitor sees it: what every page about it starts from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest
from django.utils import timezone, translation

from rembuk.casework.projection import day_of
from rembuk.desk.accounts.models import User
from rembuk.desk.actor import Actor, actor_of
from rembuk.desk.cases.names import Names, names_are_shown
from rembuk.desk.node import casework
from rembuk.desk.offices.names import names_of
from rembuk.desk.policy import NoRight, why_not
from rembuk.desk.rights import case_or_404
from rembuk.law.library import Law
from rembuk.record.act import Act
from rembuk.record.case import Case
from rembuk.record.kinds import Field, declaration
from rembuk.record.stages import Standing, standing
from rembuk.record.timeline import Teller

if TYPE_CHECKING:
    from rembuk.casework.models import CaseRow


def english() -> bool:
    """Whether the visitor reads English."""
    return (translation.get_language() or "id").startswith("en")


def language() -> str:
    """The visitor's language as the record names it."""
    return "en" if english() else "id"


class DeskTeller(Teller):
    """Tells acts with the names of officers and offices instead of their codes."""

    def value(self, field: Field, value: Any, act: Act | None = None) -> str:
        """One field's value in words."""
        if field.type == "office":
            return self.known_offices.get(str(value), str(value))
        if field.type == "user":
            return self.known_officers.get(str(value), str(value))
        return super().value(field, value, act)

    @cached_property
    def known_offices(self) -> dict[str, str]:
        """The names of the offices whose people acted in the case or that its acts name."""
        codes = self._named("office") | {act.author.office for act in self.case.acts}
        return names_of(codes)

    @cached_property
    def known_officers(self) -> dict[str, str]:
        """The full names of the officers that acts of the case name."""
        return dict(User.objects.filter(username__in=self._named("user")).values_list("username", "full_name"))

    def _named(self, kind: str) -> set[str]:
        names = {name for name, declared in declaration().fields.items() if declared.type == kind}
        return {str(act.fields[name]) for act in self.case.acts for name in names & set(act.fields)}


@dataclass
class Opened:
    """One case, opened. `on` is the legal day at its place; `view` is the kept view (see `casework.view`)."""

    row: CaseRow
    case: Case
    view: Mapping[str, Any]
    actor: Actor
    names: Names
    on: date
    now: datetime
    _lacks: dict[str, NoRight | None] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The case's id."""
        return self.case.id

    @property
    def law(self) -> Law:
        """The law in use."""
        return casework().law

    @cached_property
    def standing(self) -> Standing:
        """Where the case as a whole stands."""
        return standing(self.case)

    @property
    def seen(self) -> str:
        """The newest acts on screen, for the hidden field of a form."""
        return " ".join(self.case.heads)

    @cached_property
    def teller(self) -> DeskTeller:
        """Puts acts and values into the visitor's language, with names as this visitor may read them."""
        return DeskTeller(self.case, language(), self.names.of, self.law.facts)

    def track(self, suspect: str) -> Mapping[str, Any]:
        """The view of one suspect's way; the first track for one the view does not know."""
        tracks = self.view["tracks"]
        return next((track for track in tracks if track["suspect"] == suspect), tracks[0])

    def lack(self, action: str) -> NoRight | None:
        """Why the visitor has not this right over the case; None when he has it. Asked of the policy once a visit."""
        if action not in self._lacks:
            self._lacks[action] = why_not(self.actor, action, self.row)
        return self._lacks[action]

    def may(self, action: str) -> bool:
        """Whether the visitor has this right over the case."""
        return self.lack(action) is None


def open_case(request: HttpRequest, case_id: str, action: str = "see") -> Opened:
    """The case for this visitor. Http404 where he may not see it, NotAllowed where he sees it but may not do more."""
    return opened(request, case_or_404(request, case_id, action))


def opened(request: HttpRequest, row: CaseRow) -> Opened:
    """A case whose row the visitor has been allowed to see."""
    now = timezone.now()
    found = casework().view(row.pk, now, row)
    if found is None:
        raise Http404(row.pk)
    case, view = found
    hidden = row.shielded and not names_are_shown(request, row.pk)
    return Opened(row, case, view, actor_of(request), Names(case, hidden=hidden), day_of(case, now), now)
