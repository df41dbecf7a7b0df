"""Rules of agreements: what may be signed, what counts as paid, who may waive."""

from __future__ import annotations

from collections.abc import Iterable

from rembuk.record.agreement import check, loss_of, owed, stands
from rembuk.record.case import Thing
from rembuk.record.consent import deciders
from rembuk.record.outcome import Refused
from rembuk.record.rules.asked import Asked


def agreement_current(asked: Asked) -> Refused | None:
    """Only an agreement that stands is signed."""
    return _not_standing(asked, asked.thing("agreement"))


def agreement_stands(asked: Asked) -> Refused | None:
    """Only under an agreement that stands is anything performed, paid or waived."""
    term = asked.thing("term")
    return _not_standing(asked, asked.case.thing("agreement", term["agreement"]) if term else None)


def _not_standing(asked: Asked, agreement: Thing | None) -> Refused | None:
    if agreement is None or stands(asked.case, agreement):
        return None
    return Refused(
        "agreement-replaced", "Kesepakatan ini sudah diganti atau ditolak.", "This agreement was replaced or refused.",
        "Pakai kesepakatan yang terbaru.", "Use the newest agreement.",
    )  # fmt: skip


def terms_lawful(asked: Asked) -> Refused | None:
    """What is forbidden is not signed."""
    return _terms(asked, forbidden=True)


def terms_sound(asked: Asked) -> Refused | None:
    """What is doubtful is signed only with a reason."""
    return _terms(asked, forbidden=False)


def _terms(asked: Asked, *, forbidden: bool) -> Refused | None:
    agreement = asked.thing("agreement")
    if agreement is None:
        return None
    loss = loss_of(asked.case, agreement["suspect"] or "")
    found = [f for f in check(asked.case, agreement, loss=loss, packet_due=asked.packet_due) if f.forbidden == forbidden]
    if not found:
        return None
    return Refused(
        found[0].code.replace("_", "-"), _sentence(f.says for f in found), _sentence(f.says_en for f in found),
        _sentence(f.mend for f in found), _sentence(f.mend_en for f in found), not forbidden,
    )  # fmt: skip


def _sentence(parts: Iterable[str]) -> str:
    text = "; ".join(dict.fromkeys(parts))
    return text[:1].upper() + text[1:] + "."


def is_payment(asked: Asked) -> Refused | None:
    """Money is paid on a term that says how much."""
    term = asked.thing("term")
    if term is None or (term["term_kind"] == "pay" and asked.fields.get("amount") != 0):
        return None
    if term["term_kind"] == "pay":
        return Refused("nothing-paid", "Jumlah pembayaran nol.", "The amount paid is zero.", "Isi jumlah yang dibayar.", "Fill in what was paid.")
    return Refused(
        "not-a-payment", f"Butir ini bukan pembayaran: {term['what']}.", f"This term is not a payment: {term['what']}.",
        "Pilih butir pembayaran, atau catat bahwa butir ini dilaksanakan.", "Choose a term that is paid, or record this one as performed.",
    )  # fmt: skip


def amount_is_owed(asked: Asked) -> Refused | None:
    """Nobody pays more than he owes without somebody saying why."""
    term, amount = asked.thing("term"), asked.fields.get("amount")
    left = owed(asked.case, term, asked.on).left if term else 0
    if term is None or not isinstance(amount, int) or amount <= left:
        return None
    return Refused(
        "more-than-owed", f"Jumlah ini melebihi sisa yang terutang (Rp{left:,}).".replace(",", "."), f"The amount is more than what is still owed (Rp{left:,}).",
        "Periksa butir dan jumlahnya, atau tulis alasan.", "Check the term and the amount, or give a reason.", True,
    )  # fmt: skip


def waived_by_the_entitled(asked: Asked) -> Refused | None:
    """Only whoever is to receive may waive: the one named in the term, else a victim; or who may decide for him."""
    term, party = asked.thing("term"), asked.thing("party")
    if term is None or party is None:
        return None
    to = asked.case.thing("party", term["to_party"])
    entitled = [to] if to else asked.case.victims
    if party.id in {p.id for p in entitled} | {r["party"] for p in entitled for r in deciders(asked.case, p)}:
        return None
    return Refused(
        "not-entitled", "Yang dapat membebaskan hanya pihak yang berhak menerima.", "Only the party entitled to it may waive it.",
        "Catat pernyataan korban atau wakilnya.", "Record the statement of the victim or representative.",
    )  # fmt: skip
