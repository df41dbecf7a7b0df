"""What the law finds in every open case today, as JSON: `python -m rembuk.desk.sync.findings`. Asked once with the law in use and once with another."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime

Findings = dict[str, dict[str, str]]
"""By case: what each instrument finds about each suspect, as "suspect instrument": finding."""


def findings() -> Findings:
    """The findings of this process's law. Django must be ready."""
    from rembuk.casework.models import CaseRow
    from rembuk.casework.projection import day_of
    from rembuk.casework.view import view_of
    from rembuk.desk.node import casework

    work, now, out = casework(), datetime.now(UTC), Findings()
    for case_id in CaseRow.objects.filter(sort="case", status="open").order_by("pk").values_list("pk", flat=True):
        case = work.case(case_id)
        if case is not None:
            tracks = view_of(case, work.law, on=day_of(case, now), now=now)["tracks"]
            out[case_id] = {f"{track['suspect'] or '-'} {one['instrument']}": one["finding"] for track in tracks for one in track["findings"]}
    return out


def main() -> None:
    """Prints them."""
    from rembuk.desk.serve import prepare

    prepare()
    json.dump(findings(), sys.stdout)


if __name__ == "__main__":
    main()
