"""What a story expects of the record after a scene, read and compared with what the record shows.

Each line of `expect` may say any of these; `for: pelaku` names the suspect where there are several:

    regime: kuhap_2025                    which procedure code governs
    stage: police                         where the case stands; office: ...; closed: rj ("" for open)
    finding: {perpol-8-2021: unknown}     what an instrument finds
    because: {perpol-8-2021: [5-f]}       the provisions that are not met or that apply against
    asks: {perja-15-2020: loss}           a fact still missing
    next: {langkah-12-3: 2025-03-04}      a step that is open, and when it is due (~: whenever)
    not_next: [langkah-12-10]             steps that are not open
    running: {9-5: 2025-03-01}            clocks that run
    late: [9-5]                           steps and clocks whose time has passed
    done: [langkah-7]                     steps done
    work: [{office: , role: , step: }]    what waits for whom
    no_work: true                         nothing waits for anybody but questions to a supervisor
    signals: [above-loss]                 questions put to a supervisor; no_signals: [...]
    conflicts: [loss]                     fields two people stated differently
    packet_lacks: [performed]             what the court's packet still lacks ([]: complete)
    agreement: {performed: true, unsigned: []}
    ask_offices: [polres-kebumen]         offices where the same person may have used restorative justice
    shielded: true                        names are hidden by default
    found_by: [R/12/2026]                 numbers and words that find the case

A step may be written `instrument/step` where its id alone is not enough.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from rembuk.casework.acting import Casework
from rembuk.casework.demo.story import Scene, day_of
from rembuk.casework.demo.telling import Telling
from rembuk.casework.models import CaseKey, CaseRow, WorkItem
from rembuk.casework.projection import normal
from rembuk.record.case import Case


class Shown(NamedTuple):
    """What the record shows of one case on the scene's day: the case, its row, its view, the track in question."""

    casework: Casework
    case: Case
    row: CaseRow
    view: Mapping[str, Any]
    track: Mapping[str, Any]
    telling: Telling

    def day(self, written: Any) -> str | None:
        """A due day as the story writes it."""
        return None if written in (None, "") else day_of(written, self.telling.story.first).isoformat()


def unmet(casework: Casework, telling: Telling, scene: Scene) -> list[str]:
    """Every expectation of a scene that the record does not meet, as sentences."""
    case_id = telling.cases[scene.case]
    found = casework.view(case_id, scene.when)
    row = CaseRow.objects.get(id=case_id)
    if found is None:
        return [f"{scene.where}: perkara tidak ada"]
    case, view = found
    out = []
    for line in scene.expect:
        try:
            track = _track(view, telling, line)
        except (LookupError, StopIteration) as problem:
            out.append(f"{scene.where}: {problem}")
            continue
        shown = Shown(casework, case, row, view, track, telling)
        out += [f"{scene.where}: {said}" for said in _line(shown, line)]
    return out


def _track(view: Mapping[str, Any], telling: Telling, line: Mapping[str, Any]) -> Mapping[str, Any]:
    tracks: list[Mapping[str, Any]] = view["tracks"]
    if "for" in line:
        wanted = telling.id_of(str(line["for"]))
        return next(track for track in tracks if track["suspect"] == wanted)
    return tracks[0]


def _line(shown: Shown, line: Mapping[str, Any]) -> Iterator[str]:
    for name, wanted in line.items():
        if name == "for":
            continue
        check = CHECKS.get(name)
        if check is None:
            yield f"harapan '{name}' tidak dikenal"
        else:
            yield from check(shown, wanted)


def _plain(name: str, of: Callable[[Shown], Any]) -> Callable[[Shown, Any], Iterator[str]]:
    def check(shown: Shown, wanted: Any) -> Iterator[str]:
        if of(shown) != wanted:
            yield f"{name}: seharusnya {wanted!r}, tampak {of(shown)!r}"

    return check


