"""What a list of cases is narrowed by: read from the address, shown as controls, and taken away again one by one.

An address says everything, so a list can be shared and kept. What cannot be read narrows nothing, and stays in its control with
a sentence beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext as _

from rembuk.casework.listing import Listed, Place, Wanted
from rembuk.desk.actor import Actor
from rembuk.desk.offices.models import Office
from rembuk.desk.work.reach import may_list_below
from rembuk.desk.work.words import FINDINGS, SORTS, statuses, words_of

#: The parameter in which an address keeps where its page begins.
AFTER = "setelah"
_LONGEST_PLACE = 120


@dataclass(frozen=True)
class Control:
    """One filter: its name in addresses, what it is called, its choices (none: a day), and the value asked for."""

    name: str
    label: str
    choices: Mapping[str, str]
    value: str
    problem: str = ""


class Narrowing:
    """The filters of one address."""

    def __init__(self, query: QueryDict, actor: Actor, today: date) -> None:
        self.query, self.today = query, today
        self.text = query.get("cari", "").strip()[:120]
        self.late = query.get("terlambat") == "on"
        self.sort = self._one_of("urut", SORTS) or "changed"
        self.selects = [
            self._select("keadaan", _("Keadaan"), statuses()), self._select("tahap", _("Tahap"), words_of("stage")),
            self._select("praktik", _("Jenis perkara"), words_of("practice")), self._select("temuan", _("Temuan"), {key: str(words) for key, words in FINDINGS.items()}),
        ]  # fmt: skip
        self.office = self._select("kantor", _("Kantor"), _offices(actor, query.get("kantor", ""))) if may_list_below(actor) else None
        self.days = [self._day("dari", _("Dibuka sejak")), self._day("sampai", _("Dibuka sampai"))]

    @property
    def wanted(self) -> Wanted:
        """What the query is asked."""
        status, stage, practice, finding = (self._one_of(control.name, control.choices) for control in self.selects)
        first, last = (_read(control.value) for control in self.days)
        return Wanted(self.sort, stage, practice, finding, status, first, last, self.today if self.late else None)

    @property
    def after(self) -> Place | None:
        """Where the page begins; None for the first page, or for what is no place."""
        written = self.query.get(AFTER, "")
        value, _sign, case = written.rpartition("~")
        return Place(value, case) if value and case and len(written) < _LONGEST_PLACE else None

    def next(self, listed: Listed) -> str:
        """The address of the page after this one; empty when there is none."""
        if listed.next is None:
            return ""
        changed = self.query.copy()
        changed[AFTER] = f"{listed.next.value}~{listed.next.case}"
        return changed.urlencode()

    def without(self, *names: str) -> str:
        """This address without some of its parameters, from the first page."""
        changed = self.query.copy()
        for name in (*names, AFTER):
            changed.pop(name, None)
        return changed.urlencode()

    @property
    def marks(self) -> list[tuple[str, str]]:
        """The filters in force: what each says, and the address without it."""
        controls = [*self.selects, *([self.office] if self.office else []), *self.days]
        said = [(f"{one.label}: {one.choices.get(one.value, one.value)}", one.name) for one in controls if one.value and not one.problem]
        said += [(_("Hanya yang terlambat"), "terlambat")] * self.late
        return [(words, self.without(name)) for words, name in said]

    @property
    def quick(self) -> list[tuple[str, str, bool]]:
        """Lists people open often: the name, the address, and whether it is this one."""
        said = [("", _("Semua")), ("keadaan=open", _("Berjalan")), ("terlambat=on", _("Terlambat")), ("keadaan=open&urut=due", _("Tenggat terdekat")),
                ("keadaan=closed", _("Selesai"))]  # fmt: skip
        now = {key: value for key, value in self.query.items() if value and key != AFTER and (key, value) != ("urut", "changed")}
        return [(name, address, now == dict(pair.split("=") for pair in address.split("&") if pair)) for address, name in said]

    def _one_of(self, name: str, choices: Mapping[str, object]) -> str:
        value = str(self.query.get(name, ""))
        return value if value in choices else ""

    def _select(self, name: str, label: str, choices: Mapping[str, str]) -> Control:
        return Control(name, label, choices, self._one_of(name, choices))

    def _day(self, name: str, label: str) -> Control:
        value = str(self.query.get(name, ""))[:20]
        unread = value and _read(value) is None
        return Control(name, label, {}, value, _("Tulis tanggal seperti 2026-03-31.") if unread else "")


def _read(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _offices(actor: Actor, chosen: str) -> dict[str, str]:
    """The offices one can go to from the one chosen: those right below it, itself, and the one above."""
    if not chosen:
        return dict(Office.objects.filter(parent=actor.office).values_list("code", "name"))
    if chosen not in actor.subtree or chosen == actor.office:
        return _offices(actor, "")
    near = Office.objects.filter(Q(parent=chosen) | Q(pk=chosen) | Q(children=chosen)).exclude(pk=actor.office)
    return dict(near.distinct().values_list("code", "name"))
