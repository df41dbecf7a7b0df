"""Cases of the tests in few words: who does what, through the record itself.

    story = Story(cast)
    case = story.opened("ani", practice="traffic")
    eka = story.add(case, "ani", "party_added", role="victim", name="Eka Rahmawati")
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from desk.cast import Cast, actor
from rembuk.casework.acting import Done, Outcome, Wish
from rembuk.desk.node import casework
from rembuk.desk.offices.models import Office, Post
from rembuk.record.case import Case

NOW = datetime.now(UTC).replace(microsecond=0)
TODAY = (NOW + timedelta(hours=7)).date()


def day(offset: int = 0) -> str:
    """A day from today in Kebumen."""
    return (TODAY + timedelta(days=offset)).isoformat()


def hour(offset_days: int = 0) -> str:
    """An hour some days from now."""
    return (NOW + timedelta(days=offset_days)).isoformat()


class Story:
    """Acts of the cast, written one after the other."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        Office.objects.filter(code__in=("polres-kebumen", "kejari-kebumen", "pn-kebumen")).update(region="33.05")

    def try_to(self, case: str | None, who: str, kind: str, *, seen: Any = None, **fields: Any) -> Outcome:
        """What comes of an act."""
        return casework().perform(case, [Wish(kind, fields)], by=actor(self.cast[who]).author, now=NOW, seen=seen)

    def add(self, case: str | None, who: str, kind: str, *, seen: Any = None, **fields: Any) -> str:
        """Do an act that must succeed; the id of what it adds."""
        outcome = self.try_to(case, who, kind, seen=seen, **fields)
        assert isinstance(outcome, Done), outcome
        return outcome.acts[0].id

    def opened(self, who: str, **fields: Any) -> str:
        """A new case at the institution of whoever opens it."""
        stage = actor(self.cast[who]).institution
        given = {"title": "Tabrakan di Jalan Pahlawan", "practice": "general", "begins_at": stage if stage != "corrections" else "police",
                 "on": day(-10), "acted_on": day(-12), "region": "33.05"}  # fmt: skip
        return self.add(None, who, "case_opened", **{**given, **fields})

    def victim(self, case: str, who: str, name: str = "Eka Rahmawati", **fields: Any) -> str:
        """A victim."""
        return self.add(case, who, "party_added", **{"role": "victim", "name": name, "birth_date": "1990-01-02", **fields})

    def suspect(self, case: str, who: str, name: str = "Yusuf Maulana", **fields: Any) -> str:
        """An offender."""
        return self.add(case, who, "party_added", **{"role": "suspect", "name": name, "birth_date": "1991-02-03", **fields})

    def consenting(self, case: str, who: str, *parties: str) -> None:
        """The rights explained to each and consent given."""
        for party in parties:
            self.add(case, who, "rights_explained", party=party, at=hour(-3), language="indonesian", told="Hak dan kewajiban", understood="ya")
            self.add(case, who, "consent_given", party=party, at=hour(-2), proof="signature")

    def newcomer(self, username: str, name: str, office: str, role: str, institution: str) -> None:
        """Somebody more in an office that may be new."""
        Office.objects.get_or_create(code=office, defaults={"name": office, "institution": institution, "level": "district"})
        self.cast[username] = type(self.cast["ani"]).objects.create_user(username, full_name=name)
        Post.objects.create(user=self.cast[username], office_id=office, role=role, since=TODAY - timedelta(days=30))

    def case(self, case_id: str) -> Case:
        """The case as it stands."""
        found = casework().case(case_id)
        assert found is not None
        return found
