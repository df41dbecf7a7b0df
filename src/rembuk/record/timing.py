"""One clock of the law as it runs in a case: from when, until when, how late.

Milestones are ordered by legal day, then by the order the record gives them within the day, then by their instant. A local rule
may be stricter than the law, never longer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from rembuk.law.calendar import Calendar, Due
from rembuk.law.counting import Counted, Remark, count, latest_notice
from rembuk.law.facts import NEVER, Value
from rembuk.law.procedure import Clock, Extension

_EPOCH = datetime.min.replace(tzinfo=UTC)


class Reached(NamedTuple):
    """A milestone reached on a legal day; the instant if known, the act that shows it, its place among that day's acts.

    `planned` is the day the act itself names: of the meeting it invites to, or the last day of the detention it orders.
    """

    on: date
    at: datetime | None = None
    act: str = ""
    order: int = 0
    planned: date | None = None


class Timing(NamedTuple):
    """A clock that has started.

    `due` is None where the law's number is not known or nothing names the day. `late` is True, False or None (not known); for a
    notice, whether it came too late. `late_by` is how much. `alarm` is the alarm reached, in days before the due day.
    `extension` is the next extension the law knows. `remarks` say how the count is to be read.
    """

    clock: Clock
    started: Reached
    due: Due | None
    due_at: datetime | None
    length: int | None
    ended: Reached | None
    late: bool | None
    late_by: timedelta | None
    days_left: int | None
    alarm: int | None
    extension: Extension | None
    remarks: tuple[Remark, ...]


class Rules(NamedTuple):
    """What a clock is read against: the case's milestones and facts, the day, the calendar, the office's own lengths."""

    reached: Mapping[str, Sequence[Reached]]
    facts: Mapping[str, Value]
    on: date
    now: datetime | None
    calendar: Calendar
    local: Mapping[str, int]
    collective_leave_is_day_off: bool = True

    def all_of(self, milestones: Iterable[str]) -> list[Reached]:
        """Every time one of the milestones was reached, oldest first."""
        return sorted((one for name in milestones for one in self.reached.get(name, ())), key=key_of)

    def first(self, milestones: Iterable[str], since: Reached) -> Reached | None:
        """The first of them at or after another milestone."""
        return next((one for one in self.all_of(milestones) if key_of(one) >= key_of(since)), None)

    def counted(self, length: int, unit: str, start: Reached) -> Counted:
        """The end of so many units after a milestone."""
        leave = self.collective_leave_is_day_off
        return count(length, unit, start.on, start.at, self.calendar, collective_leave_is_day_off=leave)


def key_of(reached: Reached) -> tuple[date, int, datetime]:
    """The place of a milestone in time."""
    return reached.on, reached.order, reached.at or _EPOCH


def time_clock(clock: Clock, rules: Rules, finished: Reached | None = None) -> Timing | None:
    """The clock in this case; None when it has not started. `finished` is what completed its step, if it has one."""
    started = _start(clock, rules)
    if started is None:
        return None
    if clock.kind == "notice":
        return _notice(clock, started, rules)
    ended = finished if finished is not None else rules.first(clock.end, started)
    if clock.kind == "period":
        return _period(clock, started, ended, rules)
    length, remarks = _length(clock, rules)
    if length is None:
        return _unnumbered(clock, started, ended, (*remarks, *_note(clock)))
    counted = rules.counted(length, clock.unit, started)
    return _judged(clock, started, counted._replace(remarks=(*remarks, *counted.remarks)), length, ended, rules)


def _start(clock: Clock, rules: Rules) -> Reached | None:
    newest = [times[-1] for name in clock.start if (times := rules.all_of([name]))]
    pick = min if clock.pick == "earliest" else max
    return pick(newest, key=key_of, default=None)


def _length(clock: Clock, rules: Rules) -> tuple[int | None, tuple[Remark, ...]]:
    """The law's length, or the office's own where it is stricter."""
    own = rules.local.get(f"{clock.instrument}/{clock.id}", rules.local.get(clock.id))
    if own is None or own == clock.length:
        return clock.length, ()
    if clock.length is None:
        return own, ((f"angka kantor ({own}); angka menurut hukum belum diketahui", f"the office's number ({own}); the law's is not known"),)
    stricter = own > clock.length if clock.kind == "notice" else 1 <= own < clock.length
    if stricter:
        return own, ((f"aturan kantor {own}, lebih ketat daripada {clock.length} menurut hukum", f"office rule {own}, stricter than {clock.length} in law"),)
    return clock.length, ((
        f"aturan kantor {own} diabaikan: tidak boleh lebih longgar daripada {clock.length} menurut hukum",
        f"office rule {own} ignored: it may not be looser than {clock.length} in law",
    ),)  # fmt: skip


def _judged(
    clock: Clock, started: Reached, counted: Counted, length: int | None, ended: Reached | None, rules: Rules,
    extension: Extension | None = None,
) -> Timing:  # fmt: skip
    late, late_by = _late(counted, ended, rules)
    day = counted.due.day
    left = (day - rules.on).days if day is not None and ended is None else None
    alarm = min((days for days in clock.alarm if left is not None and left <= days), default=None)
    remarks = (*counted.remarks, *_note(clock))
    return Timing(clock, started, counted.due, counted.at, length, ended, late, late_by, left, alarm, extension, remarks)


def _late(counted: Counted, ended: Reached | None, rules: Rules) -> tuple[bool | None, timedelta | None]:
    """Whether it ended, or still runs, past the due instant or day; where only the day of the end is known, by the day."""
    moment, day = (rules.now, rules.on) if ended is None else (ended.at, ended.on)
    if counted.at is not None and moment is not None:
        late = moment > counted.at
        return late, moment - counted.at if late else None
    due = counted.due.day
    if due is None or (counted.at is not None and day == due):
        return None, None
    return day > due, day - due if day > due else None


def _note(clock: Clock) -> tuple[Remark, ...]:
    return ((clock.note, clock.note_en),) if clock.note else ()


def _unnumbered(clock: Clock, started: Reached, ended: Reached | None, remarks: tuple[Remark, ...]) -> Timing:
    return Timing(clock, started, None, None, None, ended, None, None, None, None, None, remarks)


def _notice(clock: Clock, started: Reached, rules: Rules) -> Timing:
    """The notice against the day of its event: the day held, or before that the day planned."""
    event = rules.first(clock.before, started)
    day = event.on if event is not None else started.planned
    length, remarks = _length(clock, rules)
    if day is None or length is None:
        unknown: Remark = ("hari acaranya belum diketahui", "the day of the event is not known yet")
        return _unnumbered(clock, started, event, (*remarks, unknown, *_note(clock)))
    due = latest_notice(length, day, rules.calendar)
    late = due.day is not None and started.on > due.day
    late_by = started.on - due.day if late and due.day is not None else None
    left = (day - rules.on).days if event is None else None
    return Timing(clock, started, due, None, length, event, late, late_by, left, None, None, (*remarks, *_note(clock)))


_OTHER_STAGE: Remark = (
    "penahanan pada tahap ini belum dicatat; hari terakhirnya belum diketahui",
    "detention at this stage is not recorded yet; its last day is not known",
)
_NO_NUMBER: Remark = (
    "angka menurut hukum belum dikonfirmasi; dipakai hari terakhir dalam surat perintah",
    "the law's number is not confirmed; the last day in the order is used",
)
_NO_ORDER: Remark = (
    "angka menurut hukum belum dikonfirmasi; catat hari terakhir dalam surat perintah",
    "the law's number is not confirmed; record the last day in the order",
)
_ORDER_FIRST: Remark = (
    "surat perintah menyebut hari terakhir yang lebih awal; itu yang dipakai",
    "the order names an earlier last day; that one is used",
)
_TOO_MANY: Remark = (
    "perpanjangan yang dicatat lebih banyak daripada yang diatur; yang lebih tidak dihitung",
    "more extensions are recorded than the law knows; the rest are not counted",
)


def _period(clock: Clock, started: Reached, ended: Reached | None, rules: Rules) -> Timing:
    """Detention: the first length and the extensions granted, or the last day in the order where that is earlier."""
    stage = rules.all_of([clock.since]) if clock.since else []
    if stage and started.on < stage[-1].on:
        return _unnumbered(clock, started, ended, (_OTHER_STAGE,))
    granted = [one for one in rules.all_of(["detention_extended"]) if key_of(one) >= key_of(started)]
    ordered = _ordered(clock, granted[-1] if granted else started, rules)
    length, remarks = _length(clock, rules)
    if length is None:
        if ordered is None:
            return _unnumbered(clock, started, ended, (_NO_ORDER, *_note(clock)))
        return _judged(clock, started, Counted(_last_day(started, ordered, rules), None, (_NO_NUMBER,)), None, ended, rules)
    used = clock.extensions[: len(granted)]
    total = length + sum(one.length for one in used)
    counted = rules.counted(total, clock.unit, started)
    if ordered is not None and counted.due.day is not None and ordered < counted.due.day:
        counted, remarks = Counted(_last_day(started, ordered, rules)), (*remarks, _ORDER_FIRST)
    if len(granted) > len(clock.extensions):
        remarks = (*remarks, _TOO_MANY)
    following = clock.extensions[len(used)] if len(used) < len(clock.extensions) else None
    return _judged(clock, started, counted._replace(remarks=(*remarks, *counted.remarks)), total, ended, rules, following)


def _ordered(clock: Clock, newest: Reached, rules: Rules) -> date | None:
    """The last day in the newest order, or in the fact that states it; never a day before that order."""
    stated = rules.facts.get(clock.expires) if clock.expires else None
    days = [day for day in (newest.planned, stated) if isinstance(day, date) and day != NEVER and day >= newest.on]
    return min(days, default=None)


def _last_day(started: Reached, day: date, rules: Rules) -> Due:
    days = (day - started.on).days
    return Due(day, "calendar", started.on, days, (), rules.calendar.version, estimated=False)
