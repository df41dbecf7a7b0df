"""What letters need that the case does not say: the writing office with its letterhead, officers and offices by name, the procedure code.

A request is kept as JSON with every issued letter, so that a later change of an office, a post or a name does not change what was printed.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from django.utils import translation

from rembuk.desk.accounts.models import User
from rembuk.desk.cases.opened import Opened
from rembuk.desk.offices.models import Office, Post
from rembuk.desk.papers.templates import emblem_of
from rembuk.desk.roles import role_name
from rembuk.papers import letter as papers
from rembuk.papers.offices import office as letter_office
from rembuk.record.case import Case
from rembuk.record.kinds import declaration

_SVG_OF = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="100" height="100" viewBox="0 0 100 100"><image width="100" height="100" preserveAspectRatio="xMidYMid meet" xlink:href="data:image/{sort};base64,{data}"/></svg>'  # noqa: E501


def request_for(
    opened: Opened, *, suspect: str = "", thing: str = "", officer: str = "", number: str = "", on: date | None = None, fields: Mapping[str, str] | None = None
) -> papers.Request:
    """The request of the visitor's office; `officer` signs (a user name; "" leaves his block blank). The visitor has a post."""
    own = opened.actor.post
    assert own is not None
    with translation.override("id"):
        officers = _officers(opened.case, opened.on, also=officer)
        return papers.Request(
            office=office_of(own.office), officer=officers.get(officer), number=number or None, on=on, suspect=suspect, thing=thing,
            regime=regime_for(opened, suspect), offices=_offices(opened.case), officers=officers, fields=dict(fields or {}),
        )  # fmt: skip


def office_of(office: Office) -> papers.Office:
    """An office as letters print it, with its emblem if it gave one."""
    above, line = office.parent, list[Office]()
    while above is not None and above not in line:
        line.append(above)
        above = above.parent
    return letter_office(
        office.code, office.institution, office.name, above=[one.name for one in line], letterhead=office.letterhead, address=office.address,  # type: ignore[arg-type]
        phone=office.phone, place=office.place, zone=office.zone, logo=_drawing(emblem_of([office.code, *(one.code for one in line)])),
    )  # fmt: skip


def signers(opened: Opened) -> list[Post]:
    """The posts of the visitor's office whose holder may sign, by name; the visitor's own among them."""
    held = Post.objects.held_on(opened.on).filter(office_id=opened.actor.office).exclude(role="administrator").select_related("user", "office")
    return list(held.order_by("user__full_name"))


def as_kept(request: papers.Request) -> dict[str, Any]:
    """A request as JSON values."""
    return asdict(request) | {"on": request.on.isoformat() if request.on else None}


def from_kept(kept: Mapping[str, Any]) -> papers.Request:
    """The request that was kept. Raises TypeError or KeyError for one this program cannot read."""
    given = dict(kept)
    office = given.pop("office")
    officer, officers, on = given.pop("officer"), given.pop("officers"), given.pop("on")
    return papers.Request(
        office=papers.Office(**{**office, "lines": tuple(office["lines"])}), officer=papers.Officer(**officer) if officer else None,
        officers={user: papers.Officer(**one) for user, one in officers.items()}, on=date.fromisoformat(on) if on else None, **given,
    )  # fmt: skip


def regime_for(opened: Opened, suspect: str) -> papers.Regime | None:
    """The procedure code the law named for a suspect; None while it cannot be told."""
    code = opened.track(suspect).get("regime")
    return code if code in ("kuhap_1981", "kuhap_2025") else None


def _offices(case: Case) -> dict[str, str]:
    codes = {act.author.office for act in case.acts} | _named(case, "office")
    return dict(Office.objects.filter(code__in=codes).values_list("code", "name"))


def _officers(case: Case, on: date, *, also: str) -> dict[str, papers.Officer]:
    """Everybody who acted in the case or is named in it, with the title of a post there."""
    names = {act.author.user: act.author.office for act in case.acts} | dict.fromkeys(_named(case, "user"), "") | ({also: ""} if also else {})
    users = User.objects.filter(username__in=names)
    posts: dict[str, Post] = {}
    for post in Post.objects.held_on(on).filter(user__in=users).exclude(role="administrator").select_related("user", "office").order_by("deputy_for", "-since"):
        known = posts.get(post.user.username)
        if known is None or (post.office_id == names[post.user.username] != known.office_id):
            posts[post.user.username] = post
    return {user.username: officer_of(user, posts.get(user.username)) for user in users}


def officer_of(user: User, post: Post | None) -> papers.Officer:
    """A person as he stands under a letter."""
    title = (post.label if post.title or post.deputy_for_id else role_name(post.role)) if post else None
    number = user.nip.strip()
    if number and number[0].isdigit() and post:
        number = f"{'NRP' if post.office.institution == 'police' else 'NIP'} {number}"
    return papers.Officer(name=user.full_name, title=title, rank=(post.rank if post else "") or None, number=number or None)


def _named(case: Case, kind: str) -> set[str]:
    names = {name for name, declared in declaration().fields.items() if declared.type == kind}
    return {str(act.fields[name]) for act in case.acts for name in names & set(act.fields)}


def _drawing(emblem: bytes | None) -> str | None:
    """An emblem as SVG text; a PNG or JPEG is wrapped in one."""
    if emblem is None:
        return None
    if emblem.startswith((b"\x89PNG", b"\xff\xd8\xff")):
        return _SVG_OF.format(sort="png" if emblem.startswith(b"\x89PNG") else "jpeg", data=base64.b64encode(emblem).decode())
    return emblem.decode("utf-8")
