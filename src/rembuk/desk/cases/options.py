"""What may be chosen in a blank: vocabularies, the things and people of the case, officers and offices that come into question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from rembuk.desk.actor import Actor
from rembuk.desk.cases.opened import Opened, language
from rembuk.desk.offices.models import Office, Post
from rembuk.desk.roles import INSTITUTIONS, role_name
from rembuk.record.agreement import current, settled, terms_of
from rembuk.record.case import Case, Thing
from rembuk.record.kinds import Field, declaration

_SIDES = ("victim", "suspect")
_ORDER = ("village", "police", "prosecution", "court")
_FACILITATORS = ("mediator", "village_head", "investigator", "prosecutor", "judge", "probation_officer")
#: Kinds of act that go to offices of these institutions only.
_TO = {
    "filed_in_court": ("court",), "penetapan_requested": ("court",), "litmas_requested": ("corrections",), "approval_requested": None,
}  # fmt: skip


class Option(NamedTuple):
    """One thing to choose; options with the same `group` stand together."""

    value: str
    label: str
    group: str = ""


def vocabulary(field: Field) -> list[Option]:
    """The words of a closed vocabulary."""
    return [Option(value, words.in_language(language())) for value, words in declaration().choices[field.of].items()]


def things(field: Field, kind: str, opened: Opened) -> list[Option]:
    """The things of the case that an act of this kind may point at, newest last; things already over are left out."""
    fits = [t for t in opened.case.all(field.of) if all(t[name] == wanted for name, wanted in field.where.items())]
    if field.name == "interpreter":
        fits = [t for t in fits if t["role"] not in _SIDES]
    return [Option(thing.id, told(opened, thing)) for thing in fits if _is_open(opened.case, thing, kind, opened.actor)]


def _is_open(case: Case, thing: Thing, kind: str, actor: Actor) -> bool:
    """Whether acts of this kind still make sense on the thing."""
    if thing.kind == "session" and kind in ("session_held", "session_failed", "session_moved", "summons_sent"):
        return thing["status"] is None
    if thing.kind == "request":
        return not thing["decision"] and thing["to_office"] == actor.office
    if thing.kind == "penetapan" and kind in ("penetapan_given", "penetapan_returned"):
        return not thing["result"]
    if thing.kind == "handover":
        return not thing["received"] and thing["to_office"] == actor.office
    if thing.kind == "term":
        return not settled(case, thing) and thing.id in {t.id for a in _current_agreements(case) for t in terms_of(case, a)}
    if thing.kind == "agreement" and kind in ("agreement_signed", "agreement_sealed", "agreement_refused", "breach_declared"):
        return thing.id in {a.id for a in _current_agreements(case)}
    if thing.kind in ("detention", "representation"):
        return not thing["ended"]
    if thing.kind == "claim":
        return not thing["claim_result"]
    return True


def _current_agreements(case: Case) -> list[Thing]:
    found = [current(case, suspect) for suspect in [s.id for s in case.suspects] or [""]]
    return [agreement for agreement in found if agreement]


def told(opened: Opened, thing: Thing) -> str:
    """A thing in a line: a party by name and role, others by what they are and when."""
    words, teller = declaration(), opened.teller
    if thing.kind == "party":
        role = words.choice("party_role", thing["role"], language())
        name = opened.names.of(thing)
        return name if role in name else f"{name} ({role.lower()})"
    if thing.kind == "term":
        amount = f", {teller.value(words.fields['amount'], thing['amount'])}" if thing["amount"] else ""
        return f"{opened.names.hide(thing['what'])}{amount}"
    kind = words.kinds[thing.added_by.kind]
    when = thing["at"] or thing["on"] or thing["held_on"]
    about = [teller.value(field, thing[field.name]) for field in kind.fields if field.name in _TELLING and thing[field.name]]
    said = ", ".join([*about, *([teller.day(str(when))] if when else [])])
    return opened.names.hide(f"{words.things[thing.kind].in_language(language())}: {said}" if said else words.things[thing.kind].in_language(language()))


_TELLING = frozenset({
    "place", "approval_of", "level", "decree_kind", "number", "suspect", "represented", "party", "item", "scheme", "review_kind", "paper", "text",
    "title", "source_kind", "detention_place", "quote",
})  # fmt: skip


def officers(field: Field, kind: str, actor: Actor, on: date) -> list[Option]:
    """People with a post in the actor's office today; only judges, or only facilitators, where the act needs one."""
    posts = Post.objects.held_on(on).filter(office_id=actor.office, user__is_active=True).select_related("user").order_by("user__full_name")
    wanted = {"judge": ("judge", "court_chair"), "facilitator": _FACILITATORS}.get(field.name)
    posts = posts.filter(role__in=wanted) if wanted else posts.exclude(role="administrator")
    found: dict[str, str] = {}
    for post in posts:
        found.setdefault(post.user.username, f"{post.user.full_name} ({post.title or role_name(post.role)})")
    return [Option(username, label) for username, label in found.items()]


def offices(kind: str, actor: Actor, on: date) -> list[Option]:
    """Offices that come into question, those of the actor's own place first."""
    own = actor.post.office if actor.post else None
    found = _offices(kind, own, actor)
    still_open = found.filter(Q(closed_on=None) | Q(closed_on__gt=on))
    return [Option(office.code, office.name, _group(office, own)) for office in _nearest_first(still_open, own)]


def _offices(kind: str, own: Office | None, actor: Actor) -> QuerySet[Office]:
    every = Office.objects.all()
    if kind == "evaluation_opened":
        return every.filter(code__in=actor.subtree) if actor.subtree else every
    if kind == "approval_requested":
        return every.filter(Q(code__in=_line_above(own)) | Q(institution__in=_neighbours(own)))
    if wanted := _TO.get(kind):
        return every.filter(institution__in=wanted)
    if kind == "file_returned":
        return every.filter(institution__in=_neighbours(own)).exclude(code=actor.office)
    return every.exclude(code=actor.office)


def _neighbours(own: Office | None) -> tuple[str, ...]:
    """The institutions before and after one's own in the way of a case."""
    if own is None or own.institution not in _ORDER:
        return ()
    place = _ORDER.index(own.institution)
    return _ORDER[max(0, place - 1) : place] + _ORDER[place + 1 : place + 2]


def _line_above(own: Office | None) -> list[str]:
    """One's own office and those above it."""
    codes = []
    while own is not None and own.code not in codes:
        codes.append(own.code)
        own = own.parent
    return codes


def _nearest_first(found: Iterable[Office], own: Office | None) -> list[Office]:
    return sorted(found, key=lambda office: (_distance(office, own), office.institution, office.name))


def _distance(office: Office, own: Office | None) -> int:
    """0 for the same district, 1 for the same province, 2 elsewhere; unknown places count as elsewhere."""
    if own is None or not own.region or not office.region:
        return 2
    if office.region[:5] == own.region[:5]:
        return 0
    return 1 if office.region[:2] == own.region[:2] else 2


def _group(office: Office, own: Office | None) -> str:
    if _distance(office, own) == 2 and own is not None and own.region:
        return _("Daerah lain")
    return str(INSTITUTIONS.get(office.institution, office.institution))


def grouped(options: Iterable[Option]) -> Mapping[str, list[Option]]:
    """Options under their group, in the order in which groups first come."""
    out: dict[str, list[Option]] = {}
    for option in options:
        out.setdefault(option.group, []).append(option)
    return out
