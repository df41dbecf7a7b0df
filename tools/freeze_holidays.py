"""Freeze Indonesia's holidays into src/rembuk/reference/data/holidays-id.toml.

The dates and names come from the Python package `holidays` (MIT); the numbers of the joint decrees (SKB) from copies
and reports named in the table below. The output depends on nothing else: the same package version gives the same bytes.
Run: python tools/freeze_holidays.py [--check]
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date
from importlib.metadata import version
from pathlib import Path

import holidays

TARGET = Path(__file__).parents[1] / "src/rembuk/reference/data/holidays-id.toml"
VERSION = "id-2026-11-24"
YEARS = range(2018, 2028)
KINDS = {"public": "libur_nasional", "government": "cuti_bersama"}
ESTIMATED, ESTIMATED_EN = " (perkiraan)", " (estimated)"
MOON_FEASTS = ("Idul Fitri", "Idul Adha")


def skb(religion: str, labour: str, civil_service: str) -> str:
    """The three numbers of a joint decree, as it cites itself."""
    return f"SKB Menag {religion}, Menaker {labour}, MenPANRB {civil_service}"


# Year: (decree, amendments, where the numbers were read). An amendment not listed was not found, which is no proof.
DECREES: dict[int, tuple[str, list[str], str]] = {
    2018: (skb("707/2017", "256/2017", "01/SKB/MENPAN-RB/09/2017"), [], "salinan SKB, slideshare.net (skb20181)"),
    2020: (
        skb("728/2019", "213/2019", "01/2019"),
        [skb("744/2020", "05/2020", "06/2020") + " (perubahan keempat)"],
        "setkab.go.id, 2 Desember 2020",
    ),
    2021: (
        skb("642/2020", "4/2020", "4/2020"),
        [skb("712/2021", "1/2021", "3/2021") + " (perubahan kedua)"],
        "republika.co.id, 18 Juni 2021",
    ),
    2022: (
        skb("963/2021", "3/2021", "4/2021"),
        [skb("375/2022", "1/2022", "1/2022"), skb("678/2022", "2/2022", "2/2022") + " (perubahan kedua)"],
        "kompas.com, 7 April 2022; bisnis.com, 9 Juli 2022",
    ),
    2023: (
        skb("1066/2022", "3/2022", "3/2022"),
        [skb("327/2023", "1/2023", "1/2023"), skb("624/2023", "2/2023", "2/2023") + " (perubahan kedua)"],
        "pers, 29 Maret dan 20 Juni 2023",
    ),
    2024: (skb("855/2023", "3/2023", "4/2023"), [], "salinan SKB, edocs.msmconsulting.co.id"),
    2025: (
        skb("1017/2024", "2/2024", "2/2024"),
        [skb("933/2025", "1/2025", "3/2025")],
        "jpnn.com, Oktober 2024 dan 8 Agustus 2025",
    ),
    2026: (skb("1497/2025", "2/2025", "5/2025"), [], "pers dan laman dinas, 19 September 2025 dan sesudahnya"),
}


def days_of(year: int) -> Iterator[tuple[date, str, str, str, bool]]:
    """Day, kind, name, English name and whether it is estimated, in order; two feasts on one day stay one row."""
    rows = []
    for category, kind in KINDS.items():
        local = holidays.country_holidays("ID", years=year, categories=category, language="id")
        english = holidays.country_holidays("ID", years=year, categories=category, language="en_US")
        rows += [(day, kind, local[day], english[day]) for day in local]
    unsure = [feast for feast in MOON_FEASTS if any(feast in name and ESTIMATED in name for _, _, name, _ in rows)]
    for day, kind, name, name_en in sorted(rows):
        # Leave granted around a feast moves with the feast.
        estimated = ESTIMATED in name or (kind == "cuti_bersama" and any(feast in name for feast in unsure))
        name = name.replace(ESTIMATED, "").replace("Pegangti", "Pengganti")
        yield day, kind, name, name_en.replace(ESTIMATED_EN, ""), estimated


def render() -> str:
    """The whole file as text."""
    source = f"paket Python holidays {version('holidays')} (MIT, Vacanza Team and contributors)"
    lines = [
        "# Dibuat oleh tools/freeze_holidays.py; jangan diubah dengan tangan.",
        "# days: [tanggal, jenis, nama, nama Inggris] dan \"estimated\" bila tanggalnya masih perkiraan.",
        f"version = {json.dumps(VERSION)}",
        f"source = {json.dumps(source)}",
    ]
    for year in YEARS:
        decree, amended_by, read_in = DECREES.get(year, ("", [], ""))
        lines += [
            "",
            "[[year]]",
            f"year = {year}",
            f"decree = {json.dumps(decree)}",
            f"amended_by = {json.dumps(amended_by)}",
            f"confidence = {json.dumps('secondary' if decree else 'library')}",
            f"source = {json.dumps(read_in or source)}",
            "days = [",
        ]
        for day, kind, name, name_en, estimated in days_of(year):
            row = [day.isoformat(), kind, name, name_en] + (["estimated"] if estimated else [])
            lines.append(f"  {json.dumps(row, ensure_ascii=False)},")
        lines.append("]")
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> int:
    """Write the file, or with --check say whether the file is what would be written."""
    text = render()
    if arguments == ["--check"]:
        same = TARGET.read_text(encoding="utf-8") == text
        print("sama" if same else f"{TARGET} berbeda dari hasil paket holidays {version('holidays')}")
        return 0 if same else 1
    TARGET.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
