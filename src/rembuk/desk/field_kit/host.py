"""What the kit's addresses ask of the desk: who somebody is, what he may hold and do, whose kits he looks after, where files go.

The shape is `rembuk.field.host.Host`; the two rooms know each other only through the setting that names this class.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from rembuk.casework.acting import Casework, Wish
from rembuk.casework.projection import project_acts
from rembuk.desk.access.log import record_look
from rembuk.desk.actor import Actor, actor_of
from rembuk.desk.administration.scope import governs, office_or_404
from rembuk.desk.cases.attachments import NotAttached, attachment, keep
from rembuk.desk.cases.doing import right_for
from rembuk.desk.field_kit.numbers import Letter, Reserved, letters_for, note_given, reserve
from rembuk.desk.node import casework
from rembuk.desk.offices.models import Office, Post
from rembuk.desk.policy import TABLE, visible_cases
from rembuk.desk.rights import require
from rembuk.ledger.sync.hubs import confirmed_by_hub, hub_of
from rembuk.record.act import Act, Author
from rembuk.record.kinds import declaration

#: The most cases a device holds, so that a small phone opens in seconds; the newest count.
MOST_CASES = 120
_MOST_OFFICES = 60
_PEOPLE_A_PAGE = 50
_STAGES = {"village": "village", "police": "police", "prosecution": "prosecution", "court": "court", "corrections": "court"}
_ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "audio/webm": "webm", "video/webm": "webm", "audio/ogg": "ogg", "audio/mp4": "mp4", "video/mp4": "mp4"}
#: What the page about kits may be told and need not be.
_UNSAID: dict[str, Any] = dict.fromkeys(("code", "carried", "problem", "revoked", "own", "office", "people", "listed", "holder"))
#: Rights a device never carries: they want a second factor, or the whole office before one.
_NOT_AWAY = frozenset({"approve", "assign"})


class Place(NamedTuple):
    """An office as a kit needs it: code, name, head of its letters, time zone (WIB, WITA, WIT), stage of law, region."""

    code: str
    name: str
    letterhead: str
    zone: str
    stage: str
    region: str


class DeskHost:
    """The desk of this installation."""

    @property
    def name(self) -> str:
        """What this node is called on the device: the hub, or the computer of an office that has one."""
        return "kantor" if hub_of() else "hub"

    def confirmed(self, device: str, received: int) -> int:
        """How far the hub has confirmed a device's acts; where this desk is the hub, all it has."""
        return min(received, confirmed_by_hub(device)) if hub_of() else received

    def casework(self) -> Casework:
        """The record of this node."""
        return casework()

    def visitor(self, request: HttpRequest) -> Author | None:
        """Who is signed in, in the post chosen; None where that post brings no cases with it."""
        actor = actor_of(request)
        return actor.author if actor.role in TABLE["see"] else None

    def holder(self, user: str, office: str, role: str) -> Author | None:
        """The person in that post, while he may sign in and holds it."""
        actor = _holder(user, office, role)
        return actor.author if actor and role in TABLE["see"] else None

    def governed(self, request: HttpRequest, office: str, page: str) -> tuple[Place, Sequence[Author], Any]:
        """The office, the people of it for whom the visitor may prepare and revoke kits, and the page of a list they stand on.

        Raises PermissionDenied, or Http404 for an office that is not the visitor's to administer.
        """
        require(request, "administer")
        actor = actor_of(request)
        shown = office_or_404(actor, office)
        posts = Post.objects.held_on(timezone.localdate()).filter(office=shown, role__in=TABLE["see"], user__is_active=True)
        listed = Paginator(posts.select_related("user", "office").order_by("user__full_name"), _PEOPLE_A_PAGE).get_page(page)
        people = [Actor(post.user, post).author for post in listed if governs(actor, post.user, timezone.localdate())]
        return _place(shown), people, listed

    def log(self, request: HttpRequest, about: str) -> None:
        """Say in the access log what was done with a kit."""
        record_look(actor_of(request), "administered", about=about)

    def page(self, request: HttpRequest, told: Mapping[str, Any]) -> HttpResponse:
        """The page about kits, as the desk shows its pages."""
        return render(request, "field_kit/kits.html", _UNSAID | dict(told) | {"most_cases": MOST_CASES})

    def place(self, office: str) -> Place:
        """The office of that code. Raises Http404 for an unknown one."""
        found = Office.objects.filter(code=office).first()
        if found is None:
            raise Http404(office)
        return _place(found)

    def cases_of(self, author: Author) -> Collection[str]:
        """Open cases the policy lets the person see, the newest first."""
        actor = _holder(author.user, author.office, author.role)
        if actor is None:
            return ()
        found = visible_cases(actor).filter(sort="case", status="open").order_by("-changed_at")
        return list(found.values_list("id", flat=True)[:MOST_CASES])

    def may_write(self, author: Author, kind: str) -> bool:
        """Whether somebody in that role may do acts of this kind on a device at all."""
        declared = declaration().kinds.get(kind)
        if declared is None:
            return True
        return author.role in declared.by and right_for(declared) not in _NOT_AWAY

    def choices(self, author: Author) -> Mapping[str, Any]:
        """The offices around the person's own, and the people in it."""
        own = Office.objects.get(code=author.office)
        near = Office.objects.filter(region__startswith=own.region[:2], closed_on=None).order_by("name")
        posts = Post.objects.held_on(timezone.localdate()).filter(office=own).select_related("user").order_by("user__full_name")
        return {
            "offices": [[one.code, one.name] for one in near[:_MOST_OFFICES]],
            "people": [[username, name] for username, name in dict.fromkeys((p.user.username, p.user.full_name) for p in posts)],
        }

    def letters(self, author: Author) -> Sequence[Letter]:
        """The letters somebody of that office writes away from it."""
        return letters_for(author.institution)

    def reserve(self, device: str, office: str, series: str, year: int, size: int) -> Reserved:
        """Numbers of a letter that from now on only this device gives."""
        return reserve(device, office, series, year, size)

    def took_in(self, acts: Iterable[Act], now: datetime) -> None:
        """Lists, registers and numbers brought up to date, in the transaction that takes the acts in."""
        work, acts = casework(), list(acts)
        note_given(acts)
        project_acts(acts, work.ledger.load, work.law, now=now, followers=work.followers)

    def complete(self, acts: Iterable[Act], now: datetime) -> None:
        """The keyed hash of each suspect whom a device recorded: only nodes hold the secret by which a person is recognised elsewhere."""
        for act in acts:
            if act.kind == "party_added" and act.fields.get("role") == "suspect":
                _record_identity(act, now)

    def keep_file(self, path: Path, digest: str, kind: str) -> None:
        """Keep proof that a kit took. Raises ValueError for one that is not kept."""
        try:
            kept = keep(SimpleUploadedFile(f"{digest[:12]}.{_ENDINGS.get(kind, 'bin')}", path.read_bytes(), kind))
        except NotAttached as problem:
            raise ValueError(str(problem)) from problem
        if kept.digest != digest:
            raise ValueError(digest)

    def has_file(self, digest: str) -> bool:
        """Whether it is here already."""
        return attachment(digest) is not None


def _record_identity(act: Act, now: datetime) -> None:
    work = casework()
    found = work.identity_hash(*(str(act.fields.get(name) or "") for name in ("nik", "name", "birth_date")))
    case = work.case(act.case) if found else None
    suspect = case.thing("party", act.id) if case else None
    if suspect is not None and not suspect["identity"]:
        work.perform(act.case, [Wish("identity_recorded", {"party": act.id, "identity": found})], by=act.author, now=now)


def _place(office: Office) -> Place:
    return Place(office.code, office.name, office.letterhead or office.name, office.zone, _STAGES.get(office.institution, "police"), office.region)


def _holder(user: str, office: str, role: str) -> Actor | None:
    posts = Post.objects.held_on(timezone.localdate()).select_related("user", "office")
    post = posts.filter(user__username=user, user__is_active=True, office_id=office, role=role).first()
    return Actor(post.user, post) if post else None
