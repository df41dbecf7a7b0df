"""Who may do what: one table, read by the button, the page and the list.

A *right* is an action over cases (`see`, `act`, `approve`, ...) or over the desk itself (`administer`, `screen`, ...). The table
gives each role the *relations* to a case that carry the right. A relation is how the actor stands to the case:

- `assigned`: an assignment of the case names the user and has not ended
- `assigned_here`: so it does, and the case is before the actor's office (it holds it, was handed it, or is asked about it)
- `own`: the actor's office holds the case now
- `held`: the office held it before
- `handed`: it was handed to the office, which has not taken it over
- `approves`: it waits, or waited, for this office's approval
- `subtree`: the case is held by an office below the actor's own

Every right has an object form (`may`) and a queryset form (`visible_cases`) over the same table; a test holds them equal.
Approving also needs a second factor; exporting also needs the right on the post.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Q, QuerySet

from rembuk.desk.actor import Actor

if TYPE_CHECKING:
    from rembuk.casework.models import CaseRow

RELATIONS = ("assigned", "assigned_here", "own", "held", "handed", "approves", "subtree")
_BASIS = {"held": "held", "handed": "handed", "approves": "approves"}

_ASSIGNED = frozenset({"assigned"})
_ASSIGNED_HERE = frozenset({"assigned_here"})
#: How an office has a case before it; one that held it once has it no more.
_BEFORE_IT = ("holds", "handed", "approves")
_OWN = frozenset({"own"})
_DESK_OF_OFFICE = frozenset({"own", "handed"})
_HEAD = frozenset({"own", "held", "handed", "approves"})
_HEAD_ACTS = frozenset({"own", "handed", "approves"})
_APPROVER = frozenset({"own", "approves"})
_TREE = frozenset({"own", "subtree"})

_FACILITATORS = ("mediator", "investigator", "prosecutor", "judge", "probation_officer", "social_worker")
#: Bapas is asked for its report without the case being handed to it.
_ASKED = ("probation_officer", "social_worker")
_HIGHER = ("high_prosecutor", "deputy_attorney_general", "attorney_general")
_CHIEFS = ("police_chief", "chief_prosecutor", "court_chair")

Relations = frozenset[str]


def _for(roles: tuple[str, ...], relations: Relations) -> dict[str, Relations]:
    return dict.fromkeys(roles, relations)


#: Rights over a case: action -> role -> the relations that carry it.
TABLE: Mapping[str, Mapping[str, Relations]] = {
    # Who supervises or evaluates sees the evaluations he works on; cases he reads as questions and numbers.
    "see": _for((*_FACILITATORS, "evaluator", "supervisor"), _ASSIGNED) | _for(_ASKED, _ASSIGNED | {"approves"}) | _for(_CHIEFS, _HEAD) | _for(_HIGHER, _APPROVER) | {
        "village_head": frozenset({"assigned", "own", "held"}),
        "investigator_superior": frozenset({"own", "held", "handed"}),
        "registrar": frozenset({"own", "held", "handed", "approves"}),
    },
    "act": _for(_FACILITATORS, _ASSIGNED_HERE) | _for(_ASKED, _ASSIGNED_HERE | {"approves"}) | _for(_CHIEFS, _HEAD_ACTS) | _for(_HIGHER, _APPROVER) | {
        "evaluator": _ASSIGNED,
        "supervisor": _ASSIGNED,
        "village_head": frozenset({"assigned_here", "own"}),
        "investigator_superior": _DESK_OF_OFFICE,
        # The request for a penetapan comes to the court without the case.
        "registrar": frozenset({"own", "handed", "approves"}),
    },
    "approve": _for(_CHIEFS, _HEAD_ACTS) | _for(_HIGHER, _APPROVER) | {"investigator_superior": _OWN},
    "assign": _for((*_CHIEFS, "investigator_superior"), _DESK_OF_OFFICE) | _for(("village_head", *_HIGHER), _OWN),
    "reveal_identity": _for(_FACILITATORS, _ASSIGNED) | _for((*_CHIEFS, *_HIGHER), _APPROVER) | {
        "village_head": _OWN, "investigator_superior": _OWN, "registrar": _OWN,
    },
    "export": _for((*_CHIEFS, "investigator_superior", "registrar", "village_head"), _OWN) | _for(_HIGHER, _APPROVER),
    "see_signals": {"supervisor": _TREE},
    "see_numbers": _for((*_CHIEFS, *_HIGHER, "investigator_superior", "registrar", "village_head", "supervisor", "evaluator"), _TREE),
}  # fmt: skip

#: Rights over the desk itself: action -> the roles that have it.
DESK_RIGHTS: Mapping[str, frozenset[str]] = {
    "administer": frozenset({"administrator"}),
    "read_access_log": frozenset({"administrator", "supervisor"}),
    "screen": frozenset({*_CHIEFS, *_HIGHER, "investigator", "investigator_superior", "prosecutor", "judge", "registrar", "supervisor", "evaluator"}),
    "evaluate": frozenset({"evaluator", "supervisor"}),
    "open_case": frozenset({"mediator", "village_head", "investigator", "investigator_superior", "police_chief", "prosecutor", "chief_prosecutor", "registrar"}),
}

#: Roles that approve: they need a second factor to do it.
APPROVING_ROLES = frozenset(TABLE["approve"])


class NoRight(NamedTuple):
    """Why an actor may not: a code, and in two languages what is so and what to do."""

    code: str
    reason: str
    reason_en: str
    remedy: str
    remedy_en: str


_NO_POST = NoRight(
    "no-post", "Anda tidak memegang jabatan hari ini.", "You hold no post today.",
    "Minta administrator kantor Anda mencatat jabatan Anda.", "Ask your office's administrator to record your post.",
)  # fmt: skip
_NO_SECOND_FACTOR = NoRight(
    "no-second-factor", "Menyetujui memerlukan kode dari aplikasi autentikator, dan akun Anda belum memakainya.",
    "Approving needs a code from an authenticator app, and your account does not use one yet.",
    "Pasang autentikator di halaman Akun saya; setelah itu Anda dapat menyetujui.", "Set up an authenticator under My account; then you can approve.",
)  # fmt: skip
_NO_EXPORT = NoRight(
    "no-export", "Jabatan Anda tidak membawa hak mengekspor data.", "Your post does not carry the right to export data.",
    "Bila pekerjaan memerlukannya, minta hak itu kepada administrator kantor Anda.", "If the work needs it, ask your office's administrator for that right.",
)  # fmt: skip
_NOT_YOURS = NoRight(
    "no-right", "Peran Anda tidak mencakup hal ini.", "Your role does not cover this.",
    "Bila Anda memegang beberapa jabatan, pilih jabatan yang tepat di bagian atas halaman.", "If you hold several posts, choose the right one at the top of the page.",
)  # fmt: skip


def may(actor: Actor, action: str, case: CaseRow | None = None) -> bool:
    """Whether the actor may do it, to the case where the right is one over cases. KeyError for an action the table does not know."""
    return why_not(actor, action, case) is None


def why_not(actor: Actor, action: str, case: CaseRow | None = None) -> NoRight | None:
    """Why the actor may not do it; None when he may.

    Without a case, a right over cases is asked in general: could the actor have it over any case?
    """
    if not actor.role:
        return _NO_POST
    if action in DESK_RIGHTS:
        return None if actor.role in DESK_RIGHTS[action] else _NOT_YOURS
    carrying = TABLE[action].get(actor.role, frozenset())
    if not carrying or (case is not None and not relations(actor, case, carrying)):
        return _NOT_YOURS
    return _personal_lack(actor, action)


def _personal_lack(actor: Actor, action: str) -> NoRight | None:
    """What the person or post still lacks although the role has the right."""
    if action == "approve" and not actor.has_second_factor:
        return _NO_SECOND_FACTOR
    if action == "export" and not actor.may_export:
        return _NO_EXPORT
    return None


def relations(actor: Actor, case: CaseRow, among: Relations = frozenset(RELATIONS)) -> Relations:
    """How the actor stands to the case, of the relations asked for; the database is asked only for those that need it."""
    from rembuk.casework.listing import ties

    found = set()
    if case.office == actor.office:
        found.add("own")
    elif "subtree" in among and case.office in actor.subtree:
        found.add("subtree")
    if among & {"assigned", "assigned_here", *_BASIS}:
        tied = ties(case.pk, actor.user, actor.office)
        found |= {relation for relation, basis in _BASIS.items() if basis in tied} | (tied & _ASSIGNED)
        if "assigned" in found and tied & {*_BEFORE_IT}:
            found.add("assigned_here")
    return among & found


def visible_cases(actor: Actor, action: str = "see") -> QuerySet[CaseRow]:
    """Every case to which the actor may do it: the queryset form of `may`. KeyError for a right that is not over cases."""
    from rembuk.casework.models import CaseRow

    carrying = TABLE[action].get(actor.role, frozenset())
    if not carrying or _personal_lack(actor, action):
        return CaseRow.objects.none()
    wanted = Q(pk__in=())
    for relation in carrying:
        wanted |= _query(actor, relation)
    return CaseRow.objects.filter(wanted)


def _query(actor: Actor, relation: str) -> Q:
    from rembuk.casework.models import CaseAssignment, CaseOffice

    if relation == "own":
        return Q(office=actor.office)
    if relation == "subtree":
        return Q(office__in=actor.subtree - {actor.office})
    if relation in ("assigned", "assigned_here"):
        mine = Q(pk__in=CaseAssignment.objects.filter(user=actor.user, until=None).values("case_id"))
        here = CaseOffice.objects.filter(office=actor.office, basis__in=_BEFORE_IT).values("case_id")
        return mine if relation == "assigned" else mine & Q(pk__in=here)
    return Q(pk__in=CaseOffice.objects.filter(office=actor.office, basis=_BASIS[relation]).values("case_id"))
