"""A piece of work or a line of a list as a page shows it: what it is called, where it leads, when it is due."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from rembuk.casework.listing import Line
from rembuk.casework.worklists import Piece
from rembuk.desk.jinja import both
from rembuk.desk.work.words import Due, due_words, words_of


class Shown(NamedTuple):
    """One piece: what to do and the address of its form, the case and its address, when it is due."""

    kind: str
    says: str
    does: str
    case: str
    title: str
    number: str
    about: str
    due: Due | None
    since: date
    certain: bool


def shown(on: date) -> Callable[[Piece], Shown]:
    """Puts pieces into the visitor's words, as they stand on a day."""
    practices, stages = words_of("practice"), words_of("stage")

    def one(piece: Piece) -> Shown:
        about = f"{practices.get(piece.practice, piece.practice)}, {stages.get(piece.stage, piece.stage)}"
        title = piece.veiled_title if piece.shielded else piece.title
        return Shown(
            piece.kind, both(piece.says, piece.says_en), form_of(piece), address_of(piece.case), title, piece.number, about,
            due_words(piece.due_on, on), piece.since, piece.certain,
        )  # fmt: skip

    return one


def address_of(case: str) -> str:
    """The page of a case."""
    return f"/perkara/{case}/"


#: The field by which the form of an act learns what it is about.
_ABOUT = {"approval_decided": "request", "handover_received": "handover", "term_performed": "term", "payment_made": "term"}


def form_of(piece: Piece) -> str:
    """The form of the act that does the piece; the case itself where no act is named."""
    if not piece.act:
        return address_of(piece.case)
    blanks = [f"suspect={piece.suspect}"] * bool(piece.suspect)
    if piece.act in _ABOUT and piece.about:
        blanks.insert(0, f"{_ABOUT[piece.act]}={piece.about}")
    return f"{address_of(piece.case)}lakukan/{piece.act}/" + (f"?{'&'.join(blanks)}" if blanks else "")


def name_of(line: Line, *, veiled: bool) -> str:
    """What a list calls a case; for those who see no names, and for shielded cases, without the names of its parties."""
    return line.veiled_title if veiled or line.shielded else line.title
