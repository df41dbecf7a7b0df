"""Invented weeks of work for training the preset dictionary: acts of every declared kind, filled in by the type of each field."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import vocabulary

from rembuk.record.act import Act, Author, act_id, clock_of
from rembuk.record.kinds import Field, declaration

WEEKS = 70
FRAME = 100
FRAMES_A_WEEK = 4
DEVICES = 8
CASES = 40
#: What is entered day after day; other kinds come now and then.
FREQUENT = {
    "note_added": 16, "party_added": 8, "fact_stated": 8, "payment_made": 6, "session_scheduled": 5, "session_moved": 3, "session_held": 4, "followup_visited": 4,
    "summons_sent": 5, "summons_answered": 3, "consent_given": 5, "rights_explained": 4, "agreement_drafted": 2, "agreement_signed": 3, "term_performed": 3,
    "obstacle_noted": 3, "number_given": 3, "letter_issued": 3, "case_history_heard": 2, "charge_set": 2, "case_closed": 2,
}  # fmt: skip
ROLES = (("investigator", "police", "polres"), ("prosecutor", "prosecution", "kejari"), ("mediator", "village", "desa"), ("judge", "court", "pn"))


class Week:
    """One invented week."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(f"week {seed}")
        self.devices = ["".join(self.chance.choices("abcdefghijklmnopqrstuvwxyz234567", k=8)) for _ in range(DEVICES)]
        self.numbers = {device: self.chance.randint(1, 900) for device in self.devices}
        self.cases = [f"{self.chance.choice(self.devices)}.{self.chance.randint(1, 800)}" for _ in range(CASES)]
        self.things: dict[str, list[str]] = {case: [case] for case in self.cases}
        self.heads: dict[str, str] = {case: f"{self.chance.choice(self.devices)}.{self.chance.randint(1, 900)}" for case in self.cases}
        self.authors = {device: [self.author() for _ in range(3)] for device in self.devices}
        self.everyday = vocabulary.EVERYDAY.split()
        self.weights = [1 / (place + 6) for place in range(len(self.everyday))]
        self.kinds = declaration().kinds
        self.kind_weights = [FREQUENT.get(kind, 0.25) for kind in self.kinds]

    def name(self) -> str:
        given, family = self.chance.choice(vocabulary.GIVEN.split()), self.chance.choice(vocabulary.FAMILY.split())
        return f"{given.capitalize()} {family.capitalize()}"

    def author(self) -> Author:
        role, institution, prefix = self.chance.choice(ROLES)
        name = self.name()
        return Author(name.lower().replace(" ", "."), name, role, f"{prefix}-{self.place().lower()}", institution)

    def place(self) -> str:
        return self.chance.choice(vocabulary.PLACES.split()).capitalize()

    def text(self, least: int, most: int) -> str:
        words = self.chance.choices(self.everyday, self.weights, k=self.chance.randint(least, most))
        return " ".join(words).capitalize() + self.chance.choice((".", "", "."))

    def acts(self, count: int) -> list[Act]:
        """So many acts, in the order of their clocks."""
        moment, out = datetime(2026, 1, 5, tzinfo=UTC) + timedelta(days=self.chance.randint(0, 300)), []
        for _ in range(count):
            moment += timedelta(minutes=self.chance.randint(1, 60))
            device, case = self.chance.choice(self.devices), self.chance.choice(self.cases)
            self.numbers[device] += 1
            kind = self.chance.choices(list(self.kinds), self.kind_weights)[0]
            own = act_id(device, self.numbers[device])
            fields = {field.name: self.value(field, case, moment) for field in self.kinds[kind].fields if field.required or self.chance.random() < 0.35}
            out.append(Act(own, case, kind, fields, self.chance.choice(self.authors[device]), device, self.numbers[device], clock_of(moment), (self.heads[case],)))
            self.heads[case] = own
            self.things[case].append(own)
        return out

    def value(self, field: Field, case: str, moment: datetime) -> Any:
        """Something that could stand in the field."""
        chance, kind = self.chance, field.type
        if kind == "rows":
            return [{column.name: self.value(column, case, moment) for column in field.columns} for _ in range(chance.randint(1, 3))]
        if kind in ("refs", "choices", "texts", "media"):
            return [self.value(field._replace(type={"refs": "ref", "choices": "choice"}.get(kind, "text")), case, moment) for _ in range(chance.randint(1, 3))]
        if kind == "ref":
            return chance.choice(self.things[case])
        if kind == "choice":
            return chance.choice(list(declaration().choices[field.of]))
        return self.plain(kind, moment)

    def plain(self, kind: str, moment: datetime) -> Any:
        chance = self.chance
        if kind == "date":
            return (moment.date() + timedelta(days=chance.randint(-20, 40))).isoformat()
        if kind == "moment":
            day = moment.date() + timedelta(days=chance.randint(0, 14))
            return f"{day.isoformat()}T{chance.randint(8, 16):02d}:{chance.choice((0, 15, 30, 45)):02d}+0{chance.choice((7, 8, 9))}:00"
        if kind in ("rupiah", "integer"):
            return chance.randint(1, 200) * 25_000 if kind == "rupiah" else chance.randint(1, 30)
        if kind in ("yesno", "nik", "number", "phone", "user"):
            told = {"yesno": chance.random() < 0.6, "nik": f"{chance.randint(10**15, 10**16 - 1)}", "number": f"B-{chance.randint(1, 400)}/{moment:%m/%Y}"}
            return told.get(kind, f"08{chance.randint(10**8, 10**9 - 1)}" if kind == "phone" else self.name().lower().replace(" ", "."))
        if kind == "office":
            return f"polres-{self.place().lower()}"
        return self.text(6, 22) if kind == "lines" else chance.choice((self.text(2, 9), self.name(), self.place()))


def frames(seed: int) -> Iterator[list[Act]]:
    """The frames of a week."""
    acts = Week(seed).acts(FRAME * FRAMES_A_WEEK)
    for start in range(0, len(acts), FRAME):
        yield acts[start : start + FRAME]


