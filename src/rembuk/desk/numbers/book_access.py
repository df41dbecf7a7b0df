"""Which books a visitor's office keeps, and which names in them he may read.

The books of an office are open to whoever may see cases of that office. Names stand in the lines of cases the visitor may see; in
shielded cases (a child, a sexual offence) only after he gave a reason, which the access log keeps, and only with the right to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from rembuk.casework.models import CaseRow
from rembuk.desk.actor import Actor, actor_of
from rembuk.desk.policy import TABLE, visible_cases
from rembuk.desk.rights import require
from rembuk.registers.books.declarations import Book, Column, books
from rembuk.registers.books.models import BookRow, OldEntry
from rembuk.registers.books.printing import Kept, Shield


def books_of(actor: Actor) -> dict[str, Book]:
    """The books that offices of the visitor's institution keep."""
    return {name: book for name, book in books().items() if actor.institution in book.stages}


def book_or_404(request: HttpRequest, name: str) -> Book:
    """A book of the visitor's office. Http404 for another; NotAllowed for whoever sees no cases."""
    require(request, "see")
    found = books_of(actor_of(request)).get(name)
    if found is None:
        raise Http404(name)
    return found


def may_read_old(actor: Actor) -> bool:
    """Whether the visitor sees all cases of his office: old entries name people and belong to no case of the record."""
    return "own" in TABLE["see"].get(actor.role, frozenset())


def may_reveal(actor: Actor) -> bool:
    """Whether the visitor could read names of shielded cases at all."""
    return bool(TABLE["reveal_identity"].get(actor.role))


def shield_for(actor: Actor, rows: Iterable[BookRow], *, revealed: bool = False) -> Shield:
    """How the visitor reads cells that may name people."""
    ids = {row.case for row in rows}
    seen = set(visible_cases(actor).filter(pk__in=ids).values_list("pk", flat=True))
    shielded = set(CaseRow.objects.filter(pk__in=ids, shielded=True).values_list("pk", flat=True))
    opened = set(visible_cases(actor, "reveal_identity").filter(pk__in=shielded).values_list("pk", flat=True)) if revealed else set()
    readable = (seen - shielded) | (seen & opened)

    def shield(row: Kept, column: Column, written: str) -> str:
        if isinstance(row, OldEntry) or row.case in readable:
            return written
        return initials(written) if column.type == "names" else _("(disembunyikan)")

    return shield


def initials(names: str) -> str:
    """Names as initials: S. W.; R. A."""
    return "; ".join(" ".join(f"{word[0].upper()}." for word in name.split() if word[0].isalpha()) or "?" for name in names.split(";"))


def addresses(actor: Actor, rows: Iterable[BookRow]) -> Mapping[str, str]:
    """The page of each case that the visitor may open, by case."""
    found = visible_cases(actor).filter(pk__in={row.case for row in rows}).values_list("pk", flat=True)
    return {case: f"/perkara/{case}/" for case in found}
