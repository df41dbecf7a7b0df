"""Signals of pressure, computed from the record and put to a supervisor as questions. None of them proves anything."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from rembuk.record.act import Act
from rembuk.record.agreement import current, loss_of, signed_by_all
from rembuk.record.case import Case, Thing, once_but_facts
from rembuk.record.days import instant, moment_in
from rembuk.record.kinds import declaration
from rembuk.record.term_check import promised

#: Consent this near before the signature, and a session this near after the arrest, raise the question.
SOON = timedelta(minutes=60)
AFTER_ARREST = timedelta(hours=24)


class Signal(NamedTuple):
    """A question for the supervisor, and the acts that raise it."""

    code: str
    asks: str
    asks_en: str
    acts: tuple[str, ...]


def signals(case: Case) -> list[Signal]:
    """Every signal the record gives, in a fixed order."""
    first, last = _beside_loss(case)
    return [*first, *_above_loss(case), *last]


@once_but_facts
def _beside_loss(case: Case) -> tuple[list[Signal], list[Signal]]:
    """The signals on which no stated fact bears: those before and those behind the one about the loss."""
    return [*_consent_just_before_signing(case), *_meeting_after_arrest(case), *_investigator_mediates(case)], [
        *_never_met_alone(case), *_no_interest_declared(case), *_unequal_power(case), *_gate_overridden(case), *_passed_despite(case),
        *_changed_mind(case), *_withdrawn_after_signing(case), *_gate_answered_by_village(case),
    ]  # fmt: skip


def _consent_just_before_signing(case: Case) -> Iterator[Signal]:
    for signing in case.acts_of("agreement_signed"):
        consent = _consent_behind(case, signing)
        signed, given = _at(signing), _at(consent)
        if consent and signed and given and timedelta() <= signed - given < SOON:
            minutes = int((signed - given) / timedelta(minutes=1))
            yield Signal(
                "consent-minutes-before", f"Persetujuan dicatat {minutes} menit sebelum kesepakatan ditandatangani. Cukupkah waktu untuk berpikir?",
                f"Consent was recorded {minutes} minutes before the signature. Was there time to think?", (consent.id, signing.id),
            )  # fmt: skip


def _consent_behind(case: Case, signing: Act) -> Act | None:
    """The consent on which a signature rests: the first since the signer last said no. One repeated later is no haste."""
    found: Act | None = None
    said = [act for act in case.acts_of("consent_given", "consent_refused", "consent_withdrawn") if act.fields.get("party") == signing.fields.get("party")]
    for act in sorted(said, key=instant):
        if instant(act) <= instant(signing):
            found = None if act.kind != "consent_given" else found or act
    return found


def _meeting_after_arrest(case: Case) -> Iterator[Signal]:
    for arrest in case.acts_of("arrested"):
        for held in case.acts_of("session_held", suspect=str(arrest.fields.get("suspect") or "")):
            taken, began = _at(arrest), _at(held)
            if taken and began and timedelta() <= began - taken < AFTER_ARREST:
                hours = int((began - taken) / timedelta(hours=1))
                yield Signal(
                    "meeting-after-arrest", f"Musyawarah dilakukan {hours} jam sesudah penangkapan. Apakah tersangka bebas memilih?",
                    f"The session was held {hours} hours after the arrest. Was the suspect free to choose?", (arrest.id, held.id),
                )  # fmt: skip


def _investigator_mediates(case: Case) -> Iterator[Signal]:
    for held in case.acts_of("session_held"):
        if held.author.role == "investigator":
            yield Signal(
                "investigator-mediates", "Penyidik perkara ini sendiri yang memimpin musyawarah. Adakah tekanan dari kedudukannya?",
                "The investigator of the case led the session. Did that position press anyone?", (held.id,),
            )  # fmt: skip
            return


def _agreements(case: Case) -> list[Thing]:
    """The agreement that counts for each suspect, each once."""
    found = {a.id: a for suspect in [s.id for s in case.suspects] or [""] if (a := current(case, suspect))}
    return list(found.values())


def _above_loss(case: Case) -> Iterator[Signal]:
    for agreement in _agreements(case):
        suspect = agreement["suspect"] or ""
        loss, total = loss_of(case, suspect), promised(case, agreement, of_all=(suspect, "loss") not in case.facts)
        if loss is not None and total > loss:
            yield Signal(
                "above-loss", f"Yang dibayar Rp{total:,}, kerugian Rp{loss:,}. Mengapa lebih?".replace(",", "."),
                f"Rp{total:,} is paid for a loss of Rp{loss:,}. Why more?", (agreement.id,),
            )  # fmt: skip


def _never_met_alone(case: Case) -> Iterator[Signal]:
    if not _agreements(case):
        return
    met = {act.fields.get("party") for act in case.acts_of("met_alone")}
    alone = [victim for victim in case.victims if victim.id not in met and victim["nature"] not in ("company", "state")]
    if alone:
        yield Signal(
            "victim-never-alone", "Korban belum pernah ditemui sendirian. Apakah ia dapat berbicara bebas?", "The victim was never met alone. Could they speak freely?",
            tuple(victim.id for victim in alone),
        )  # fmt: skip


def _no_interest_declared(case: Case) -> Iterator[Signal]:
    declared = {act.author.user for act in case.acts_of("interest_declared")}
    silent = [act for act in case.acts_of("session_held") if act.author.user not in declared]
    if silent:
        yield Signal(
            "interest-not-declared", f"{silent[-1].author.name} memimpin musyawarah tanpa menyatakan ada tidaknya kepentingan. Adakah hubungan dengan para pihak?",
            f"{silent[-1].author.name} led the session without declaring any interest. Is there a tie to the parties?", (silent[-1].id,),
        )  # fmt: skip


def _unequal_power(case: Case) -> Iterator[Signal]:
    for relation in case.all("relation"):
        if relation["unequal"]:
            word, word_en = (declaration().choice("relation", relation["relation"], language).lower() for language in ("id", "en"))
            yield Signal(
                "unequal-power", f"Ada ketimpangan kuasa di antara para pihak ({word}). Apa yang dilakukan untuk menyeimbangkannya?",
                f"The parties are unequal ({word_en}). What was done to balance it?", (relation.id,),
            )  # fmt: skip


def _gate_overridden(case: Case) -> Iterator[Signal]:
    for act in case.acts_of("consent_gate_overridden"):
        yield Signal(
            "gate-overridden", f"{act.author.name} mengizinkan langkah tanpa persetujuan pihak. Apakah dasarnya cukup?",
            f"{act.author.name} allowed steps without a party's consent. Is the ground enough?", (act.id,),
        )  # fmt: skip


def _passed_despite(case: Case) -> Iterator[Signal]:
    acts = [act for act in case.acts if act.fields.get("despite")]
    if acts:
        yield Signal(
            "passed-despite", f"{len(acts)} langkah diteruskan dengan alasan tertulis meskipun ada peringatan. Apakah alasannya cukup?",
            f"{len(acts)} steps went on with a written reason in spite of a warning. Are the reasons enough?", tuple(act.id for act in acts),
        )  # fmt: skip


def _changed_mind(case: Case) -> Iterator[Signal]:
    """A yes within a day of the same person's no."""
    for given in case.acts_of("consent_given"):
        noes = [a for a in case.acts_of("consent_refused", "consent_withdrawn") if a.fields.get("party") == given.fields.get("party")]
        near = [a for a in noes if timedelta() <= instant(given) - instant(a) < AFTER_ARREST]
        if near:
            yield Signal(
                "changed-mind", "Seorang pihak menolak, lalu bersedia dalam waktu kurang dari sehari. Apa yang mengubah pikirannya?",
                "A party said no, and yes within less than a day. What changed their mind?", (near[-1].id, given.id),
            )  # fmt: skip


