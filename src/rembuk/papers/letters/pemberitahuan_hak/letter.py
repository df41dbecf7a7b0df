"""Lembar penjelasan hak dan kewajiban: what is read aloud to a party before any settlement, and that it was understood.

Perja 15/2020 art 8(3): purpose, rights, duties and the right to refuse. The same sheet serves every stage.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rembuk.papers.letter import Kind, Letter, Missing, Officer, Request, Signatory, named
from rembuk.papers.letters.reasons import NO_VICTIM, absent
from rembuk.papers.letters.sides import party_block, victim_of
from rembuk.papers.matters import Matter, matter_of, moment, officer_of, rank_line
from rembuk.papers.people import Person, called, choice, name_of, person_of, text
from rembuk.record.act import Act
from rembuk.record.case import Case, Thing

_RIGHTS = (
    "mengetahui maksud dan jalannya penyelesaian berdasarkan keadilan restoratif;",
    "menerima, meminta waktu, atau menolak berdamai tanpa harus menyebut alasan;",
    "menarik kembali persetujuan sebelum kesepakatan ditandatangani;",
    "didampingi keluarga, penasihat hukum, pendamping, atau penerjemah;",
    "bebas dari paksaan, ancaman, tipu daya, dan kekerasan dari siapa pun;",
)
_OWN = {
    "victim": (
        "menyampaikan kerugian dan kebutuhannya dan mendapat pemulihan;",
        "memperoleh keterangan tentang kelanjutan perkara;",
    ),
    "suspect": ("tidak dianggap bersalah sebelum ada putusan hakim;", "tidak dirugikan karena menolak berdamai;"),
}
_DUTIES = {
    "victim": (
        "menyampaikan keterangan dengan jujur;",
        "tidak meminta yang melampaui hukum atau kemampuan yang wajar;",
    ),
    "suspect": (
        "bertanggung jawab memulihkan kerugian korban bila sepakat;",
        "melaksanakan isi kesepakatan pada waktunya;",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PemberitahuanHak(Letter):
    """The sheet of one party, from the newest `rights_explained` to him; before it, the text to be read.

    `rights` and `duties` follow his part; `told` is what the officer wrote he explained; `understood` whether he said it back in own words.
    """

    id = "pemberitahuan_hak"
    matter: Matter
    party: Person
    standing: str | None
    rights: tuple[str, ...]
    duties: tuple[str, ...]
    explained_at: datetime | None
    language: str | None
    read_by: str | None
    interpreter: str | None
    told: str | None
    understood: bool | None


def compose(case: Case, request: Request) -> PemberitahuanHak | Missing:
    """The sheet of the party the request names, otherwise of the first victim; missing while there is no such party."""
    party = case.thing("party", request.thing) or victim_of(case, request)
    if party is None:
        return absent((party, NO_VICTIM))
    told = [act for act in case.acts_of("rights_explained") if act.fields.get("party") == party.id]
    said: Any = told[-1].fields if told else {}
    part = "suspect" if party["role"] == "suspect" else "victim"
    return PemberitahuanHak(
        title="Lembar Penjelasan Hak dan Kewajiban", office=request.office, state=request.state or "draft", number=request.number, on=request.on,
        signatories=_signatories(case, party, request, told[-1] if told else None), matter=matter_of(case, request), party=person_of(party),
        standing=called(case, party, request.office.institution), rights=_RIGHTS + _OWN[part], duties=_DUTIES[part],
        explained_at=moment(said.get("at"), request.office), language=choice("language", said.get("language")),
        read_by=text(said.get("read_by")) or (told[-1].author.name if told else None), interpreter=name_of(case, said.get("interpreter")) or "-",
        told=text(said.get("told")), understood=said.get("understood"),
    )  # fmt: skip


def _signatories(case: Case, party: Thing, request: Request, told: Act | None) -> tuple[Signatory, ...]:
    officer = officer_of(request, told.author.user) if told else request.officer or Officer()
    return party_block(case, party, request, capacity="Yang menerima penjelasan"), Signatory(
        capacity="Yang menjelaskan", name=officer.name or (told.author.name if told else None), below=rank_line(officer)
    )


KIND = Kind(PemberitahuanHak, named("Lembar Penjelasan Hak dan Kewajiban", "Explanation of rights and duties, read aloud"),
    frozenset({"police", "prosecution", "court", "village"}), ("pemberitahuan_hak",), compose)  # fmt: skip
