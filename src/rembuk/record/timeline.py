"""What happened, one sentence an act, in either language. Whoever may not see names reads roles instead.

A party is *hidden* when the caller's namer does not give the full name. Then nothing a sentence says holds the name, any name it had
before, its parts, or what identifies the person: not in a blank for a name, nor in a text somebody typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cached_property
from typing import Any, NamedTuple

from rembuk.law.facts import Fact
from rembuk.record.act import Act
from rembuk.record.case import Case, Thing
from rembuk.record.kinds import Field, declaration
from rembuk.reference.written import write_date, write_rupiah

_BLANK = re.compile(r"\{(\w+)\}")
_MISSING = {"id": "(tidak diisi)", "en": "(left blank)"}
_HIDDEN = {"id": "(disembunyikan)", "en": "(hidden)"}
_YESNO = {"id": {True: "ya", False: "tidak"}, "en": {True: "yes", False: "no"}}
_MONTHS_EN = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
#: What identifies a person in a text, and of the name each word that is not too short to be told from other words.
_IDENTIFYING = ("name", "alias", "nik", "phone", "address", "birth_place")
_SHORTEST_WORD = 3
#: Words in people's names that are no name: how somebody is addressed, what he is to another or in the village.
_ORDINARY = frozenset({
    "anak", "adik", "kakak", "bapak", "bapa", "ibu", "mama", "mas", "mbak", "bang", "pak", "bu", "haji", "hajah", "kiai", "guru", "istri", "suami", "orang", "tua",
    "wali", "korban", "pelaku", "saksi", "warga", "ketua", "kepala", "desa", "dusun", "dan", "dari", "contoh",
})  # fmt: skip

Namer = Callable[[Thing], str]


class Event(NamedTuple):
    """One line of the timeline: the act, who did it in which role, and what, as a sentence without its subject."""

    act: Act
    who: str
    role: str
    says: str


def timeline(case: Case, *, language: str = "id", name: Namer | None = None, facts: Mapping[str, Fact] | None = None) -> list[Event]:
    """Every act in order. `name` decides how a party is called (initials or a role for those who may not see names)."""
    teller = Teller(case, language, name or full_name, facts or {})
    return [Event(act, teller.author(act), act.author.role, teller.sentence(act)) for act in case.acts]


def full_name(party: Thing) -> str:
    """The party's name as recorded."""
    return str(party["name"] or "?")


def shielded_name(party: Thing) -> str:
    """Initials and role, for whoever may not see names. A word of one letter is no initial: it would be the name."""
    role = declaration().choice("party_role", party["role"])
    initials = "".join(word[0] for word in _words(str(party["name"] or "?")) if len(word) > 1 and word.casefold() not in _ORDINARY)[:3].upper()
    return f"{role} {initials}".strip() if party["nature"] not in ("company", "state") else full_name(party)


