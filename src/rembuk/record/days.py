"""On which legal day an act was done, and at which instant, as the act itself says or else as its device does."""

from __future__ import annotations

from datetime import date, datetime

from rembuk.law.calendar import Zone, legal_day, zone_of_province
from rembuk.record.act import Act


def when(act: Act, zone: Zone = "WIB") -> tuple[date, datetime | None]:
    """The legal day of an act and its instant: what the act says (`on`, `at`), else the day its device wrote it, in the zone."""
    at = moment_in(act.fields.get("at"))
    return day_in(act.fields.get("on")) or (at.date() if at else legal_day(act.at, zone)), at


def instant(act: Act) -> datetime:
    """The moment an act tells of (aware): `at`, else when its device wrote it."""
    at = moment_in(act.fields.get("at"))
    return at if at and at.tzinfo else act.at


def zone_of(region: object) -> Zone:
    """The time zone of a region code, WIB where none is recorded."""
    return (zone_of_province(str(region)[:2]) if region else None) or "WIB"


def day_in(written: object) -> date | None:
    """The day of an ISO date or moment; None for anything else."""
    try:
        return date.fromisoformat(str(written)[:10]) if written else None
    except ValueError:
        return None


def moment_in(written: object) -> datetime | None:
    """The moment of an ISO text; None for anything else."""
    try:
        return datetime.fromisoformat(str(written)) if written else None
    except ValueError:
        return None