def _finding(shown: Shown, wanted: Mapping[str, str]) -> Iterator[str]:
    found = {f["instrument"]: f["finding"] for f in shown.track["findings"]}
    for instrument, finding in wanted.items():
        if found.get(instrument) != finding:
            yield f"temuan {instrument}: seharusnya {finding}, tampak {found.get(instrument)} {_reasons(shown, instrument)}"


def _reasons(shown: Shown, instrument: str) -> str:
    for finding in shown.track["findings"]:
        if finding["instrument"] == instrument:
            against = [c["id"] for c in finding["conditions"] if c["effect"] in ("blocks", "disputed")]
            return f"(bertentangan: {against}; belum diketahui: {finding['missing']})"
    return ""


def _because(shown: Shown, wanted: Mapping[str, Any]) -> Iterator[str]:
    for instrument, rows in wanted.items():
        conditions: list[Mapping[str, Any]] = next((f["conditions"] for f in shown.track["findings"] if f["instrument"] == instrument), [])
        against = [c["id"] for c in conditions if c["effect"] in ("blocks", "disputed")]
        for row in _listed(rows):
            if row not in against:
                yield f"{instrument}: {row} seharusnya menjadi sebabnya; sebabnya {against}"


def _asks(shown: Shown, wanted: Mapping[str, Any]) -> Iterator[str]:
    for instrument, facts in wanted.items():
        missing: list[str] = next((f["missing"] for f in shown.track["findings"] if f["instrument"] == instrument), [])
        for fact in _listed(facts):
            if fact not in missing:
                yield f"{instrument}: fakta {fact} seharusnya ditanyakan; yang ditanyakan {missing}"


def _is(step: Mapping[str, Any], name: object) -> bool:
    return str(name) in (step["id"], f"{step['instrument']}/{step['id']}")


def _dated(where: str) -> Callable[[Shown, Any], Iterator[str]]:
    def check(shown: Shown, wanted: Any) -> Iterator[str]:
        days: Mapping[str, Any] = wanted if isinstance(wanted, Mapping) else dict.fromkeys(wanted)
        for name, due in days.items():
            step = next((s for s in shown.track[where] if _is(s, name)), None)
            if step is None:
                yield f"{where}: {name} tidak ada; yang ada {_names(shown.track[where])}"
            elif due is not None and step["due_on"] != shown.day(due):
                yield f"{where}: {name} seharusnya jatuh tempo {shown.day(due)}, tampak {step['due_on']}"

    return check


def _names(steps: Iterable[Mapping[str, Any]]) -> list[str]:
    return [f"{s['instrument']}/{s['id']}" for s in steps]


def _not_next(shown: Shown, wanted: Any) -> Iterator[str]:
    for name in _listed(wanted):
        if any(_is(step, name) for step in shown.track["next"]):
            yield f"langkah {name} seharusnya tidak terbuka"


def _late(shown: Shown, wanted: Any) -> Iterator[str]:
    late = [s for s in (*shown.track["next"], *shown.track["running"], *shown.track["done"]) if s["late"]]
    for name in _listed(wanted):
        if not any(_is(step, name) for step in late):
            yield f"{name} seharusnya lewat waktu; yang lewat {_names(late)}"


def _done(shown: Shown, wanted: Any) -> Iterator[str]:
    for name in _listed(wanted):
        if not any(_is(step, name) for step in shown.track["done"]):
            yield f"langkah {name} seharusnya selesai; yang selesai {_names(shown.track['done'])}"


def _work(shown: Shown, wanted: list[Mapping[str, str]]) -> Iterator[str]:
    for row in wanted:
        if not WorkItem.objects.filter(case_id=shown.case.id, **row).exists():
            there = [f"{w.office}/{w.role}/{w.step}" for w in WorkItem.objects.filter(case_id=shown.case.id)]
            yield f"pekerjaan {row} tidak ada; yang ada {there}"


def _no_work(shown: Shown, wanted: bool) -> Iterator[str]:
    there = [f"{w.office}/{w.role}/{w.step}" for w in WorkItem.objects.filter(case_id=shown.case.id).exclude(kind="signal")]
    if bool(there) == wanted:
        yield f"pekerjaan yang tersisa: {there}"


