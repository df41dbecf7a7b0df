"""The rules an act must keep, by the name `acts.yaml` calls them. Each answers None (kept) or a refusal with the way out."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from rembuk.record.outcome import Refused
from rembuk.record.rules import agreement, consent, decisions, handing, sessions
from rembuk.record.rules.asked import Asked

__all__ = ["RULES", "Asked"]

Rule = Callable[[Asked], Refused | None]

RULES: Mapping[str, Rule] = {
    rule.__name__: rule
    for rule in (
        handing.handover_to_us, handing.handover_open, handing.not_back_to_closed_village, handing.is_closed, handing.stop_is_valid,
        consent.rights_first, consent.understood, consent.read_aloud, consent.interpreter_present, consent.interpreter_is_neutral,
        consent.not_in_future, consent.not_before_consent, consent.thumbprint_has_witnesses,
        sessions.session_open, sessions.no_interest, sessions.both_sides_attended, sessions.village_door_open,
        sessions.village_gate_not_refused, sessions.village_gate_open, sessions.gate_answer_is_shown, sessions.before_demand,
        agreement.agreement_current, agreement.agreement_stands, agreement.terms_lawful, agreement.terms_sound, agreement.is_payment,
        agreement.amount_is_owed, agreement.waived_by_the_entitled,
        decisions.request_to_us, decisions.request_open, decisions.not_own_request, decisions.decree_of_own_stage, decisions.stop_was_approved,
        decisions.packet_complete, decisions.penetapan_to_us, decisions.penetapan_open,
    )
}  # fmt: skip