def _withdrawn_after_signing(case: Case) -> Iterator[Signal]:
    for agreement in _agreements(case):
        signed = signed_by_all(case, agreement)
        taken_back = [a for a in case.acts_of("consent_withdrawn", suspect=agreement["suspect"] or "") if signed and instant(a) > instant(signed)]
        if taken_back:
            yield Signal(
                "withdrawn-after-signing", "Persetujuan ditarik sesudah kesepakatan ditandatangani. Apakah kesepakatan dibuat dengan bebas?",
                "Consent was withdrawn after the agreement was signed. Was it made freely?", tuple(a.id for a in taken_back),
            )  # fmt: skip


def _gate_answered_by_village(case: Case) -> Iterator[Signal]:
    for act in case.acts_of("village_gate_decided"):
        if act.author.role == "village_head" and act.fields.get("agrees"):
            yield Signal(
                "gate-recorded-by-village", "Persetujuan polisi atau jaksa dicatat oleh desa sendiri. Benarkah diberikan?",
                "The consent of police or prosecutor was recorded by the village itself. Was it given?", (act.id,),
            )  # fmt: skip


def _at(act: Act | None) -> datetime | None:
    """The moment an act itself tells, with its offset; None where it tells none."""
    at = moment_in(act.fields.get("at")) if act else None
    return at if at and at.tzinfo else None
