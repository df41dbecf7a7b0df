"""The half-year report as a PDF, typeset by the papers room, in Indonesian; its numbers lie in it as JSON too."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from rembuk.papers.typesetting import typeset
from rembuk.record.kinds import declaration
from rembuk.reference.written import write_date, write_rupiah
from rembuk.registers.statistics.charts import Series, stacked, tiles
from rembuk.registers.statistics.half_year_report import COLUMNS, REMOTE, HalfYearReport, Line
from rembuk.registers.statistics.half_years import HalfYear
from rembuk.registers.statistics.models import Place
from rembuk.registers.statistics.numbers import Number, definitions
from rembuk.registers.statistics.old_totals import Reconciled
from rembuk.registers.statistics.provinces import tile_map
from rembuk.registers.statistics.questions import Totals, Waited

_TEMPLATE = Path(__file__).with_name("half_year.typ")
#: What the page's style says of charts, for paper.
_ON_PAPER = """<style>
text{font-family:"Liberation Sans";font-size:11px;text-anchor:middle;fill:#222} text.end{text-anchor:end} text.value,text.count{font-weight:bold}
.grid{stroke:#ccc;stroke-width:0.6} .tile rect{fill:#f3eee2;stroke:#777;stroke-width:0.6} .tile .name{font-size:10px}
.s1 rect{fill:#d5e7db} .s2 rect{fill:#b3d3c0} .s3 rect{fill:#8fbda3} .s4 rect{fill:#1f6b52} .s5 rect{fill:#0b3b2d} .s4 text,.s5 text{fill:#fff}
.p0{fill:#0f4d3a} .p1{fill:#d9a441} .p2{fill:#2a3a7c} .p3{fill:#8fb8a4} .p4{fill:#8f1d1d} .p5{fill:#7f8fd0} .p6{fill:#5b2472} .p7{fill:#c98f86} .p8{fill:#6b4700}
.p9{fill:#b9b2a0} .piece{stroke:#fff;stroke-width:0.8}
</style>"""
#: The colours of the pieces, for the key beside the chart.
_COLOURS = ("#0f4d3a", "#d9a441", "#2a3a7c", "#8fb8a4", "#8f1d1d", "#7f8fd0", "#5b2472", "#c98f86", "#6b4700", "#b9b2a0")
_MOST_BARS = 10


def as_pdf(report: HalfYearReport, *, office: str, narrowed: str, at: datetime) -> bytes:
    """The report of an office as PDF/A; `narrowed` says what it was narrowed by, `at` is an aware moment. Raises TypesettingError."""
    definition = definitions()
    told: dict[str, Any] = {
        "title": f"Laporan {_half(report.half)}", "office": office, "half": _half(report.half), "before": _half(report.half.before),
        "made_on": write_date(at.date()), "about": f"Perkara diikuti sampai {write_date(at.date())}. {narrowed}".strip(),
        "groups": [
            {"name": words.id, "lines": [_number(one, report) for one in definition.numbers.values() if one.group == name]}
            for name, words in definition.groups.items()
            if report.totals["received"] or report.before["received"]
        ],
        "chart": _chart(report), "map": _map(report), "old": [_old(one, report) for one in report.old], "tables": _tables(report),
        "waits": [_wait(name, report) for name in definition.waits if report.waits.get(name, _NONE).rows],
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
    if not report.totals["received"]:
        return []
    remote = [[definitions().numbers[name].label.id, *(_written(definitions().numbers[name], totals) for totals in report.remote)] for name in REMOTE]
    return [
        _table("Tahap dan lembaga", report.by_stage, stages), _table("Golongan tindak pidana", report.by_group, groups),
        _table("Anak dan dewasa", report.by_age, {name: words.id for name, words in definitions().ages.items()}),
        _table("Provinsi", report.by_province, {"": "provinsi belum diketahui"}),
        {"name": "Daerah 3T dan lainnya", "heads": ["3T", "Selain 3T"], "lines": remote}, _table("Kantor", report.by_office, {}),
    ]  # fmt: skip


def _table(name: str, lines: Iterable[Line], names: dict[str, str]) -> dict[str, Any]:
    numbers = [definitions().numbers[column] for column in COLUMNS]
    rows = [[names.get(line.code, line.name), *(_written(one, line.totals) for one in numbers)] for line in lines]
    return {"name": name, "heads": [one.label.id for one in numbers], "lines": rows}


def _chart(report: HalfYearReport) -> dict[str, Any] | None:
    """How cases ended by stage, as a drawing with its key; None where there are none."""
    stages = {name: words.id for name, words in declaration().choices["stage"].items()}
    lines = report.by_stage[:_MOST_BARS]
    series = [Series(one.label.id, [line.totals[one.id] for line in lines]) for one in definitions().parts_of("received") if report.totals[one.id]]
    if not series:
        return None
    drawing = stacked("Cara selesai menurut tahap", [stages.get(line.code, line.code) for line in lines], series, lambda value: _count(int(value)))
    return {"drawing": _on_paper(drawing), "key": [{"name": one.name, "colour": _COLOURS[i % len(_COLOURS)]} for i, one in enumerate(series)]}


def _map(report: HalfYearReport) -> str:
    """The provinces as tiles; "" where the report is about one province only."""
    received = {line.code: line.totals["received"] for line in report.by_province}
    drawing = tiles("Perkara masuk menurut provinsi", {code: received.get(code, 0) for code in tile_map().provinces}, lambda value: _count(int(value)))
    return _on_paper(drawing) if len(received) > 1 else ""


def _on_paper(drawing: str) -> str:
    return drawing.replace(">", f">{_ON_PAPER}", 1)


def _old(one: Reconciled, report: HalfYearReport) -> dict[str, Any]:
    """An office's figures of an old report: the parts, their sum, and against every whole what is unexplained."""
    names = {line.code: line.name for line in report.by_office}
    lines = [[part.number.label.id, _count(part.value)] for part in one.parts if part.value is not None]
    if lines:
        lines.append([f"Jumlah cara selesai{_share(one.rj_percent_of_parts)}", _count(one.sum_of_parts)])
    for whole in one.wholes:
        lines.append([f"Perkara masuk menurut {whole.source}", _count(whole.value)])
        if whole.unexplained is not None:
            lines.append([f"Belum terjelaskan terhadap jumlah itu{_share(whole.rj_percent)}", _count(whole.unexplained)])
    return {"office": names.get(one.office) or _name_of(one.office), "lines": lines}


def _name_of(office: str) -> str:
    place = Place.objects.filter(pk=office).first()
    return place.name if place else office


def _share(percent: float | None) -> str:
    return "" if percent is None else f" (RJ {percent:.1f} %)".replace(".", ",")


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
