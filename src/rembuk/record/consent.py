"""Consent as a chain of events: who was told what in which language, who agreed and by which proof, who took it back.

Nouns. A party's *consent* is unasked, informed, given, refused or withdrawn; only *given* opens a gate. A party who cannot act for
himself consents through a *representative*: an heir with a power of attorney, the heir of one who died, a guardian, the organ of a
company. An advocate speaks at a party's side and cannot consent in his place.

Events count in the order in which they were said (`at`), not that in which they were written down. One "no" outweighs another's
"yes": the party's own, or that of any who represents him now. A "yes" of a representative counts if he was one on that day. Being
told again changes neither a yes nor a no.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import NamedTuple

from rembuk.record.act import Act
from rembuk.record.case import Case, Thing, once_but_facts
from rembuk.record.days import day_in, instant, when

_STATE_AFTER = {
    "rights_explained": "informed", "consent_given": "given", "consent_refused": "refused", "consent_withdrawn": "withdrawn",
}  # fmt: skip
_MAY_CONSENT = frozenset({"heir_power_of_attorney", "heir", "guardian", "organ"})
_NO = ("refused", "withdrawn")


class Consent(NamedTuple):
    """A party's consent as it stands, the act that made it so, and who spoke for the party ("" for himself)."""

    state: str
    act: Act | None
    through: str


@once_but_facts
def consent_of(case: Case, party: Thing) -> Consent:
    """The consent of one party, his own and, where he has any, his representatives'."""
    latest: dict[str, Consent] = {}
    for act in _in_the_order_said(case):
        speaker = str(act.fields.get("party"))
        if speaker != party.id and not speaks_for(case, speaker, party, act):
            continue
        through, state = ("" if speaker == party.id else speaker), _STATE_AFTER[act.kind]
        before = latest.get(through)
        if before is None or state != "informed" or before.state == "informed":
            latest[through] = Consent(state, act, through)
    return _together([c for c in latest.values() if c.state not in _NO or _may_say_no(case, party, c)])


def _in_the_order_said(case: Case) -> list[Act]:
    return sorted(case.acts_of(*_STATE_AFTER), key=lambda act: (instant(act), case.place[act.id]))


def _may_say_no(case: Case, party: Thing, consent: Consent) -> bool:
    return not consent.through or any(r["party"] == consent.through for r in deciders(case, party))


def _together(consents: list[Consent]) -> Consent:
    """A no first, then a yes, then who was told; the newest of each."""
    for states in (_NO, ("given",), ("informed",)):
        if mine := [consent for consent in consents if consent.state in states]:
            return max(mine, key=_said_at)
    return Consent("unasked", None, "")


def _said_at(consent: Consent) -> datetime:
    return instant(consent.act) if consent.act else datetime.min.replace(tzinfo=UTC)


def representations(case: Case, party: Thing) -> list[Thing]:
    """Who may speak for a party now, in whatever capacity."""
    return [r for r in case.all("representation") if r["represented"] == party.id and not r["ended"]]


def deciders(case: Case, party: Thing) -> list[Thing]:
    """Those representations under which somebody may consent and sign in the party's place now."""
    return [r for r in representations(case, party) if r["capacity"] in _MAY_CONSENT]


def speaks_for(case: Case, speaker: str, party: Thing, act: Act) -> bool:
    """Whether `speaker` could consent or sign for the party when this act was done."""
    return any(
        r["represented"] == party.id and r["party"] == speaker and r["capacity"] in _MAY_CONSENT and _in_force(case, r, act)
        for r in case.all("representation")
    )


def _in_force(case: Case, representation: Thing, act: Act) -> bool:
    """From the day of the power of attorney, whenever it was recorded, until it ended; on the last day the order of acts decides."""
    on, since, ending = when(act)[0], day_in(representation["on"]), representation.last("representation_ended")
    if since and on < since:
        return False
    if not representation["ended"] or ending is None:
        return True
    until = when(ending)[0]
    return on < until or (on == until and case.place[act.id] < case.place[ending.id])


def told(case: Case, party: Thing) -> list[Act]:
    """The explanations of rights to a party himself."""
    return [act for act in case.acts_of("rights_explained") if act.fields.get("party") == party.id]


def must_consent(case: Case, suspect: str = "") -> list[Thing]:
    """Every party whose consent a session or agreement needs: all victims, and the suspect it is about (or all of them)."""
    return case.victims + [s for s in case.suspects if suspect in ("", s.id)]


def without_consent(case: Case, suspect: str, on: date) -> list[tuple[Thing, Consent]]:
    """Those whose consent is missing and not overridden on that day."""
    return [
        (party, consent) for party in must_consent(case, suspect)
        if (consent := consent_of(case, party)).state != "given" and not _overridden(case, party, on)
    ]  # fmt: skip


def _overridden(case: Case, party: Thing, on: date) -> bool:
    """Whether the newest override of the gate for this party still runs; its last day counts."""
    newest = next(_overrides(case, party), None)
    until = day_in(newest.fields.get("until")) if newest else None
    return until is not None and until >= on


def _overrides(case: Case, party: Thing) -> Iterator[Act]:
    return (act for act in reversed(case.acts) if act.kind == "consent_gate_overridden" and act.fields.get("party") == party.id)


def all_consent(parties: list[Thing], case: Case) -> bool | None:
    """True when every one has given it, False when one refuses or took it back, None while somebody was not asked."""
    states = [consent_of(case, party).state for party in parties]
    if any(state in _NO for state in states):
        return False
    return True if states and all(state == "given" for state in states) else None
