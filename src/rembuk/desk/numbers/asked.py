"""What the pages of numbers are narrowed by: read from the address, shown as controls, kept in every link.

A value that is no choice narrows nothing and is told beside the controls.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from rembuk.desk.actor import Actor
from rembuk.desk.jinja import both
from rembuk.desk.numbers.scope import office_names, scope_of
from rembuk.desk.numbers.words import half_words
from rembuk.desk.work.words import words_of
from rembuk.registers.statistics.half_years import HalfYear, half_of, read_half
from rembuk.registers.statistics.models import NATION, NumberCell, NumberChange, Place
from rembuk.registers.statistics.numbers import definitions
from rembuk.registers.statistics.provinces import tile_map
from rembuk.registers.statistics.questions import Narrow

_MOST_LISTED = 120


@dataclass(frozen=True)
class Control:
    """One filter: its name in addresses, what it is called, its choices and the one chosen ("" for all). Too many choices are not listed."""

    name: str
    label: str
    choices: Mapping[str, str]
    value: str

    @property
    def is_listed(self) -> bool:
        """Whether a page offers the choices; a link may name one all the same."""
        return 0 < len(self.choices) <= _MOST_LISTED


class Asked:
    """The filters of one address, for one visitor."""

    def __init__(self, query: QueryDict, actor: Actor, more_halves: Iterable[str] = ()) -> None:
        self.query, self.actor = query, actor
        definition = definitions()
        offices = office_names(actor)
        known = sorted({*halves(), *(half for one in more_halves if (half := read_half(one)))}, reverse=True)
        self.controls = [
            self._control("masa", _("Masa"), {str(half): half_words(half) for half in known}),
            self._control("kantor", _("Kantor"), offices if len(offices) > 1 else {}),
            self._control("provinsi", _("Provinsi"), {code: one.name for code, one in tile_map().provinces.items()} if len(offices) > 1 else {}),
            self._control("tahap", _("Tahap dan lembaga"), words_of("stage")),
            self._control("3t", _("Daerah"), {"ya": _("3T saja"), "tidak": _("Selain 3T")}),
            self._control("golongan", _("Golongan tindak pidana"), {name: both(words.id, words.en) for name, words in definition.offences.items()}),
            self._control("usia", _("Anak atau dewasa"), {name: both(words.id, words.en) for name, words in definition.ages.items()}),
            self._control("praktik", _("Jenis perkara"), words_of("practice")),
        ]  # fmt: skip
        unread = [one.label for one in self.controls if self.query.get(one.name) and not one.value]
        self.problem = _("Tidak dikenal dan tidak dipakai: %(what)s.") % {"what": ", ".join(unread)} if unread else ""

    def __getitem__(self, name: str) -> str:
        return next(one.value for one in self.controls if one.name == name)

    @property
    def narrow(self) -> Narrow:
        """What the numbers are narrowed by."""
        base = scope_of(self.actor)
        told: dict[str, Any] = {"offence_group": self["golongan"], "age": self["usia"], "practice": self["praktik"]}
        if self["masa"]:
            told["halves"] = frozenset({self["masa"]})
        if self["kantor"]:
            told["offices"] = frozenset({self["kantor"]})
        if self["3t"]:
            told["is_3t"] = self["3t"] == "ya"
        if self["tahap"]:
            told["stage"] = self["tahap"]
        if self["provinsi"]:
            told["province"] = self["provinsi"]
        # Whoever sees one institution or province only and asks for another sees nothing, never more.
        if base.stage not in ("", told.get("stage", base.stage)) or base.province not in ("", told.get("province", base.province)):
            told["offices"] = frozenset[str]()
        return replace(base, **told)

    @property
    def offices(self) -> frozenset[str]:
        """The visitor's offices that the filters leave."""
        if self["kantor"]:
            return frozenset({self["kantor"]})
        if not self["provinsi"]:
            return self.actor.subtree
        return frozenset(Place.objects.filter(pk__in=self.actor.subtree, province=self["provinsi"]).values_list("code", flat=True))

    @property
    def half(self) -> HalfYear:
        """The half-year chosen, else the newest with a case in it, else today's."""
        chosen = read_half(self["masa"]) if self["masa"] else None
        return chosen or next(iter(halves()), None) or _today()

    def address(self, **changed: str) -> str:
        """The filters as an address, some of them changed ("" takes one away)."""
        kept = {one.name: one.value for one in self.controls if one.value} | changed
        query = QueryDict(mutable=True)
        query.update({name: value for name, value in kept.items() if value})
        return query.urlencode()

    @property
    def marks(self) -> list[tuple[str, str]]:
        """The filters in force: what each says, and the address without it."""
        return [(f"{one.label}: {one.choices[one.value]}", self.address(**{one.name: ""})) for one in self.controls if one.value]

    def _control(self, name: str, label: str, choices: Mapping[str, str]) -> Control:
        value = self.query.get(name, "")
        return Control(name, label, choices, value if value in choices else "")


def halves() -> list[HalfYear]:
    """The half-years in which a case came in anywhere, the newest first."""
    cells = NumberCell.objects.filter(grain=NATION).values_list("half", flat=True).distinct()
    written = {*cells, *NumberChange.objects.values_list("half", flat=True).distinct()}
    return sorted((half for one in written if (half := read_half(one))), reverse=True)


def _today() -> HalfYear:
    return half_of(timezone.localdate())
