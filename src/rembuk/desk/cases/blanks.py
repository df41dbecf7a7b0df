"""The blanks of an act's form, made from the declaration: one for each field, with what was entered and what was wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rembuk.desk.cases import options as choosing
from rembuk.desk.cases.attachments import Attachment
from rembuk.desk.cases.defaults import default_of
from rembuk.desk.cases.opened import Opened, language
from rembuk.desk.cases.options import Option
from rembuk.desk.jinja import both
from rembuk.law.facts import NUMBER_TYPES, Fact
from rembuk.record.kinds import Field, Kind
from rembuk.reference.written import read_rupiah, terbilang, write_rupiah

#: Up to so many choices are all shown at once.
SHOWN_AT_ONCE = 5
_BLANK_ROWS = 1
_INPUT = {"date": "date", "moment": "moment", "rupiah": "rupiah", "integer": "integer", "lines": "lines", "texts": "lines", "phone": "phone",
          "nik": "digits", "media": "media", "rows": "rows", "yesno": "yesno"}  # fmt: skip


@dataclass
class Blank:
    """One blank. `control` says how it is filled in; `value` is text, or a list where several may be chosen."""

    name: str
    label: str
    control: str
    value: Any = ""
    help: str = ""
    required: bool = False
    problem: str = ""
    reading: str = ""
    options: Sequence[Option] = ()
    rows: Sequence[Sequence[Blank]] = ()
    is_question: bool = False
    begin: Sequence[tuple[str, str]] = ()
    loose: Sequence[Attachment] = ()
    may_be_never: bool = False
    never: bool = False
    attributes: Mapping[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The id of the control on the page."""
        return f"isi-{self.name}"

    @property
    def described_by(self) -> str:
        """The ids of the texts that describe the control."""
        return " ".join([f"{self.id}-help"] * bool(self.help) + [f"{self.id}-problem"] * bool(self.problem) + [f"{self.id}-reading"] * bool(self.reading))

    @property
    def groups(self) -> Mapping[str, list[Option]]:
        """The options under their groups."""
        return choosing.grouped(self.options)

    def is_chosen(self, value: str) -> bool:
        """Whether an option is chosen."""
        return value in self.value if isinstance(self.value, list) else value == self.value


class FormMaker:
    """Makes the blanks of one kind of act for one visitor; `opened` is None for an act that opens a record."""

    def __init__(self, kind: Kind, opened: Opened | None, actor: Any, on: Any, *, fact: Fact | None = None) -> None:
        self.kind, self.opened, self.actor, self.on, self.fact = kind, opened, actor, on, fact

    def blanks(
        self, raw: Mapping[str, Any] | None, problems: Mapping[str, str], *, rows: Mapping[str, int] | None = None, given: Mapping[str, str] | None = None
    ) -> list[Blank]:
        """Every blank; `raw` None shows the defaults and what the address gave, otherwise exactly what was entered."""
        return [self._blank(one, one.name, raw, problems, rows or {}, given or {}) for one in self.kind.fields]

    def _blank(
        self, one: Field, name: str, raw: Mapping[str, Any] | None, problems: Mapping[str, str], rows: Mapping[str, int], given: Mapping[str, str]
    ) -> Blank:
        if one.type == "value" and self.fact is not None:
            return self.fact_blank(name, self.fact, raw.get(one.name) if raw is not None else None, problems.get(one.name, ""))
        options = self.options_of(one)
        value = raw.get(one.name) if raw is not None else given.get(one.name) or default_of(self.kind, one, options, self.opened)
        blank = Blank(
            name, _label(one), self._control(one, options), _shown(one, value), _help(one, self.opened), one.required, problems.get(one.name, ""),
            options=options, attributes=_attributes(one),
        )  # fmt: skip
        blank.reading = _reading(one, value)
        if one.type == "rows":
            filled: Any = value or []
            blank.rows = self._rows(one, filled, rows.get(one.name))
        return blank

    def _rows(self, one: Field, values: Sequence[Mapping[str, Any]], count: int | None) -> list[list[Blank]]:
        shown = max(count or 0, len(values) + (_BLANK_ROWS if count is None else 0), 1)
        filled = [*values, *({} for _ in range(shown - len(values)))]
        return [[self._blank(column, f"{one.name}-{i}-{column.name}", row, {}, {}, {}) for column in one.columns] for i, row in enumerate(filled)]

    def options_of(self, one: Field) -> list[Option]:
        """What may be chosen in a blank; none where it is written freely."""
        if one.type in ("choice", "choices"):
            return choosing.vocabulary(one)
        if one.type in ("ref", "refs"):
            return choosing.things(one, self.kind.name, self.opened) if self.opened else []
        if one.type == "user":
            return choosing.officers(one, self.kind.name, self.actor, self.on)
        if one.type == "office":
            return choosing.offices(self.kind.name, self.actor, self.on)
        return []

    def _control(self, one: Field, options: Sequence[Option]) -> str:
        if one.type in ("choices", "refs"):
            return "ticks"
        if one.type in ("choice", "ref", "user", "office"):
            return "radio" if one.type == "choice" and one.required and len(options) <= SHOWN_AT_ONCE else "select"
        if one.type == "charges":
            return "text"
        return _INPUT.get(one.type, "text")

    @staticmethod
    def fact_blank(name: str, fact: Fact, value: Any, problem: str = "") -> Blank:
        """A blank for a fact of the law: its own question, a control that fits its type."""
        labels = fact.labels or {}
        options = [Option(one, str(labels.get(one, one))) for one in fact.values]
        control = _fact_control(fact, options)
        never = value == "belum"
        shown = "" if never else _fact_shown(fact, value)
        blank = Blank(name, both(fact.question, fact.question_en), control, shown, fact_help(fact), False, problem, options=options)
        blank.may_be_never, blank.never, blank.is_question = fact.may_be_never, never, True
        if control == "rupiah":
            blank.reading = _reading_of(value)
        return blank


