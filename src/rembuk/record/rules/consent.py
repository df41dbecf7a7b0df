"""Rules of telling people their rights and of recording what they want."""

from __future__ import annotations

from rembuk.record.consent import consent_of, told
from rembuk.record.days import moment_in
from rembuk.record.outcome import Refused
from rembuk.record.rules.asked import Asked

_NEEDS_INTERPRETER = {"interpreter", "sign_language"}


def rights_first(asked: Asked) -> Refused | None:
    """Nobody consents who was not told his rights, himself or through his representative."""
    party = asked.thing("party")
    if party is None or consent_of(asked.case, party).state != "unasked":
        return None
    return Refused(
        "rights-first", f"Hak belum dijelaskan kepada {party['name']}.", f"The rights were not explained to {party['name']}.",
        "Catat penjelasan hak dahulu, dalam bahasa yang dipahaminya.", "Record the explanation of rights first, in a language understood.",
    )  # fmt: skip


def understood(asked: Asked) -> Refused | None:
    """Who could not say it back in his own words has not understood."""
    party = asked.thing("party")
    explained = told(asked.case, party) if party else []
    if party is None or not explained or explained[-1].fields.get("understood") is not False:
        return None
    return Refused(
        "not-understood", f"{party['name']} belum dapat mengulang penjelasan dengan kata sendiri.", f"{party['name']} could not say the explanation back in own words.",
        "Jelaskan sekali lagi, bila perlu dengan penerjemah atau pendamping; atau tulis alasan.",
        "Explain again, if need be with an interpreter or companion; or give a reason.",
    )  # fmt: skip


def read_aloud(asked: Asked) -> Refused | None:
    """To a person who cannot read, the paper is read aloud, and the record says by whom."""
    party = asked.thing("party")
    if party is None or party["can_read"] is not False or asked.fields.get("read_by"):
        return None
    return Refused(
        "read-aloud", f"{party['name']} tidak dapat membaca, dan belum ditulis siapa yang membacakan.", f"{party['name']} cannot read, and nobody is named who read it aloud.",
        "Bacakan seluruhnya, lalu tulis siapa yang membacakan.", "Read all of it aloud, then write who read it.",
    )  # fmt: skip


def interpreter_present(asked: Asked) -> Refused | None:
    """Who needs an interpreter has one."""
    party = asked.thing("party")
    if party is None or not _NEEDS_INTERPRETER & set(party["accommodations"] or ()) or asked.fields.get("interpreter"):
        return None
    return Refused(
        "no-interpreter", f"{party['name']} memerlukan penerjemah, dan belum disebut.", f"{party['name']} needs an interpreter, and none is named.",
        "Catat penerjemahnya sebagai pihak lalu pilih di sini, atau tulis mengapa tanpa penerjemah.",
        "Record the interpreter as a party and choose them here, or say why there is none.",
    )  # fmt: skip


def interpreter_is_neutral(asked: Asked) -> Refused | None:
    """Nobody interprets for himself or for his opponent."""
    interpreter = asked.thing("interpreter") or asked.case.thing("party", asked.fields.get("interpreter"))
    if interpreter is None or (interpreter["role"] not in ("victim", "suspect") and interpreter.id != asked.fields.get("party")):
        return None
    return Refused(
        "interpreter-is-party", f"{interpreter['name']} adalah pihak dalam perkara ini dan tidak dapat menjadi penerjemah.",
        f"{interpreter['name']} is a party to this case and cannot interpret.", "Pilih penerjemah yang tidak berkepentingan.", "Choose an interpreter without a stake.",
    )  # fmt: skip


def not_in_future(asked: Asked) -> Refused | None:
    """What a person said can only be recorded once it was said."""
    at = moment_in(asked.fields.get("at"))
    if at is None or at.date() <= asked.on:
        return None
    return Refused("in-the-future", "Waktunya belum tiba.", "That time has not come.", "Periksa tanggal dan jamnya.", "Check the day and the hour.")


def not_before_consent(asked: Asked) -> Refused | None:
    """A withdrawal follows the consent it takes back; an earlier hour would leave that consent standing."""
    party, at = asked.thing("party"), moment_in(asked.fields.get("at"))
    given = consent_of(asked.case, party) if party else None
    said = moment_in(given.act.fields.get("at")) if given and given.state == "given" and given.act else None
    if not (at and said and at.tzinfo and said.tzinfo and at < said):
        return None
    return Refused(
        "before-consent", f"Waktu penarikan mendahului persetujuan ({said:%d-%m-%Y %H.%M}).", f"The withdrawal is earlier than the consent ({said:%d-%m-%Y %H:%M}).",
        "Periksa jamnya: penarikan dicatat pada waktu diucapkan.", "Check the hour: a withdrawal is recorded at the time it was said.",
    )  # fmt: skip


def thumbprint_has_witnesses(asked: Asked) -> Refused | None:
    """A thumbprint stands on two people who saw it and are not themselves sides of the case."""
    if asked.fields.get("proof") != "thumbprint":
        return None
    sides = {_plain(party["name"]) for party in [*asked.case.victims, *asked.case.suspects, asked.thing("party")] if party}
    named = {_plain(name) for name in asked.fields.get("witnesses") or ()} - sides - {_plain(asked.author.name), ""}
    if len(named) >= 2:
        return None
    return Refused(
        "two-witnesses", "Cap jempol memerlukan dua saksi yang bukan korban, pelaku, atau petugas pencatat.",
        "A thumbprint needs two witnesses who are not victim, offender or the recording officer.",
        "Tulis nama kedua saksi, satu baris satu nama.", "Write the names of both witnesses, one a line.",
    )  # fmt: skip


def _plain(name: object) -> str:
    return " ".join(str(name or "").casefold().split())
