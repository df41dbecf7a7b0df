"""Opening a case: who, what, when and where on one page; after that the law asks, one question at a time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rembuk.casework.acting import Done, Wish, zone_for
from rembuk.desk.actor import Actor, actor_of
from rembuk.desk.cases.blanks import Blank, FormMaker
from rembuk.desk.cases.doing import SentBefore, do, strangers
from rembuk.desk.cases.entered import entered, row_count
from rembuk.desk.cases.frame import word
from rembuk.desk.cases.once import new_token
from rembuk.desk.node import casework
from rembuk.desk.rights import require
from rembuk.record.filling import read_fields
from rembuk.record.kinds import Field, Kind, Words, declaration
from rembuk.record.outcome import Refused

_STAGES = ("village", "police", "prosecution", "court")
_VICTIM = ("name!", "nature", "sex", "birth_date", "phone", "can_read")
_SUSPECT = ("name!", "nature", "sex", "birth_date", "nik", "phone", "can_read")


def interview_kind(actor: Actor) -> Kind:
    """The page as a kind of act: the blanks of opening a case, then victims, offenders and, for whom it is to say, the charges."""
    declared = declaration()
    opening = declared.kinds["case_opened"]
    people = (
        _rows("victims", Words("Korban", "Victims"), _VICTIM),
        _rows("suspects", Words("Pelaku atau yang dilaporkan", "Offenders or persons reported"), _SUSPECT),
    )
    charges = (declared.fields["charges"],) if actor.role in declared.kinds["charge_set"].by else ()
    return opening._replace(fields=(*opening.fields, *people, *charges))


def _rows(name: str, label: Words, columns: tuple[str, ...]) -> Field:
    fields = declaration().fields
    marked = tuple(fields[column.rstrip("!")]._replace(required=column.endswith("!")) for column in columns)
    return Field(name, "rows", label, Words("", ""), "", False, False, marked, "", {}, None, None)


@require_http_methods(["GET", "HEAD", "POST"])
def new_case(request: HttpRequest) -> HttpResponse:
    """The page, and opening the case with everything on it in one step."""
    require(request, "open_case")
    page = NewCase(request)
    if request.method == "POST" and page.receive():
        messages.success(request, _("Perkara dibuka. Sekarang beberapa pertanyaan yang menentukan; Anda boleh berhenti kapan saja."))
        return redirect("case_questions", page.case_id)
    status = 409 if page.refused else 422 if page.problems else 200
    about = {"page_form": page, "blanks": page.blanks(), "refused": page.refused, "word": word, "hide": str}
    return render(request, "cases/new.html", about, status=status)


class NewCase:
    """What was entered on the page and what came of it."""

    def __init__(self, request: HttpRequest) -> None:
        self.request, self.actor = request, actor_of(request)
        self.kind = interview_kind(self.actor)
        self.token = request.POST.get("token") or new_token()
        self.raw: dict[str, Any] | None = None
        self.rows: dict[str, int] | None = None
        self.problems: dict[str, str] = {}
        self.refused: Refused | None = None
        self.case_id = ""

    def receive(self) -> bool:
        """Read what was sent; True once the case is open."""
        sent = self.request.POST
        self.raw = entered(self.kind, sent)
        self.rows = {name: row_count(name, sent) for name in ("victims", "suspects")}
        button = sent.get("do", "")
        if button.startswith("row:"):
            name = button.removeprefix("row:")
            self.rows[name] = self.rows.get(name, 0) + 1
            return False
        wishes = self.wishes()
        self.problems = self._check(wishes)
        return not self.problems and self._open([wish for _name, wish in wishes])

    def wishes(self) -> list[tuple[str, Wish]]:
        """The acts the page stands for, each with the blank its problems belong to ("" for its own blanks)."""
        raw = dict(self.raw or {})
        victims, suspects, charges = (raw.pop(name, None) for name in ("victims", "suspects", "charges"))
        raw.setdefault("begins_at", self.actor.institution if self.actor.institution in _STAGES else "police")
        out = [("", Wish("case_opened", raw))]
        out += [("victims", Wish("party_added", {**row, "role": "victim"})) for row in victims or ()]
        out += [("suspects", Wish("party_added", {**row, "role": "suspect"})) for row in suspects or ()]
        return out + ([("charges", Wish("charge_set", {"charges": charges}))] if charges else [])

    def _check(self, wishes: list[tuple[str, Wish]]) -> dict[str, str]:
        problems: dict[str, str] = {}
        facts, zone = casework().law.facts, zone_for(None)
        for name, wish in wishes:
            found = read_fields(declaration().kinds[wish.kind], wish.raw, case=None, facts=facts, zone=zone).problems | strangers(wish)
            if name and found:
                person = f"{wish.raw.get('name')}: " if wish.raw.get("name") else ""
                problems[name] = " ".join(filter(None, (problems.get(name, ""), person + " ".join(found.values()))))
            else:
                problems |= found
        return problems

    def _open(self, wishes: list[Wish]) -> bool:
        outcome = do(None, wishes, self.actor, token=self.token)
        if isinstance(outcome, Refused):
            self.refused = outcome
        elif isinstance(outcome, Done):
            self.case_id = outcome.case_id
        elif isinstance(outcome, SentBefore):
            self.case_id = outcome.case
        else:
            self.problems = dict(outcome.problems)
        return bool(self.case_id)

    def blanks(self) -> Mapping[str, Blank]:
        """The blanks by name; where the case begins follows from the office."""
        maker = FormMaker(self.kind, None, self.actor, timezone.localdate())
        made = maker.blanks(self.raw, self.problems, rows=self.rows, given=self._given())
        blanks = {blank.name: blank for blank in made if blank.name != "begins_at"}
        blanks["on"].label = _("Tanggal dilaporkan")
        return blanks

    def _given(self) -> dict[str, str]:
        """What the office tells: its own place, and for a village the kind of case."""
        office = self.actor.post.office if self.actor.post else None
        given = {"region": office.region if office else "", "practice": "village" if self.actor.institution == "village" else ""}
        return {name: value for name, value in given.items() if value}
