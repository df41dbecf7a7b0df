"""Counted rows kept in step with the record: written with the case, changes noted for the sums.

`refresh` is called in the transaction that adds acts. It adds rows of change and touches no sum, so that offices that work at the same
moment never wait for each other; every so many changes, and when pages ask for it, `cells` adds them up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from rembuk.casework.acting import Casework
from rembuk.casework.models import CaseRow
from rembuk.casework.projection import Follower, day_of, only_remarks
from rembuk.casework.tables import added, blanks, kept_rows, removed
from rembuk.casework.view import answered_for, view_of
from rembuk.law.library import Law
from rembuk.ledger.connection import run_together
from rembuk.record.case import Case
from rembuk.record.days import when, zone_of
from rembuk.registers.statistics.cells import FOLD_EVERY, fold_changes, recount
from rembuk.registers.statistics.counting import age_of, counted, in_legs, offence_group
from rembuk.registers.statistics.half_years import half_of
from rembuk.registers.statistics.legs import legs_of
from rembuk.registers.statistics.models import CaseNumbers, Counted, NumberCell, NumberChange, Place, WaitCell

Columns = dict[str, Any]
_COLUMNS = tuple(field.attname for field in Counted._meta.get_fields() if hasattr(field, "attname"))


def refresh(case: Case, view: Mapping[str, Any], law: Law, said: list[Columns] | None = None) -> None:
    """Bring the counted rows of one case up to date. Call it inside the transaction that changed the case."""
    kept = kept_rows(CaseNumbers, '"case" = %s', [case.id])
    wanted = rows_of(case, said if said is not None else says(case, view, law), law, kept)
    before, after = {_values(row): row for row in kept}, {_values(row): row for row in wanted}
    gone, new = [row for key, row in before.items() if key not in after], [row for key, row in after.items() if key not in before]
    if not gone and not new:
        return
    changes = [vars(row) | {"sign": sign} for rows, sign in ((gone, -1), (new, 1)) for row in rows]
    statements = [*removed(CaseNumbers, "id", [row.pk for row in gone]), *added(CaseNumbers, [vars(row) for row in new])]
    with connection.cursor() as cursor:
        answers = run_together(cursor, [*statements, *added(NumberChange, changes, giving="id")])
    if any(number % FOLD_EVERY == 0 for rows in answers for (number,) in rows):
        fold_changes()


def says(case: Case, view: Mapping[str, Any], law: Law) -> list[Columns]:
    """All that the counted rows of a case follow from, but for what is known of the offices: that is kept in step by `places`."""
    return list(_told_rows(case, view, law)) if case.sort == "case" else []


def reset() -> None:
    """Throw every counted row and sum away, to compute them again. Totals from before the record stay: no act tells of them."""
    for model in (CaseNumbers, NumberChange, NumberCell, WaitCell):
        model.objects.all().delete()


def rebuild(casework: Casework, now: datetime) -> int:
    """Compute every counted row and sum again; gives how many rows there are. Raises StoreError."""
    with transaction.atomic():
        reset()
        for case_id in CaseRow.objects.filter(sort="case").values_list("id", flat=True):
            case = casework.case(case_id)
            if case is not None:
                view = view_of(case, casework.law, on=day_of(case, now), now=now)
                CaseNumbers.objects.bulk_create(rows_of(case, says(case, view, casework.law), casework.law))
        recount()
        return CaseNumbers.objects.count()


def rows_of(case: Case, said: Iterable[Columns], law: Law, kept: Iterable[CaseNumbers] = ()) -> list[CaseNumbers]:
    """The counted rows a case amounts to. `kept` are rows written before: findings of earlier legs are taken from them where they hold."""
    before = {(row.suspect, row.leg): row for row in kept}
    rows = [CaseNumbers(**columns) for columns in said]
    offices = {row.office for row in rows}
    places = {place.code: place for place in kept_rows(Place, f"code in ({blanks(offices)})", [*offices])} if offices else {}
    for row in rows:
        place = places.get(row.office)
        row.province, row.is_3t = (place.province if place else "") or row.province, bool(place and place.is_3t)
        if row.finding_for:
            row.finding = _finding(case, row, law, before.get((row.suspect, row.leg)))
    return rows


def _told_rows(case: Case, view: Mapping[str, Any], law: Law) -> Iterator[Columns]:
    """The columns of each leg, as far as the case itself tells them; the finding of an earlier leg by what it is computed for."""
    tracks = {track["suspect"]: track for track in view["tracks"]}
    for suspect in [s.id for s in case.suspects] or [""]:
        track, legs = tracks.get(suspect, {}), legs_of(case, suspect)
        group, age = offence_group(track.get("charges", ())), age_of(case, case.thing("party", suspect))
        for number, told in enumerate(in_legs(case, suspect, legs), start=1):
            newest = number == len(legs)
            yield {
                "case": case.id, "suspect": suspect, "leg": number, "half": str(half_of(told.leg.since)), "office": told.leg.office[:60],
                "stage": told.leg.stage, "province": str(case["region"] or "")[:2], "offence_group": group, "age": age,
                "practice": str(case["practice"] or "general"), "is_first": number == 1, "finding": _today(track) if newest else "",
                "finding_for": "" if newest else f"{case.acts[told.leg.stop - 1].id}:{told.leg.stop}:{law.digest[:16]}", **counted(told),
            }  # fmt: skip


def _today(track: Mapping[str, Any]) -> str:
    """What the first RJ instrument finds today."""
    return str(track["findings"][0]["finding"]) if track.get("findings") else ""


def _finding(case: Case, row: CaseNumbers, law: Law, before: CaseNumbers | None) -> str:
    """What the first RJ instrument found for an earlier leg, on the case as it left the office; `finding_for` is what that is computed for."""
    if before is not None and before.finding_for == row.finding_for:
        return before.finding
    stop = legs_of(case, row.suspect)[row.leg - 1].stop
    then = case.after(stop - 1)
    party = then.thing("party", row.suspect) if row.suspect else None
    on = when(case.acts[stop - 1], zone_of(case["region"]))[0]
    answered, _problem = answered_for(then, party, law, on)
    return str(answered.findings[0].finding) if answered and answered.findings else ""


def _values(row: Counted) -> tuple[Any, ...]:
    return tuple(getattr(row, column) for column in _COLUMNS)


FOLLOWER = Follower(says, refresh, only_remarks)
