"""The half-year report as a PDF, typeset by the papers room, in Indonesian."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from rembuk.papers.typesetting import typeset
from rembuk.record.kinds import declaration
from rembuk.reference.written import write_date, write_rupiah
from rembuk.registers.statistics.half_year_report import COLUMNS, REMOTE, HalfYearReport, Line
from rembuk.registers.statistics.half_years import HalfYear
from rembuk.registers.statistics.numbers import Number, definitions
from rembuk.registers.statistics.questions import Totals, Waited

_TEMPLATE = Path(__file__).with_name("half_year.typ")


def as_pdf(report: HalfYearReport, *, office: str, narrowed: str, at: datetime) -> bytes:
    """The report of an office as PDF/A; `narrowed` says what it was narrowed by, `at` is an aware moment. Raises TypesettingError."""
    definition = definitions()
    told: dict[str, Any] = {
        "title": f"Laporan {_half(report.half)}", "office": office, "half": _half(report.half), "before": _half(report.half.before),
        "made_on": write_date(at.date()), "about": f"Perkara diikuti sampai {write_date(at.date())}. {narrowed}".strip(),
        "groups": [
            {"name": words.id, "lines": [_number(one, report) for one in definition.numbers.values() if one.group == name]}
            for name, words in definition.groups.items()
        ],
        "tables": _tables(report), "waits": [_wait(name, report) for name in definition.waits if report.waits.get(name, _NONE).rows],
        "meanings": [{"label": one.label.id, "says": one.says.id} for one in definition.numbers.values()],
    }  # fmt: skip
    return typeset(_TEMPLATE.read_text(encoding="utf-8"), {"report": json.dumps(told, ensure_ascii=False)}, at=at)


_NONE = Waited(0, None, None, None)


def _number(one: Number, report: HalfYearReport) -> dict[str, str]:
    whole = report.totals[one.part_of] if one.part_of else 0
    share = f"{100 * report.totals[one.id] / whole:.1f} %".replace(".", ",") if whole else ""
    return {"label": one.label.id, "now": _written(one, report.totals), "share": share, "before": _written(one, report.before)}


def _tables(report: HalfYearReport) -> list[dict[str, Any]]:
    stages = {name: words.id for name, words in declaration().choices["stage"].items()}
    groups = {name: words.id for name, words in definitions().offences.items()}
    remote = [[definitions().numbers[name].label.id, *(_written(definitions().numbers[name], totals) for totals in report.remote)] for name in REMOTE]
    return [
        _table("Tahap dan lembaga", report.by_stage, stages), _table("Golongan tindak pidana", report.by_group, groups),
        {"name": "Daerah 3T dan lainnya", "heads": ["3T", "Selain 3T"], "lines": remote}, _table("Kantor", report.by_office, {}),
    ]  # fmt: skip


def _table(name: str, lines: Iterable[Line], names: dict[str, str]) -> dict[str, Any]:
    numbers = [definitions().numbers[column] for column in COLUMNS]
    rows = [[names.get(line.code, line.name), *(_written(one, line.totals) for one in numbers)] for line in lines]
    return {"name": name, "heads": [one.label.id for one in numbers], "lines": rows}


def _wait(name: str, report: HalfYearReport) -> list[str]:
    now, before = report.waits[name], report.waits_before.get(name, _NONE)
    return [definitions().waits[name].label.id, _count(now.rows), *("–" if day is None else str(day) for day in (now.median, now.ninth, before.median))]


def _written(one: Number, totals: Totals) -> str:
    if one.unit == "rupiah":
        return write_rupiah(totals[one.id])
    return f"{_count(totals[one.id])} jam" if one.unit == "hours" else _count(totals[one.id])


def _count(value: int) -> str:
    return f"{value:,}".replace(",", ".")


def _half(half: HalfYear) -> str:
    return f"Semester {'I' if half.half == 1 else 'II'} {half.year}"