class Teller:
    """Puts the fields of acts into words of one language."""

    def __init__(self, case: Case, language: str, name: Namer, facts: Mapping[str, Fact]) -> None:
        self.case, self.language, self.name, self.facts = case, "en" if language == "en" else "id", name, facts

    def sentence(self, act: Act) -> str:
        """The act as a sentence; one of a kind this program does not know says so."""
        kind = declaration().kinds.get(act.kind)
        if kind is None:
            return self.hide(f"perbuatan dari program yang lebih baru: {act.kind}" if self.language != "en" else f"an act of a newer program: {act.kind}")

        def filled(match: re.Match[str]) -> str:
            field = kind.field(match[1])
            value = act.fields.get(match[1])
            return _MISSING[self.language] if field is None or value is None else self.value(field, value, act)

        whole = all(act.fields.get(name) is not None for name in _BLANK.findall(kind.sentence.id))
        told = kind.sentence if whole or kind.otherwise is None else kind.otherwise
        return _BLANK.sub(filled, told.in_language(self.language))

    def author(self, act: Act) -> str:
        """Who did it; a party who wrote for himself is hidden like the others."""
        return self.hide(act.author.name) if act.author.role == "party" else act.author.name

    def value(self, field: Field, value: Any, act: Act | None = None) -> str:
        """One field's value in words."""
        if value is None:
            return ""
        if isinstance(value, list):
            return self._several(field, value, act)
        if field.shielded and self._hidden:
            return self._identity(act)
        if field.type in ("choice", "choices"):
            return self.hide(declaration().choice(field.of, value, self.language))
        if field.type in ("ref", "refs"):
            return self.thing(field.of, value)
        if field.type == "yesno":
            return _YESNO[self.language][value] if isinstance(value, bool) else self.hide(str(value))
        if field.type == "rupiah" and isinstance(value, int) and not isinstance(value, bool):
            return write_rupiah(value)
        if field.type in ("date", "moment"):
            return self.hide(self.day(str(value)))
        if field.type == "fact":
            return self.hide(self._question(str(value)))
        return self.hide(self._stated(act, value) if field.type == "value" else str(value))

    def _several(self, field: Field, values: list[Any], act: Act | None) -> str:
        if field.type == "rows":
            return f"{len(values)} butir" if self.language != "en" else f"{len(values)} items"
        return ", ".join(self.value(field, item, act) for item in values)

    def day(self, written: str) -> str:
        """A day or moment in words; what is neither, as it is."""
        try:
            moment = datetime.fromisoformat(written)
        except ValueError:
            return written
        day = date(moment.year, moment.month, moment.day)
        words = write_date(day) if self.language != "en" else f"{day.day} {_MONTHS_EN[day.month - 1]} {day.year}"
        if len(written) <= 10:
            return words
        return f"{words} pukul {moment:%H.%M}" if self.language != "en" else f"{words}, {moment:%H:%M}"

    def thing(self, kind: str, thing_id: Any) -> str:
        """A thing in a few words: a party's name, a term's text, otherwise what kind of thing it is."""
        thing = self.case.thing(kind, thing_id)
        if thing is None:
            return _MISSING[self.language]
        if kind == "party":
            return self.name(thing)
        words = thing["what"] or thing["item"] or thing["title"] or thing["text"]
        return self.hide(str(words)) if words else declaration().things[kind].in_language(self.language).lower()

    def hide(self, text: str) -> str:
        """A text in which whatever identifies a hidden person is replaced by what the person is called here."""
        if not self._hidden:
            return text
        pattern, instead = self._hidden
        return pattern.sub(lambda match: instead.get(_folded(match[0]), _HIDDEN[self.language]), text)

    @cached_property
    def _hidden(self) -> tuple[re.Pattern[str], Mapping[str, str]] | None:
        """Everything that identifies a hidden person, longest first, and what stands instead; None when nobody is hidden."""
        instead: dict[str, str] = {}
        for party in self.case.all("party"):
            called = self.name(party)
            if called != full_name(party):
                instead |= {told: called for told in _identifying(party) if told not in instead}
        if not instead:
            return None
        longest = sorted(instead, key=len, reverse=True)
        return re.compile("|".join(_pattern(told) for told in longest), re.IGNORECASE), instead

    def _identity(self, act: Act | None) -> str:
        """What stands for a blank that identifies somebody: how the person the act adds or names is called here."""
        party = self.case.thing("party", act.fields.get("party") or act.id) if act else None
        return self.name(party) if party else _HIDDEN[self.language]

    def _question(self, name: str) -> str:
        fact = self.facts.get(name)
        if fact is None:
            return name
        return (fact.question_en if self.language == "en" else fact.question).rstrip("?")

    def _stated(self, act: Act | None, value: Any) -> str:
        if isinstance(value, bool):
            return _YESNO[self.language][value]
        fact = self.facts.get(str(act.fields.get("fact"))) if act else None
        if fact and fact.type == "rupiah" and isinstance(value, int):
            return write_rupiah(value)
        if fact and fact.type == "date":
            return self.day(str(value))
        return str((fact.labels or {}).get(str(value), value)) if fact else str(value)


def _identifying(party: Thing) -> list[str]:
    """Whatever was ever stated of a party that tells who it is, in small letters."""
    stated = [_folded(str(act.fields[field])) for act in party.acts for field in _IDENTIFYING if act.fields.get(field)]
    names = [_folded(str(act.fields[field])) for act in party.acts for field in ("name", "alias") if act.fields.get(field)]
    return [told for told in stated if told] + [word for name in names for word in telling_words(name)]


def telling_words(name: str) -> list[str]:
    """The words of a name that tell who it is wherever they stand: not too short, and no word that people also say of others."""
    return [word for word in _words(name) if len(word) >= _SHORTEST_WORD and word.casefold() not in _ORDINARY]


def _words(name: str) -> list[str]:
    return re.findall(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*", name)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _pattern(told: str) -> str:
    """Words as they may stand in a text: any space between them, an Indonesian ending after them; a number grouped in any way."""
    figures = re.sub(r"\D", "", told)
    if len(figures) > 6 and len(figures) > len(told) / 2:
        local = r"(?:\+?62|0)" if told.startswith("+62") else ""
        return local + r"[\s.()-]*".join(figures.removeprefix("62") if local else figures)
    words = r"\s+".join(re.escape(word) for word in told.split())
    return rf"(?<!\w){words}(?=(?:nya|ku|mu|lah|kah|pun)?(?!\w))"