def _signals(shown: Shown, wanted: Any) -> Iterator[str]:
    codes = [signal["code"] for signal in shown.view["signals"]]
    for code in _listed(wanted):
        if code not in codes:
            yield f"pertanyaan {code} seharusnya ada; yang ada {codes}"


def _no_signals(shown: Shown, wanted: Any) -> Iterator[str]:
    for signal in shown.view["signals"]:
        if signal["code"] in _listed(wanted):
            yield f"pertanyaan {signal['code']} seharusnya tidak ada"


def _conflicts(shown: Shown, wanted: Any) -> Iterator[str]:
    fields = sorted(conflict["field"] for conflict in shown.view["conflicts"])
    if fields != sorted(_listed(wanted)):
        yield f"perbedaan catatan: seharusnya {sorted(_listed(wanted))}, tampak {fields}"


def _packet(shown: Shown, wanted: Any) -> Iterator[str]:
    lacks = [item["code"] for item in shown.track["packet"]["items"] if item["present"] is not True]
    if sorted(lacks) != sorted(_listed(wanted)):
        yield f"berkas penetapan: seharusnya kurang {sorted(_listed(wanted))}, tampak kurang {lacks}"


def _agreement(shown: Shown, wanted: Mapping[str, Any]) -> Iterator[str]:
    agreement = shown.track["agreement"] or {}
    for name, value in wanted.items():
        if name == "unsigned":
            value = [shown.telling.id_of(party) for party in value]
        if name == "findings":
            if sorted(f["code"] for f in agreement.get("findings", ())) != sorted(value):
                yield f"temuan kesepakatan: seharusnya {value}, tampak {[f['code'] for f in agreement.get('findings', ())]}"
        elif agreement.get(name) != value:
            yield f"kesepakatan, {name}: seharusnya {value!r}, tampak {agreement.get(name)!r}"


def _ask_offices(shown: Shown, wanted: Any) -> Iterator[str]:
    asked = shown.casework.offices_to_ask(shown.case).get(shown.track["suspect"], [])
    if sorted(asked) != sorted(_listed(wanted)):
        yield f"kantor yang perlu ditanya: seharusnya {wanted}, tampak {asked}"


def _found_by(shown: Shown, wanted: Any) -> Iterator[str]:
    for word in _listed(wanted):
        if not CaseKey.objects.filter(case_id=shown.case.id, key__startswith=normal(str(word))).exists():
            yield f"'{word}' seharusnya menemukan perkara ini"


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]


def _late_work(shown: Shown, wanted: Any) -> Iterator[str]:
    late = set(WorkItem.objects.filter(case_id=shown.case.id, due_on__lt=date.max).values_list("step", flat=True))
    for name in _listed(wanted):
        if name not in late:
            yield f"pekerjaan {name} seharusnya bertanggal; yang bertanggal {sorted(late)}"


CHECKS: Mapping[str, Callable[[Shown, Any], Iterator[str]]] = {
    "regime": _plain("hukum acara", lambda shown: shown.track.get("regime")),
    "stage": _plain("tahap", lambda shown: shown.track["stage"]),
    "office": _plain("kantor", lambda shown: shown.track["office"]),
    "closed": _plain("selesai", lambda shown: shown.track["closed"]),
    "status": _plain("keadaan di daftar", lambda shown: shown.row.status),
    "shielded": _plain("nama disamarkan", lambda shown: shown.row.shielded),
    "headline": _plain("temuan di daftar", lambda shown: shown.row.finding),
    "finding": _finding,
    "because": _because,
    "asks": _asks,
    "next": _dated("next"),
    "running": _dated("running"),
    "not_next": _not_next,
    "late": _late,
    "done": _done,
    "work": _work,
    "no_work": _no_work,
    "dated_work": _late_work,
    "signals": _signals,
    "no_signals": _no_signals,
    "conflicts": _conflicts,
    "packet_lacks": _packet,
    "agreement": _agreement,
    "ask_offices": _ask_offices,
    "found_by": _found_by,
}
