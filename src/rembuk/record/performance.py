"""What of an agreement was done and paid, what is still owed, and what is late.

Nouns. A term is *settled* when it was recorded as performed, waived by the one entitled to it, or paid in full. An agreement is
*performed* when every term is settled. A payment counts with the term and amount its last correction gives it.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from rembuk.record.act import Act
from rembuk.record.case import Case, Thing
from rembuk.record.days import day_in
from rembuk.record.terms import terms_of

_SETTLED = ("performed", "waived")


class Owed(NamedTuple):
    """Money of a term: agreed, paid, still owed (rupiah), when it is due after any grace, and whether that day has passed.

    What was paid beyond the amount is in `paid`; `left` is never negative.
    """

    term: Thing
    agreed: int
    paid: int
    left: int
    due_on: date | None
    late: bool


def owed(case: Case, term: Thing, on: date) -> Owed:
    """What of a term's money is still open."""
    agreed, paid, due = amount_of(term), sum(amount_of(payment) for payment in payments_on(case, term)), day_in(term["due_on"])
    left = 0 if term["status"] in _SETTLED else max(0, agreed - paid)
    return Owed(term, agreed, paid, left, due, bool(due and due < on and not settled(case, term)))


def amount_of(thing: Thing) -> int:
    """The rupiah of a term or payment; 0 where none is written."""
    return thing["amount"] if isinstance(thing["amount"], int) else 0


def payments_on(case: Case, term: Thing) -> list[Thing]:
    """The payments on a term, in order."""
    return [payment for payment in case.all("payment") if payment["term"] == term.id]


def settled(case: Case, term: Thing) -> bool:
    """Whether a term is done: recorded so, waived, or its whole amount paid."""
    return settled_by(case, term) is not None


def settled_by(case: Case, term: Thing) -> Act | None:
    """The first act with which a term was settled; None while it is open."""
    shown = [act for act in term.acts if act.kind in ("term_performed", "term_waived")][:1] if term["status"] in _SETTLED else []
    if term["term_kind"] == "pay" and amount_of(term):
        paid = 0
        for payment in payments_on(case, term):
            paid += amount_of(payment)
            if paid >= amount_of(term):
                shown.append(payment.acts[-1])
                break
    return min(shown, key=lambda act: case.place[act.id], default=None)


def defaulted(term: Thing) -> bool:
    """Whether a term was recorded as not performed and no time was given since."""
    kinds = [act.kind for act in term.acts if act.kind in ("term_defaulted", "grace_given", "term_performed", "term_waived")]
    return kinds[-1:] == ["term_defaulted"]


def performed(case: Case, agreement: Thing) -> bool | None:
    """Whether the whole agreement is performed; False once a breach is declared, None while terms are open."""
    if agreement["breached"]:
        return False
    return True if performed_by(case, agreement) else None


def performed_by(case: Case, agreement: Thing) -> Act | None:
    """The act with which the last open term was settled; None while one is open. A breach declared later does not undo it."""
    acts = [settled_by(case, term) for term in terms_of(case, agreement)]
    known = [act for act in acts if act is not None]
    return max(known, key=lambda act: case.place[act.id]) if known and len(known) == len(acts) else None


def last_due(case: Case, agreement: Thing) -> date | None:
    """The last day on which something is still to be paid or done; None when no term has a day."""
    return max((day for term in terms_of(case, agreement) if (day := day_in(term["due_on"]))), default=None)


def days_late(owing: Owed, on: date) -> int:
    """Days past the due day; 0 when not late."""
    return (on - owing.due_on) // timedelta(days=1) if owing.late and owing.due_on else 0
