"""Issuing a letter: number, print, keep the file, then the act; and printing an issued letter again from the record.

The order is what makes a power cut harmless: a number taken for nothing is a gap, a file without an act is no letter, and an act never
names a file that was not on disk before.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest

from rembuk.casework.acting import Done, Invalid, Wish
from rembuk.desk.cases.doing import do
from rembuk.desk.cases.once import SentBefore, once
from rembuk.desk.cases.opened import Opened
from rembuk.desk.node import casework
from rembuk.desk.papers.drafting import Chosen, drafted
from rembuk.desk.papers.keeping import Altered, keep, kept
from rembuk.desk.papers.models import IssuedLetter
from rembuk.desk.papers.numbering import block_of, claim, release
from rembuk.desk.papers.requests import as_kept, from_kept
from rembuk.desk.papers.templates import KeptTemplates, line_of, templates_for
from rembuk.papers.letter import Kind, Letter, Missing, Request
from rembuk.papers.printed import record_digest
from rembuk.papers.printing import digest, issued, print_pdf
from rembuk.papers.qr import Seal
from rembuk.papers.registry import kind_of
from rembuk.record.act import Act
from rembuk.record.case import Case, fold
from rembuk.record.outcome import Refused

_LOCAL = frozenset({"localhost", "127.0.0.1", "[::1]"})
CHECK = "/periksa/?t="


class ToIssue(NamedTuple):
    """What somebody wants issued: the letter, what was chosen for it, its day, the number typed ("" for the next), where it is checked."""

    kind: Kind
    chosen: Chosen
    on: date
    typed: str
    address: str


Answer = Done | Refused | Missing | SentBefore | Invalid


def check_address(request: HttpRequest) -> str:
    """The address in front of a letter's code: REMBUK_PUBLIC_URL, else the first name of REMBUK_HOSTS, else how the visitor came here."""
    if public := os.environ.get("REMBUK_PUBLIC_URL", "").rstrip("/"):
        return public + CHECK
    named = [host for host in settings.ALLOWED_HOSTS if host not in _LOCAL and not host.startswith(("*", "."))]
    if named:
        return f"{'https' if settings.HTTPS else 'http'}://{named[0]}{CHECK}"
    return request.build_absolute_uri("/").rstrip("/") + CHECK


def issue(opened: Opened, asked: ToIssue, *, token: str) -> Answer:
    """Issue a letter, at most once for a token. A refusal gives the number back."""
    missing = drafted(opened, asked.kind, asked.chosen, on=asked.on).made
    if isinstance(missing, Missing):
        return missing

    def work() -> Any:
        return _issue(opened, asked)

    return once(token, opened.actor.user, work)


def _issue(opened: Opened, asked: ToIssue) -> Done | Refused | Invalid | SentBefore:
    block = block_of(opened.actor.office, asked.kind, asked.on.year, casework().device.code)
    number = claim(block, asked.on, asked.typed, case=opened.id, by=opened.actor.user)
    if isinstance(number, Refused):
        return number
    row: IssuedLetter | None = None
    answer: Done | Refused | Invalid | SentBefore | None = None
    try:
        draft = drafted(opened, asked.kind, asked.chosen, number=number.text, on=asked.on)
        assert draft.letter is not None
        letter = final(draft.letter)
        row, file = _printed(opened, asked, draft.request, letter, number.text)
        answer = do(opened, [Wish("letter_issued", _fields(letter, file, opened.case, asked, number.text))], opened.actor)
    finally:
        # Also when printing or recording failed: nothing was issued, so neither number nor row is taken.
        if not isinstance(answer, Done):
            if row is not None:
                row.delete()
            release(number)
    return answer


def final(letter: Letter) -> Letter:
    """A letter as it leaves the office: no longer a draft. What was received or confirmed elsewhere stays so."""
    return replace(letter, state="signed_here") if letter.state == "draft" else letter


