"""What the law says must be done, by whom and by when: the steps and clocks of an instrument.

Nouns. A *milestone* is an event of a case that steps and clocks speak of (`milestones.yaml`). A *step* is something a role does:
a milestone opens it (again, each time it is reached again), another completes it or makes it fall away. A *clock* is a length of
time from a milestone: a *limit* (no later than), a *notice* (at least so long before an event), a *period* (detention, which runs
until it ends and may be extended) or an *adjournment*. A *paper* is a document a step needs or makes (`papers.yaml`), an
*attendee* somebody who must or may be present (`attendees.yaml`). The *scope* of a step is where its instrument applies at all.

A clock without a number has `length` None and a note that says why: nobody invents a number where the law's was not read.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from rembuk.law.condition import Node

#: Units of a length. `unknown_days`: the text says days and not which; counted as calendar days, and said so.
UNITS = ("days", "working_days", "unknown_days", "hours", "months", "months_of_30_days")
KINDS = ("limit", "notice", "period", "adjournment")
#: When a clock has several starts: the newest of them counts, or the earliest (where two texts name two triggers).
PICKS = ("latest", "earliest")
#: Who may act, by the code the record uses: Indonesian and English.
ROLES: Mapping[str, tuple[str, str]] = {
    "mediator": ("mediator desa", "village mediator"),
    "village_head": ("kepala desa atau lurah", "village head"),
    "investigator": ("penyidik", "investigator"),
    "investigator_superior": ("atasan penyidik", "investigator's superior"),
    "police_chief": ("Kapolres", "chief of district police"),
    "prosecutor": ("penuntut umum", "prosecutor"),
    "chief_prosecutor": ("Kajari atau Kacabjari", "head of the (branch) district prosecution office"),
    "high_prosecutor": ("Kajati", "head of the high prosecution office"),
    "deputy_attorney_general": ("JAM-Pidum", "deputy attorney general for general crimes"),
    "attorney_general": ("Jaksa Agung", "attorney general"),
    "judge": ("hakim", "judge"),
    "registrar": ("panitera", "registrar"),
    "court_chair": ("Ketua PN", "chair of the district court"),
    "probation_officer": ("Pembimbing Kemasyarakatan", "probation officer"),
    "social_worker": ("pekerja sosial", "social worker"),
    "supervisor": ("pengawas", "supervisor"),
    "party": ("para pihak", "the parties"),
}


class Milestone(NamedTuple):
    """An event of a case; `fact` is the date fact of the same event, which counts only where the yes/no fact `given` is yes."""

    id: str
    label: str
    label_en: str
    fact: str = ""
    given: str = ""


class Paper(NamedTuple):
    """A document by its standard Indonesian name."""

    id: str
    name: str
    name_en: str


class Attendee(NamedTuple):
    """Somebody who must or may be present."""

    id: str
    name: str
    name_en: str


class Extension(NamedTuple):
    """One extension of a period: so much more in the clock's unit, granted by an authority."""

    length: int
    by: str
    by_en: str
    cite: str
    confidence: str


class Clock(NamedTuple):
    """A length of time in law; of a step (then `id` is the step's) or on its own.

    `start` opens it, `end` stops it. For a notice, `start` is the invitation and `before` the event it must precede. For a
    period, `since` is the milestone of the stage it belongs to: an older start is another stage's; `expires` is the date fact
    of the last day in the order. `alarm` counts days before the due day.
    """

    id: str
    instrument: str
    cite: str
    says: str
    says_en: str
    start: tuple[str, ...]
    end: tuple[str, ...]
    before: tuple[str, ...]
    since: str
    length: int | None
    unit: str
    kind: str
    pick: str
    scope: Node
    when: Node
    when_written: str
    extensions: tuple[Extension, ...]
    expires: str
    alarm: tuple[int, ...]
    confidence: str
    note: str
    note_en: str
    line: int


class Step(NamedTuple):
    """Something a role does.

    It opens when an `after` milestone is reached, or when a clock named in `expired` has run out. `until` milestones or the
    condition `done_when` complete it; `moot` milestones make it fall away. `act` is the kind of act that records it.
    """

    id: str
    instrument: str
    cite: str
    does: str
    does_en: str
    role: str
    after: tuple[str, ...]
    expired: tuple[str, ...]
    scope: Node
    when: Node
    when_written: str
    until: tuple[str, ...]
    done_when: Node | None
    done_written: str
    moot: tuple[str, ...]
    act: str
    needs: tuple[str, ...]
    makes: tuple[str, ...]
    required: tuple[str, ...]
    invited: tuple[str, ...]
    clock: Clock | None
    confidence: str
    note: str
    note_en: str
    line: int


class Words(NamedTuple):
    """The vocabularies that steps and clocks draw on, by id."""

    milestones: Mapping[str, Milestone]
    papers: Mapping[str, Paper]
    attendees: Mapping[str, Attendee]


class Procedure(NamedTuple):
    """The steps and stand-alone clocks of one instrument, each in the order of its articles."""

    steps: tuple[Step, ...] = ()
    clocks: tuple[Clock, ...] = ()

    def every_clock(self) -> tuple[Clock, ...]:
        """The clocks of the steps and those on their own."""
        return (*(step.clock for step in self.steps if step.clock is not None), *self.clocks)
