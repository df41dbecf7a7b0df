"""The people of these tests, and a story of a case: who does what, one act a line.

`does` insists that the act is allowed and adds it; `tries` answers what comes of trying, and adds it when it is allowed; `records`
adds an act as another device brought it, asking nobody. What is given is read as a form is read, so a story holds no act that no
form could make.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from rembuk.law.library import load_law
from rembuk.record.act import Act, Author, act_id, clock_of
from rembuk.record.case import Case, fold
from rembuk.record.decide import decide
from rembuk.record.filling import read_fields
from rembuk.record.kinds import declaration
from rembuk.record.outcome import Accepted, Refused

ANI = Author("ani", "Ani", "investigator", "polres-kebumen", "police")
GITA = Author("gita", "Gita", "investigator_superior", "polres-kebumen", "police")
HADI = Author("hadi", "Hadi", "police_chief", "polres-kebumen", "police")
BUDI = Author("budi", "Budi", "prosecutor", "kejari-kebumen", "prosecution")
INDAH = Author("indah", "Indah", "chief_prosecutor", "kejari-kebumen", "prosecution")
JOKO = Author("joko", "Joko", "high_prosecutor", "kejati-jateng", "prosecution")
KIKI = Author("kiki", "Kiki", "high_prosecutor", "kejati-jateng", "prosecution")
DEWI = Author("dewi", "Dewi", "deputy_attorney_general", "jam-pidum", "prosecution")
CITRA = Author("citra", "Citra", "judge", "pn-kebumen", "court")
LENA = Author("lena", "Lena", "court_chair", "pn-kebumen", "court")
MIRA = Author("mira", "Mira", "registrar", "pn-kebumen", "court")
DEWA = Author("dewa", "Dewa", "village_head", "desa-karangsari", "village")
NITA = Author("nita", "Nita", "mediator", "desa-karangsari", "village")
OKI = Author("oki", "Oki", "probation_officer", "bapas-purwokerto", "corrections")
FAJAR = Author("fajar", "Fajar", "investigator", "polres-cilacap", "police")
EKA = Author("eka", "Eka", "party", "", "")

WIB = ZoneInfo("Asia/Jakarta")
TODAY = date(2026, 3, 2)


class Story:
    """A case as it is told. `today` and `hour` move on as the story says."""

    def __init__(self, opener: Author = ANI, begins_at: str = "police", today: date = TODAY, practice: str = "general") -> None:
        self.acts: list[Act] = []
        self.today, self.minute = today, 0
        self._numbers: dict[str, int] = {}
        self._known: tuple[str, ...] | None = None
        self.id = self.does(opener, "case_opened", title="Perkara contoh", practice=practice, begins_at=begins_at, on=today.isoformat(), acted_on="2026-02-01")

    @property
    def case(self) -> Case:
        """The case as it stands with everything told so far."""
        return fold(self.acts)

    def at(self, hour: str = "", *, days: int = 0) -> str:
        """A moment of the story: today (or so many days on) at the hour, written as forms write it."""
        return f"{(self.today + timedelta(days=days)).isoformat()} {hour or '10:00'}"

    def day(self, days: int = 0) -> str:
        """Today, or so many days on."""
        return (self.today + timedelta(days=days)).isoformat()

    def later(self, days: int) -> None:
        """Days pass."""
        self.today += timedelta(days=days)

    def does(self, author: Author, kind: str, /, **fields: Any) -> str:
        """The act is allowed, and done; its id."""
        outcome = self.tries(author, kind, **fields)
        assert isinstance(outcome, Accepted), outcome
        return self.acts[-1].id

    def tries(self, author: Author, kind: str, /, **fields: Any) -> Accepted | Refused:
        """What comes of trying; the act is done when it is allowed."""
        read = self.read(kind, fields)
        outcome = decide(self.case if self.acts else None, kind, read, author, self.today)
        if isinstance(outcome, Accepted):
            self._add(author, kind, read)
        return outcome

    def records(self, author: Author, kind: str, /, **fields: Any) -> str:
        """An act that arrives from another device: it is there, allowed or not; its id."""
        self._add(author, kind, self.read(kind, fields))
        return self.acts[-1].id

    def read(self, kind: str, raw: dict[str, Any]) -> dict[str, Any]:
        """The fields of a form; a form that cannot be read is a mistake of the test."""
        found = read_fields(declaration().kinds[kind], raw, case=self.case if self.acts else None, facts=load_law().facts, zone=WIB)
        assert not found.problems, found.problems
        return found.fields

    @contextmanager
    def unseen(self) -> Iterator[None]:
        """Whoever acts in here knows only what was there when it began, and nothing of what is done in here."""
        before, self._known = self._known, fold(self.acts).heads
        try:
            yield
        finally:
            self._known = before

    def _add(self, author: Author, kind: str, fields: dict[str, Any]) -> None:
        number = self._numbers[author.user] = self._numbers.get(author.user, 0) + 1
        own, self.minute = act_id(author.user, number), self.minute + 1
        moment = datetime.combine(self.today, datetime.min.time(), UTC) + timedelta(hours=1, minutes=self.minute)
        seen = self._known if self._known is not None else fold(self.acts).heads if self.acts else ()
        case_id = self.acts[0].case if self.acts else own
        self.acts.append(Act(own, case_id, kind, fields, author, author.user, number, clock_of(moment, self.minute), seen, declaration().kinds[kind].shape))

    def victim(self, name: str = "Eka", by: Author = ANI, **more: Any) -> str:
        """A victim is recorded."""
        return self.does(by, "party_added", role="victim", name=name, **more)

    def suspect(self, name: str = "Yusuf Ali", by: Author = ANI, **more: Any) -> str:
        """An offender is recorded."""
        return self.does(by, "party_added", role="suspect", name=name, **more)

    def consent(self, *parties: str, by: Author = ANI, hour: str = "09:00") -> None:
        """Each is told the rights and consents."""
        for party in parties:
            self.does(by, "rights_explained", party=party, at=self.at("08:00"), language="indonesian", told="Hak dan kewajiban", read_by="Ani")
            self.does(by, "consent_given", party=party, at=self.at(hour), proof="signature")

    def agreement(self, owner: str, to: str, *terms: dict[str, Any], by: Author = ANI, **more: Any) -> str:
        """An agreement is drafted: two instalments, unless the story says otherwise."""
        rows = [{"owner": owner, "to_party": to, **term} for term in terms or (pays(500_000, self.day(7)), pays(500_000, self.day(14)))]
        return self.does(by, "agreement_drafted", terms=rows, parties=[owner, to], on=self.day(), **more)

    def signed(self, agreement: str, *parties: str, by: Author = ANI, hour: str = "13:00", **more: Any) -> None:
        """All sign, and the official last."""
        for party in parties:
            self.does(by, "agreement_signed", agreement=agreement, party=party, at=self.at(hour), proof="signature", read_by="Ani", **more)
        self.does(by, "agreement_signed", agreement=agreement, at=self.at(hour), proof="signature", **more)

    def paid(self, agreement: str, by: Author = ANI) -> None:
        """Every term of money is paid in full."""
        for term in self.case.all("term"):
            if term["agreement"] == agreement and term["term_kind"] == "pay":
                self.does(by, "payment_made", term=term.id, amount=term["amount"], on=self.day(), basis="kuitansi")


def pays(amount: int, due_on: str, what: str = "Membayar ganti rugi") -> dict[str, Any]:
    """A term of money."""
    return {"term_kind": "pay", "what": what, "amount": amount, "due_on": due_on}


def does_not(what: str = "Tidak mengulangi perbuatan") -> dict[str, Any]:
    """A term of leaving something alone."""
    return {"term_kind": "refrain", "what": what}


def theft(*, victims: Sequence[str] = ("Eka",), suspects: Sequence[str] = ("Yusuf Ali",), loss: int = 1_000_000) -> tuple[Story, list[str], list[str]]:
    """A theft at the police: everybody recorded and consenting, the loss stated. The story, the victims' and the suspects' ids."""
    story = Story()
    found = [story.victim(name) for name in victims], [story.suspect(name) for name in suspects]
    story.does(ANI, "fact_stated", fact="loss", value=loss)
    story.consent(*found[0], *found[1])
    return story, *found


def refused(outcome: Accepted | Refused) -> str:
    """The code of a refusal; "" when it was allowed."""
    return outcome.code if isinstance(outcome, Refused) else ""
