"""Where a refusal can be mended: the form of the act that removes its reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.urls import reverse

from rembuk.casework.acting import Wish
from rembuk.desk.cases.doing import may_be_done
from rembuk.desk.cases.opened import Opened, language
from rembuk.record.agreement import current
from rembuk.record.consent import consent_of, without_consent
from rembuk.record.kinds import declaration
from rembuk.record.outcome import Refused

#: Refusal code -> the kinds of act that mend it, most likely first; those the visitor may not do are left out.
_MENDS = {
    "closed": ("case_reopened",), "wrong-stage": ("handed_over",), "session-over": ("session_scheduled",), "village-door-closed": ("handed_over",),
    "village-gate-unasked": ("approval_requested", "village_gate_decided"), "village-gate-refused": ("handed_over",),
    "agreement-replaced": ("agreement_signed",), "request-decided": ("approval_requested",), "not-approved": ("approval_requested",),
    "not-performed": ("term_performed", "payment_made"), "no-penetapan": ("penetapan_requested",), "has-interest": ("officer_assigned",),
    "side-absent": ("representation_added",), "no-interpreter": ("party_added",), "interpreter-is-party": ("party_added",),
    "packet-incomplete": ("agreement_signed", "termination_ordered", "term_performed", "restoration_stated"), "not-a-payment": ("term_performed",),
}  # fmt: skip
#: What the form needs to know beforehand.
_GIVEN = {"approval_requested": {"village-gate-unasked": {"approval_of": "village_gate"}}, "party_added": {"no-interpreter": {"role": "interpreter"}}}
_LOSS = "loss-unknown"
#: Refusals mended in the form itself.
_OF_THE_FORM = frozenset({"two-witnesses", "read-aloud", "before-consent", "after-demand"})


class Way(NamedTuple):
    """A link out of a refusal."""

    address: str
    label: str


def ways_out(refused: Refused, wish: Wish, opened: Opened | None) -> list[Way]:
    """The forms that mend a refusal and that this visitor may fill in."""
    if opened is None:
        return []
    return [_way(opened, kind, given) for kind, given in _acts(refused, wish, opened) if may_be_done(opened, kind)]


def _acts(refused: Refused, wish: Wish, opened: Opened) -> list[tuple[str, Mapping[str, Any]]]:
    if refused.code == "no-consent":
        return _consents(wish, opened)
    if refused.code == "rights-first":
        return [("rights_explained", {"party": wish.raw.get("party", "")})]
    if refused.code == _LOSS:
        return [("fact_stated", {"fact": "loss"})]
    if refused.code in _MENDS:
        return [(kind, _GIVEN.get(kind, {}).get(refused.code, {})) for kind in _MENDS[refused.code]]
    if wish.kind == "agreement_signed" and refused.code not in _OF_THE_FORM:
        agreement = current(opened.case, str(wish.raw.get("suspect") or ""))
        return [("agreement_drafted", {"replaces": agreement.id if agreement else ""})]
    return []


def _consents(wish: Wish, opened: Opened) -> list[tuple[str, Mapping[str, Any]]]:
    """For each person without consent: the explanation of rights where that is missing, else the consent."""
    out: list[tuple[str, Mapping[str, Any]]] = []
    for party, _ in without_consent(opened.case, str(wish.raw.get("suspect") or ""), opened.on):
        told = consent_of(opened.case, party).state != "unasked"
        out.append(("consent_given" if told else "rights_explained", {"party": party.id}))
    return out


def _way(opened: Opened, kind: str, given: Mapping[str, Any]) -> Way:
    about = opened.names.by_id(given.get("party"))
    label = declaration().kinds[kind].label.in_language(language())
    query = {name: value for name, value in given.items() if value}
    address = reverse("case_act", args=(opened.id, kind)) + (f"?{urlencode(query)}" if query else "")
    return Way(address, f"{label}: {about}" if about else label)
