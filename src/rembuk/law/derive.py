"""Facts that are arithmetic over other facts: the charges' figures, the age at the act, the day and stage of the question.

Nothing here is law: what the figures mean stands in the instruments. A computed fact that a person states as well keeps the
stated value, because a document (an age in a judgment, a confirmed penalty) outranks our arithmetic; the result shows it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from rembuk.law.facts import NEVER, Value
from rembuk.law.scalar import shift
from rembuk.reference.bound import Bound

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rembuk.law.charges import Charge
    from rembuk.law.offences import Catalogue


def completed_years(birth: date, day: date) -> int:
    """Age in completed years on a day; one is a year older from the birthday itself (29 February: the month's last day)."""
    years = day.year - birth.year
    return years if shift(birth, 12 * years, 0) <= day else years - 1


def complete(
    stated: Mapping[str, Value],
    *,
    on: date | None,
    stage: str | None,
    subject: str | None = "person",
    charges: Sequence[Charge] = (),
    catalogue: Catalogue | None = None,
) -> dict[str, Value]:
    """The stated facts with the computed ones added; what cannot be computed stays absent (unknown).

    `subject` is who is assessed: a natural person unless the case says corporation; None leaves it unknown.
    """
    facts: dict[str, Value] = {}
    if charges and catalogue is not None:
        facts.update(_of_charges(tuple(charges), catalogue))
    if subject is not None:
        facts["subject"], facts["by_corporation"] = subject, subject == "corporation"
    if on is not None:
        facts["decided_on"] = on
    if stage is not None:
        facts["stage"] = stage
    birth, acted = stated.get("birth_date"), stated.get("acted_on")
    if isinstance(birth, date) and isinstance(acted, date) and birth <= acted < NEVER:
        facts["age_at_act"] = completed_years(birth, acted)
    facts.update(_minimum_wage(stated, on))
    facts.update({name: value for name, value in stated.items() if value is not None})
    return facts


@lru_cache(maxsize=1024)
def _of_charges(charges: tuple[Charge, ...], catalogue: Catalogue) -> dict[str, Value]:
    from rembuk.law.charge_facts import charge_facts

    return charge_facts(charges, catalogue)


def _minimum_wage(stated: Mapping[str, Value], on: date | None) -> dict[str, Value]:
    """The provincial minimum wage of the year of the question; every year we lack is unknown."""
    province = stated.get("province")
    if not isinstance(province, str) or on is None:
        return {}
    from rembuk.reference.tables import minimum_wage

    found = minimum_wage(province, on.year)
    return {"provincial_minimum_wage": found[0]} if found else {}


def stated_age_limit(age_now: int, on: date, acted_on: date | None) -> Bound:
    """The age at the act when only the age on a later day is known: at most that age, and lower by the years between."""
    if acted_on is None or acted_on > on:
        return Bound(None, age_now)
    years = completed_years(acted_on, on)
    return Bound(max(0, age_now - years - 1), age_now - years)
