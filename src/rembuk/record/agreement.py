"""Agreements: their terms, who signed, what is owed and done, and what in them would make a court send them back.

What the pages and papers need, gathered from `terms` (which agreement counts, signatures), `performance` (payments, what is done)
and `term_check` (forbidden and doubtful terms); each of them defines its nouns.
"""

from __future__ import annotations

from rembuk.record.performance import (
    Owed,
    days_late,
    defaulted,
    last_due,
    owed,
    payments_on,
    performed,
    performed_by,
    settled,
)
from rembuk.record.term_check import TermFinding, check, loss_of
from rembuk.record.terms import current, must_sign, signatures, signed_by_all, stamps_needed, stands, terms_of, unsigned

__all__ = [
    "Owed", "TermFinding", "check", "current", "days_late", "defaulted", "last_due", "loss_of", "must_sign", "owed", "payments_on",
    "performed", "performed_by", "settled", "signatures", "signed_by_all", "stamps_needed", "stands", "terms_of", "unsigned",
]  # fmt: skip