def _fact_control(fact: Fact, options: Sequence[Option]) -> str:
    if fact.type == "bool":
        return "yesno"
    if fact.type == "enum":
        return "radio" if len(options) <= SHOWN_AT_ONCE else "select"
    if fact.type == "set":
        return "ticks"
    if fact.type == "rupiah":
        return "rupiah"
    if fact.type in NUMBER_TYPES:
        return "integer"
    return "date" if fact.type == "date" else "text"


def _fact_shown(fact: Fact, value: Any) -> Any:
    if fact.type == "set":
        return list(value) if isinstance(value, list) else []
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    return "" if value is None else str(value)


def fact_help(fact: Fact) -> str:
    """What helps to answer: the law's help, the unit, who decides it, what proves it."""
    unit = {"months": _("dalam bulan"), "days": _("dalam hari"), "age": _("dalam tahun penuh")}.get(fact.type, "")
    who = _("diputus %(who)s") % {"who": fact.decided_by} if fact.decided_by else ""
    proof = _("bukti: %(proof)s") % {"proof": fact.proof} if fact.proof else ""
    said = "; ".join(part for part in (fact.help.rstrip("."), unit, who, proof) if part)
    return said[:1].upper() + said[1:] + "." * bool(said)


def _label(one: Field) -> str:
    return one.label.in_language(language())


_HELP = {
    "rupiah": gettext_lazy("Angka saja cukup, misalnya 1.500.000 atau 1,5 juta."), "phone": gettext_lazy("Misalnya 0812 3456 7890."), "nik": gettext_lazy("16 angka."),
    "media": gettext_lazy("Foto, PDF, rekaman suara, atau video; paling besar 20 MB sebuah."),
}  # fmt: skip


def _help(one: Field, opened: Opened | None) -> str:
    own = one.help.in_language(language())
    more = str(_HELP.get(one.type, ""))
    return " ".join(part for part in (own, more) if part)


def _attributes(one: Field) -> dict[str, str]:
    out = {}
    if one.type == "integer":
        out = {"min": str(one.least or 0)} | ({"max": str(one.most)} if one.most is not None else {})
    if one.name in ("name", "alias", "address", "birth_place", "phone", "nik"):
        out["autocomplete"] = "off"
    return out


def _shown(one: Field, value: Any) -> Any:
    """The value as its control shows it."""
    if one.type in ("choices", "refs", "media"):
        return list(value) if isinstance(value, list | tuple) else [value] if value else []
    if one.type == "rows":
        return ""
    if one.type == "texts" and isinstance(value, list):
        return "\n".join(map(str, value))
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    return "" if value is None else str(value)


def _reading(one: Field, value: Any) -> str:
    return _reading_of(value) if one.type == "rupiah" else ""


def _reading_of(value: Any) -> str:
    """An amount read back in figures and words, so that a slip of a zero is seen."""
    if value in (None, ""):
        return ""
    amount = value if isinstance(value, int) else read_rupiah(str(value)).value
    return f"{write_rupiah(amount)} ({terbilang(amount)} rupiah)" if isinstance(amount, int) else ""
