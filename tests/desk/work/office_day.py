"""Cases of the cast in few words: who opens what, hands it over, asks for approval."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from desk.cast import Cast, actor
from rembuk.casework.acting import Done, Outcome, Wish
from rembuk.desk.node import casework

OF_POLICE = {"practice": "general", "begins_at": "police", "acted_on": "2026-02-01", "region": "33.05"}


class OfficeDay:
    """Acts of the cast, each a minute after the one before."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.now: datetime = timezone.now() - timedelta(days=1)

    @property
    def today(self) -> str:
        """The legal day as fields want it."""
        return timezone.localdate().isoformat()

    def ask(self, who: str, case: str | None, *wishes: tuple[str, dict[str, Any]]) -> Outcome:
        """What comes of somebody's wishes."""
        self.now += timedelta(minutes=1)
        return casework().perform(case, [Wish(kind, fields) for kind, fields in wishes], by=actor(self.cast[who]).author, now=self.now)

    def do(self, who: str, case: str | None, *wishes: tuple[str, dict[str, Any]]) -> Done:
        """The same, where it must succeed."""
        outcome = self.ask(who, case, *wishes)
        assert isinstance(outcome, Done), outcome
        return outcome

    def case(self, who: str, title: str, *, victim: str = "Eka Wulandari", suspect: str = "Slamet Riyadi", **fields: Any) -> str:
        """A new case with a victim and a suspect."""
        begins = {"investigator": "police", "police_chief": "police"}.get(actor(self.cast[who]).role, "prosecution")
        opened = {**OF_POLICE, "begins_at": begins, "title": title, "on": self.today, **fields}
        parties = [("party_added", {"role": "victim", "name": victim}), ("party_added", {"role": "suspect", "name": suspect})]
        return self.do(who, None, ("case_opened", opened), *parties).case_id

    def child_case(self, who: str, title: str) -> str:
        """A case whose suspect is a child: names are shielded."""
        case = self.case(who, title, suspect="Bayu Dewasa")
        self.do(who, case, ("party_added", {"role": "suspect", "name": "Rangga Pratama", "birth_date": "2012-05-05"}))
        return case

    def request(self, who: str, case: str, *, level: str, office: str) -> str:
        """A request for approval; its id."""
        fields = {"approval_of": "rj_stop", "level": level, "to_office": office, "on": self.today, "text": "Mohon persetujuan."}
        return self.do(who, case, ("approval_requested", fields)).acts[0].id
