"""What a judge needs beside the case: the steps of Perma 1/2024 in its order, how the peace counts, the sentence that cites it.

The sentence is composed from findings and record; what is not known stays a visible blank. A judgment that tries a case on restorative
justice names Perma 1/2024 (art 21, as the Supreme Court's registry reports).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from rembuk.desk.cases.called import called
from rembuk.desk.cases.opened import Opened, language
from rembuk.desk.cases.steps import act_address, question_of, role_words
from rembuk.desk.jinja import both, day
from rembuk.record.agreement import current, performed, unsigned
from rembuk.record.kinds import declaration

PERMA = "perma-1-2024"


class Part(NamedTuple):
    """A piece of the sentence; one that is not known is a blank to be filled in by hand, named by `text`."""

    text: str
    known: bool = True


def checklist(opened: Opened, track: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Every step of the Perma in its order: done, open now, not reached, or never taken once the case is over."""
    done = {step["id"]: step for step in track["done"] if step["instrument"] == PERMA}
    open_now = {step["id"]: step for step in track["next"] if step["instrument"] == PERMA}
    out = []
    for step in opened.law.instrument(PERMA).steps if PERMA in opened.law.ids else ():
        state = "done" if step.id in done else "open" if step.id in open_now else "not_taken" if track["closed"] else "later"
        out.append({
            "state": state, "does": both(step.does, step.does_en), "role": role_words(step.role), "cite": step.cite, "confidence": step.confidence,
            "on": done.get(step.id, {}).get("on"), "late": done.get(step.id, {}).get("late"),
            "address": act_address(opened, step.act, str(track["suspect"])) if state == "open" else "",
            "missing": [question_of(opened, track, name) for name in open_now.get(step.id, {}).get("missing", [])[:2]],
        })  # fmt: skip
    return out


def perma_of(track: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The finding under the Perma; None where it does not speak."""
    return next((finding for finding in track["findings"] if finding["instrument"] == PERMA), None)


def effect_of_peace(track: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Whether and how the peace counts, question by question, as the instruments at court answer."""
    out = []
    for finding in sorted(track["findings"], key=lambda one: one["instrument"] != PERMA):
        answers = [{"asks": both(finding["asks"], finding["asks_en"]), "finding": finding["finding"], "conditions": finding["conditions"]}]
        answers += [{"asks": both(a["asks"], a["asks_en"]), "finding": a["finding"], "conditions": a["conditions"]} for a in finding["also"]]
        out.append({"short": finding["short"], "instrument": finding["instrument"], "answers": answers})
    return out


def citation(opened: Opened, track: Mapping[str, Any]) -> list[Part]:
    """The sentence the judgment needs, in Indonesian: it goes into an Indonesian judgment whatever the visitor reads."""
    finding = perma_of(track)
    suspect = opened.case.thing("party", track["suspect"])
    name = opened.names.of(suspect) if suspect else ""
    victims = ", ".join(opened.names.of(victim) for victim in opened.case.victims)
    return [
        Part(f"Menimbang bahwa perkara {called(opened.case, suspect, track) if language() != 'en' else 'terdakwa'} "),
        Part(name or _("nama terdakwa"), bool(name)), *_ground(finding), Part("; bahwa antara terdakwa dan korban "),
        Part(victims or _("nama korban"), bool(victims)), *_peace(opened, str(track["suspect"])), *_effect(opened, str(track["suspect"])),
    ]  # fmt: skip


def _ground(finding: Mapping[str, Any] | None) -> list[Part]:
    """By which letter of art 6(1) the case may be tried so, and whether a bar of art 6(2) stands against it."""
    conditions = finding["conditions"] + finding["others"] if finding else []
    met = sorted({c["cite"] for c in conditions if c["cite"].startswith("Pasal 6 ayat (1)") and c["value"] == "yes"})
    barred = sorted({c["cite"] for c in conditions if c["cite"].startswith("Pasal 6 ayat (2)") and c["effect"] == "blocks"})
    eligible = finding is not None and finding["finding"] == "eligible"
    bar = "tidak terhalang Pasal 6 ayat (2)" if eligible else f"terhalang oleh {'; '.join(barred)}"
    return [
        Part(" memenuhi "), Part("; ".join(met) or _("huruf Pasal 6 ayat (1) yang terpenuhi"), bool(met)),
        Part(" tetapi " if barred else " dan "), Part(bar if eligible or barred else _("ada tidaknya halangan Pasal 6 ayat (2)"), bool(eligible or barred)),
        Part(" Peraturan Mahkamah Agung Nomor 1 Tahun 2024 tentang Pedoman Mengadili Perkara Pidana Berdasarkan Keadilan Restoratif"),
    ]  # fmt: skip


def _peace(opened: Opened, suspect: str) -> list[Part]:
    agreement = current(opened.case, suspect)
    if agreement is None or unsigned(opened.case, agreement):
        if opened.case.last("session_failed", "agreement_refused", "consent_refused", suspect=suspect):
            return [Part(" tidak tercapai kesepakatan perdamaian")]
        return [Part(" "), Part(_("ada tidaknya kesepakatan perdamaian dan tanggalnya"), False)]
    done = performed(opened.case, agreement)
    how = {True: "telah dilaksanakan seluruhnya", False: "tidak dilaksanakan", None: "belum dilaksanakan seluruhnya"}[done]
    on = day(str(agreement["on"])) if language() != "en" else str(agreement["on"])
    return [Part(f" tercapai kesepakatan perdamaian tanggal {on} tanpa kekhilafan, paksaan, atau penipuan, yang {how}")]


def _effect(opened: Opened, suspect: str) -> list[Part]:
    judgment = opened.case.last("judgment_given", suspect=suspect)
    if judgment and judgment.fields.get("effect") == "none":
        return [Part("; maka tidak ada perdamaian yang dipertimbangkan dalam pidana.")]
    effect = declaration().choice("judgment_effect", judgment.fields.get("effect")).lower() if judgment else ""
    return [Part("; maka perdamaian itu dipertimbangkan sebagai "), Part(effect or _("akibat perdamaian menurut majelis"), bool(effect)), Part(".")]
