"""What every page of a case shows: its title, its numbers, who holds it since when, and the way to its other pages."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from rembuk.desk.cases.called import called
from rembuk.desk.cases.opened import Opened, language
from rembuk.desk.offices.names import office_name
from rembuk.record.kinds import Words, declaration


class Tab(NamedTuple):
    """One page of the case."""

    code: str
    address: str
    name: str


def word(words: Words) -> str:
    """A declared text in the visitor's language."""
    return words.in_language(language())


def context(opened: Opened, tab: str, **more: Any) -> dict[str, Any]:
    """What the frame of a page needs, and `more`."""
    offices = office_names(opened)
    return {
        "opened": opened, "tab": tab, "tabs": _tabs(opened), "word": word, "hide": opened.names.hide, "numbers": _numbers(opened, offices),
        "standings": _standings(opened, offices), "offices": offices, "language_code": language(),
    } | more  # fmt: skip


def office_names(opened: Opened) -> dict[str, str]:
    """The names of the offices the case speaks of, by code."""
    return opened.teller.known_offices | {track["office"]: office_name(track["office"]) for track in opened.view["tracks"]}


def _tabs(opened: Opened) -> list[Tab]:
    names = [("summary", "case", _("Ringkasan"))]
    if opened.case.sort == "case":
        names += [
            ("people", "case_people", _("Orang")), ("sessions", "case_sessions", _("Pertemuan")), ("agreement", "case_agreement", _("Kesepakatan")),
            ("decisions", "case_decisions", _("Keputusan & barang")), ("papers", "case_papers", _("Surat")),
        ]  # fmt: skip
        if any(track["stage"] == "court" for track in opened.view["tracks"]):
            names.append(("court", "case_court", _("Sidang")))
        names.append(("law", "case_law", _("Hukum")))
    names.append(("history", "case_history", _("Riwayat")))
    return [Tab(code, reverse(route, args=(opened.id,)), str(name)) for code, route, name in names]


def _numbers(opened: Opened, offices: dict[str, str]) -> list[dict[str, str]]:
    words = declaration()
    given = dict.fromkeys(
        (act.fields.get("register"), str(act.fields.get("number")), act.author.office) for act in opened.case.acts_of("number_given", "register_entered")
    )  # fmt: skip
    return [{"register": words.choice("register", register, language()), "number": number, "office": offices[office]} for register, number, office in given]


def _standings(opened: Opened, offices: dict[str, str]) -> list[dict[str, Any]]:
    """For each suspect: how he is called, at which stage, who holds the case since when, how it ended."""
    words = declaration()
    out = []
    for track in opened.view["tracks"]:
        suspect = opened.case.thing("party", track["suspect"])
        out.append({
            "suspect": track["suspect"], "called": called(opened.case, suspect, track), "name": opened.names.of(suspect) if suspect else "",
            "stage": words.choice("stage", track["stage"], language()), "office": offices[track["office"]], "received": track["received"],
            "since": datetime.fromisoformat(track["since"]), "closed": words.choice("close_reason", track["closed"], language()) if track["closed"] else "",
        })  # fmt: skip
    return out
