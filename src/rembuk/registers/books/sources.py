"""Where a column of a book comes from: the first word of `from` names the source, what follows the colon is its argument.

    number    the newest number given in these registers, the first register that has one
    day       the first day one of these milestones was reached in the leg; `last_day` the last; `case_day` in the whole case
    names     the names of the parties in these roles; `suspect:name` that of the suspect himself
    act       a field of the newest act of a kind in the leg, in words (`kind.field`)
    thing     a cell of the newest thing of a kind in the case, in words (`kind.cell`)
    case      a cell of the case; `fact` a fact of the law about the suspect or the whole case; `leg` since or until
    computed  a function of `computed.py`
    blank     nothing the record knows; the office writes it by hand
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from rembuk.record.kinds import declaration
from rembuk.registers.books.computed import COMPUTED
from rembuk.registers.books.told import ToldLeg

Source = Callable[[ToldLeg, str], Any]


def value_of(told: ToldLeg, source: str, argument: str) -> Any:
    """What a source gives: text, a whole number, an ISO day, True or False; None or "" for nothing known."""
    value = SOURCES[source](told, argument)
    return value.isoformat() if isinstance(value, date) else value


def _number(told: ToldLeg, argument: str) -> Any:
    for register in argument.split(","):
        for act in reversed(told.case.acts):
            mine = not told.suspect or told.case.about.get(act.id, "") in ("", told.suspect)
            if mine and act.kind in ("number_given", "register_entered") and act.fields.get("register") == register:
                return act.fields.get("number")
    return None


def _names(told: ToldLeg, argument: str) -> str:
    return told.names_of([party.id for role in argument.split(",") for party in told.case.parties(role)])


def _case_day(told: ToldLeg, argument: str) -> date | None:
    return min((one.on for name in argument.split(",") for one in told.reached.get(name, ())), default=None)


def _act(told: ToldLeg, argument: str) -> Any:
    kind, _dot, field = argument.partition(".")
    act = told.act(kind)
    return _words(kind, field, act.fields.get(field)) if act else None


def _thing(told: ToldLeg, argument: str) -> Any:
    kind, _dot, cell = argument.partition(".")
    things = [thing for thing in told.case.all(kind) if (thing["suspect"] or "") in ("", told.suspect)]
    return _words(things[-1].added_by.kind, cell, things[-1][cell]) if things else None


def _words(kind: str, field: str, value: Any) -> Any:
    """A choice in words; anything else as it is."""
    declared = declaration().kinds[kind].field(field)
    if declared is None or declared.type != "choice" or value is None:
        return value
    return declaration().choice(declared.of, value)


def _fact(told: ToldLeg, argument: str) -> Any:
    cell = told.case.facts.get((told.suspect, argument)) or told.case.facts.get(("", argument))
    return cell.value if cell else None


SOURCES: dict[str, Source] = {
    "number": _number, "names": _names, "act": _act, "thing": _thing, "fact": _fact, "case_day": _case_day,
    "day": lambda told, argument: told.first(*argument.split(",")),
    "last_day": lambda told, argument: told.last(*argument.split(",")),
    "suspect": lambda told, argument: told.names_of([told.suspect]),
    "case": lambda told, argument: told.case[argument],
    "leg": lambda told, argument: getattr(told.leg, argument),
    "computed": lambda told, argument: COMPUTED[argument](told),
    "blank": lambda told, argument: None,
}  # fmt: skip
