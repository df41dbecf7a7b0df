"""Whether an act may be added to a case now. Nothing here changes anything."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from rembuk.law.procedure import ROLES
from rembuk.record.act import Author
from rembuk.record.case import Case, about
from rembuk.record.consent import without_consent
from rembuk.record.kinds import DeclarationError, Kind, declaration
from rembuk.record.outcome import Accepted, Refused
from rembuk.record.rules import RULES, Asked
from rembuk.record.stages import standings

#: What may still be recorded when a case is closed: reopening, what follows a settlement, what others still have to answer.
_AFTER_CLOSING = frozenset({
    "case_reopened", "note_added", "followup_visited", "survey_answered", "obstacle_noted", "letter_issued", "letter_served",
    "detention_ended", "evidence_disposed", "decree_revoked", "termination_notified", "register_entered", "number_given",
    "penetapan_requested", "penetapan_request_received", "penetapan_given", "penetapan_returned", "penetapan_sent", "penetapan_received",
    "party_message_received", "claim_filed", "claim_answered", "claim_sued", "performance_reported", "breach_reported",
    "breach_followed_up", "term_performed", "payment_made", "payment_corrected", "reminder_sent", "grace_given", "term_defaulted",
    "term_waived", "breach_declared", "restoration_stated", "consent_withdrawn", "ruling_made", "fact_stated", "party_corrected",
    "identity_recorded", "review_reported", "officer_released", "officer_assigned", "handover_received",
})  # fmt: skip
_STAGE_WORDS = {"village": ("desa", "village"), "police": ("kepolisian", "police"), "prosecution": ("penuntutan", "prosecution"), "court": ("pengadilan", "court")}
_OTHER_ROLES = {"administrator": ("administrator", "administrator"), "evaluator": ("evaluator", "evaluator")}


def decide(
    case: Case | None, kind_name: str, fields: Mapping[str, Any], author: Author, on: date, *, packet_due: date | None = None,
    awaited: frozenset[str] = frozenset(),
) -> Accepted | Refused:
    """Whether the author may add this act on this legal day; `case` None for an act that opens one.

    Rights over the case (whose it is, who is assigned) are the desk's policy; here it is the role, the stage, the consent of
    those concerned and the rules the kind names. `packet_due` is the last day by which an agreement must be performed, if known
    (`packet.packet_due` reads it from the plan); `awaited` are the milestones that surely open steps wait for.
    """
    kind = declaration().kinds.get(kind_name)
    if kind is None:
        return Refused("unknown-kind", f"Perbuatan '{kind_name}' tidak dikenal.", f"There is no act '{kind_name}'.", "Perbarui program ini.", "Update this program.")
    if author.role not in kind.by:
        return _wrong_role(kind)
    if case is None:
        return Accepted() if kind.opens else _NO_CASE
    if kind.opens:
        return Refused("case-open", "Perkara sudah dibuka.", "The case is open already.", "Tambahkan perbuatan lain.", "Add another act.")
    return _in_case(Asked(case, kind.name, fields, author, on, about(case, kind, fields), packet_due, awaited), kind)


_NO_CASE = Refused("no-case", "Perbuatan ini memerlukan perkara.", "This act needs a case.", "Buka perkara dahulu.", "Open a case first.")


def _in_case(asked: Asked, kind: Kind) -> Accepted | Refused:
    tracks = standings(asked.case, asked.suspect)
    running = [now for now in tracks if not now.closed]
    if not running and kind.name not in _AFTER_CLOSING:
        return Refused("closed", "Perkara ini sudah ditutup.", "The case is closed.", "Buka kembali dahulu, dengan alasan.", "Reopen it first, with a reason.")
    if kind.stages and not any(now.stage in kind.stages for now in running or tracks):
        return _wrong_stage(kind, (running or tracks)[0].stage)
    if kind.needs_consent and (missing := without_consent(asked.case, asked.suspect, asked.on)):
        names = ", ".join(str(party["name"]) for party, _ in missing)
        return Refused(
            "no-consent", f"{names} belum menyatakan bersedia.", f"{names} has not consented.",
            "Catat penjelasan hak dan persetujuannya dahulu.", "Record the explanation of rights and the consent first.",
        )  # fmt: skip
    return _by_rules(asked, kind)


def _by_rules(asked: Asked, kind: Kind) -> Accepted | Refused:
    """The first rule that is not kept; a soft one is passed with a ground in `despite`, or in `reason` where the form has no `despite`."""
    ground = asked.fields.get("despite" if kind.field("despite") else "reason")
    passed = []
    for rule in kind.requires:
        refused = RULES[rule.name](asked)
        if refused is not None and not (rule.soft and ground):
            return refused._replace(soft=rule.soft)
        if refused is not None:
            passed.append(refused.code)
    return Accepted(tuple(passed))


def _wrong_role(kind: Kind) -> Refused:
    may = sorted(kind.by)
    who, who_en = (", ".join({**ROLES, **_OTHER_ROLES}.get(role, (role, role))[i] for role in may) for i in (0, 1))
    return Refused(
        "wrong-role", f"'{kind.label.id}' bukan wewenang peran Anda.", f"'{kind.label.en}' is not within your role.",
        f"Yang berwenang: {who}.", f"Those who may: {who_en}.",
    )  # fmt: skip


def _wrong_stage(kind: Kind, stage: str) -> Refused:
    wanted, wanted_en = (" atau ".join(_STAGE_WORDS[s][0] for s in kind.stages), " or ".join(_STAGE_WORDS[s][1] for s in kind.stages))
    here = _STAGE_WORDS.get(stage, (stage, stage))
    return Refused(
        "wrong-stage", f"'{kind.label.id}' hanya di tahap {wanted}; perkara ini di tahap {here[0]}.",
        f"'{kind.label.en}' belongs to the stage {wanted_en}; the case is at the stage {here[1]}.",
        "Serahkan perkara ke tahap itu dahulu.", "Hand the case to that stage first.",
    )  # fmt: skip


def may_do(role: str, stage: str, closed: bool) -> list[Kind]:
    """The kinds of act a role may do at a stage, in the order of the declaration; rules and consent are asked when it is done."""
    return [
        kind for kind in declaration().kinds.values()
        if role in kind.by and not kind.opens and (not kind.stages or stage in kind.stages) and (not closed or kind.name in _AFTER_CLOSING)
    ]  # fmt: skip


def check_rules() -> None:
    """Raises DeclarationError when `acts.yaml` names a rule that does not exist, or closing lets through a kind that does not."""
    kinds = declaration().kinds
    for kind in kinds.values():
        if unknown := [rule.name for rule in kind.requires if rule.name not in RULES]:
            raise DeclarationError(f"acts.{kind.name}.requires: aturan tidak dikenal: {', '.join(unknown)}")
    if strange := _AFTER_CLOSING - set(kinds):
        raise DeclarationError(f"perbuatan sesudah penutupan tidak dinyatakan: {', '.join(sorted(strange))}")


check_rules()