def _printed(opened: Opened, asked: ToIssue, request: Request, letter: Letter, number: str) -> tuple[IssuedLetter, bytes]:
    """The letter printed, its file on disk, and the row from which it can be printed again."""
    at, templates = opened.now.replace(microsecond=0), templates_for(letter.id, line_of(letter.office.code))
    file = print_pdf(letter, at=at, seal=_seal(asked.address), overlay=templates)
    row = IssuedLetter(
        digest=keep(file), record_digest=record_digest(letter), case=opened.id, letter=letter.id, office=opened.actor.office, number=letter.number or number,
        on=letter.on or asked.on, state=letter.state, asked=as_kept(request), heads=opened.seen, template=templates.typst_digest, address=asked.address,
        printed_at=at, by=opened.actor.user, officer=asked.chosen.officer,
    )  # fmt: skip
    row.save(force_insert=True)
    return row, file


def _fields(letter: Letter, file: bytes, case: Case, asked: ToIssue, number: str) -> dict[str, str]:
    """The fields of the act; whom the letter is to is known where it is about a party or what concerns one."""
    thing = asked.chosen.thing
    about = next((case.thing(kind, thing) for kind in ("party", "summons") if case.thing(kind, thing)), None) if thing else None
    party = about.id if about and about.kind == "party" else str(about["party"] or "") if about else ""
    return {"on": asked.on.isoformat(), "number": number} | issued(letter, file) | ({"party": party} if party else {})


def _seal(address: str) -> Seal:
    device = casework().device
    return Seal(device.code, device.sign, address)


def act_of(case: Case, row: IssuedLetter) -> Act | None:
    """The act that issued a printed letter; None when it was never recorded."""
    return next((act for act in case.acts_of("letter_issued") if act.fields.get("digest") == row.digest), None)


def rows_of(case: Case) -> Mapping[str, IssuedLetter]:
    """The letters of a case that were printed here, by digest."""
    return {row.digest: row for row in IssuedLetter.objects.filter(case=case.id)}


def file_of(row: IssuedLetter) -> bytes | None:
    """The issued file: as kept, or where it is lost or altered printed again from the record; None when neither gives the same bytes."""
    try:
        found = kept(row.digest)
    except Altered:
        found = None
    if found is not None:
        return found
    again = printed_again(row)
    if again is not None and digest(again) == row.digest:
        keep(again)
        return again
    return None


def is_altered(row: IssuedLetter) -> bool:
    """Whether the kept file is no longer what was issued."""
    try:
        kept(row.digest)
    except Altered:
        return True
    return False


def printed_again(row: IssuedLetter) -> bytes | None:
    """The letter set anew from the record as it stood then; the same bytes where nothing that prints it has changed."""
    letter = letter_of(row)
    if letter is None:
        return None
    return print_pdf(letter, at=row.printed_at, seal=_seal(row.address), overlay=KeptTemplates(typst_digest=row.template))


def letter_of(row: IssuedLetter) -> Letter | None:
    """The letter as a record, from the acts there were then; None when this program cannot compose it any more."""
    case = fold(acts_up_to(casework().ledger.load(row.case), row.heads.split()))
    made = kind_of(row.letter).compose(case, from_kept(row.asked))
    return None if isinstance(made, Missing) else final(made)


def acts_up_to(acts: Sequence[Act], heads: Sequence[str]) -> list[Act]:
    """The acts that somebody knew whose newest were `heads`, in the order given."""
    by_id = {act.id: act for act in acts}
    known, waiting = set[str](), list(heads)
    while waiting:
        here = waiting.pop()
        if here in by_id and here not in known:
            known.add(here)
            waiting += by_id[here].seen
    return [act for act in acts if act.id in known]


def unkept_pdf(letter: Letter, office: str, at: datetime) -> bytes:
    """A letter to look at: without a code, kept nowhere."""
    return print_pdf(letter, at=at, overlay=templates_for(letter.id, line_of(office)))
