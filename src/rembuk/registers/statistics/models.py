"""Counted rows, the changes not yet added to the sums, the sums, what is known of offices, and totals from before the record.

Rows, changes and sums are projections: computed from the acts and thrown away at will. No column holds a name.
"""

from __future__ import annotations

from django.db import models

#: By what a page may narrow, in the order of the columns.
NARROWED_BY = ("half", "office", "province", "stage", "is_3t", "offence_group", "age", "practice")
#: The same for waits, whose sums keep fewer of them.
WAITS_NARROWED_BY = ("half", "office", "province", "stage", "is_3t")
#: Of what a sum is: of one office, of the offices of a province, of all; and of one office whatever the offence, age and kind of case.
OFFICE, PROVINCE, NATION, PLAIN_OFFICE = "o", "p", "n", "w"
#: The columns a sum of each kind leaves blank.
BLANK = {OFFICE: (), PROVINCE: ("office",), NATION: ("office", "province"), PLAIN_OFFICE: ("offence_group", "age", "practice")}


class Place(models.Model):
    """What statistics know of an office: its name, the Kemendagri code of its province, whether it is a 3T district."""

    code = models.CharField(primary_key=True, max_length=60)
    name = models.CharField(max_length=150)
    province = models.CharField(max_length=2, blank=True)
    is_3t = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class Narrowed(models.Model):
    """By what numbers are narrowed."""

    half = models.CharField(max_length=6)
    office = models.CharField(max_length=60)
    province = models.CharField(max_length=2, blank=True)
    stage = models.CharField(max_length=12)
    is_3t = models.BooleanField(default=False)
    offence_group = models.CharField(max_length=16, help_text="a group of the catalogue, mixed or unknown")
    age = models.CharField(max_length=7, help_text="child, adult or unknown at the time of the act")
    practice = models.CharField(max_length=20)

    class Meta:
        abstract = True


class Counted(Narrowed):
    """One leg of one suspect, with everything that is counted about it. Days are null where an event is missing."""

    case = models.CharField(max_length=40)
    suspect = models.CharField(max_length=40, blank=True)
    leg = models.PositiveSmallIntegerField()
    since = models.DateField()
    until = models.DateField(null=True)
    is_first = models.BooleanField()
    finding = models.CharField(max_length=14, blank=True)
    finding_for = models.CharField(max_length=80, blank=True, help_text="the acts and the law an earlier leg's finding was computed for")
    outcome = models.CharField(max_length=14)
    is_offered = models.BooleanField()
    has_met = models.BooleanField()
    has_agreed = models.BooleanField()
    is_stopped = models.BooleanField()
    victim_refused = models.BooleanField()
    suspect_refused = models.BooleanField()
    authority_refused = models.BooleanField()
    is_performed = models.BooleanField()
    has_defaulted = models.BooleanField()
    court_asked = models.BooleanField()
    court_confirmed = models.BooleanField()
    court_returned = models.BooleanField()
    agreed_rupiah = models.BigIntegerField()
    restored_rupiah = models.BigIntegerField()
    cost_rupiah = models.BigIntegerField()
    lost_hours = models.IntegerField()
    days_to_offer = models.IntegerField(null=True)
    days_to_answer = models.IntegerField(null=True)
    days_to_session = models.IntegerField(null=True)
    days_to_agreement = models.IntegerField(null=True)
    days_to_performance = models.IntegerField(null=True)
    days_at_superior = models.IntegerField(null=True)
    days_at_police_chief = models.IntegerField(null=True)
    days_at_chief_prosecutor = models.IntegerField(null=True)
    days_at_high_prosecutor = models.IntegerField(null=True)
    days_at_deputy = models.IntegerField(null=True)
    days_to_decree = models.IntegerField(null=True)
    days_at_court = models.IntegerField(null=True)
    days_in_all = models.IntegerField(null=True)

    class Meta:
        abstract = True


class CaseNumbers(Counted):
    """The counted row of one leg."""

    class Meta:
        constraints = (models.UniqueConstraint(fields=["case", "suspect", "leg"], name="one_row_a_leg"),)
        indexes = (
            models.Index(fields=["office", "since"], name="numbers_of_office"),
            models.Index(fields=["province", "since"], name="numbers_of_province"),
            models.Index(fields=["since", "id"], name="numbers_newest"),
        )

    def __str__(self) -> str:
        return f"{self.case} {self.suspect} {self.leg}"


class NumberChange(Counted):
    """A counted row that came (`sign` 1) or went (-1) since the sums were last brought up to date."""

    sign = models.SmallIntegerField()

    def __str__(self) -> str:
        return f"{self.sign:+} {self.case} {self.suspect} {self.leg}"


class NumberCell(Narrowed):
    """Every number for the rows that share all that pages narrow by; `grain` tells which columns are blank because the sum is over them."""

    grain = models.CharField(max_length=1)
    received = models.BigIntegerField()
    reported = models.BigIntegerField()
    eligible = models.BigIntegerField()
    not_eligible = models.BigIntegerField()
    disputed = models.BigIntegerField()
    undecided = models.BigIntegerField()
    never_offered = models.BigIntegerField()
    offered = models.BigIntegerField()
    met = models.BigIntegerField()
    agreed = models.BigIntegerField()
    stopped = models.BigIntegerField()
    refused_by_victim = models.BigIntegerField()
    refused_by_offender = models.BigIntegerField()
    refused_by_authority = models.BigIntegerField()
    performed = models.BigIntegerField()
    defaulted = models.BigIntegerField()
    court_asked = models.BigIntegerField()
    court_confirmed = models.BigIntegerField()
    court_returned = models.BigIntegerField()
    ended_rj = models.BigIntegerField()
    ended_diversion = models.BigIntegerField()
    ended_p21 = models.BigIntegerField()
    ended_sp3 = models.BigIntegerField()
    ended_other_agency = models.BigIntegerField()
    ended_filed = models.BigIntegerField()
    ended_judged = models.BigIntegerField()
    ended_sent_on = models.BigIntegerField()
    ended_other = models.BigIntegerField()
    still_open = models.BigIntegerField()
    agreed_rupiah = models.BigIntegerField()
    restored_rupiah = models.BigIntegerField()
    cost_rupiah = models.BigIntegerField()
    lost_hours = models.BigIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["grain", "office", "province", "half", "stage", "is_3t", "offence_group", "age", "practice"], name="one_cell"),)

    def __str__(self) -> str:
        return f"{self.office or self.province or '*'} {self.half}: {self.received}"


class WaitCell(models.Model):
    """How many rows waited so many days for a step."""

    grain = models.CharField(max_length=1)
    half = models.CharField(max_length=6)
    office = models.CharField(max_length=60)
    province = models.CharField(max_length=2, blank=True)
    stage = models.CharField(max_length=12)
    is_3t = models.BooleanField(default=False)
    wait = models.CharField(max_length=30)
    days = models.IntegerField()
    rows = models.BigIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["grain", "office", "province", "half", "stage", "is_3t", "wait", "days"], name="one_wait_cell"),)

    def __str__(self) -> str:
        return f"{self.wait} {self.days}: {self.rows}"


class OldTotal(models.Model):
    """A figure of a half-year from before the record, with where it was read. Only added to: a correction names what it corrects."""

    office = models.CharField(max_length=60)
    half = models.CharField(max_length=6)
    number = models.CharField(max_length=30, help_text="the number of numbers.yaml it is")
    value = models.BigIntegerField()
    source = models.CharField(max_length=300)
    corrects = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="corrected_by")
    entered_by = models.CharField(max_length=60)
    entered_in = models.CharField(max_length=60, help_text="the office of the post it was entered in")
    entered_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["office", "half"], name="old_totals_of_office"),)

    def __str__(self) -> str:
        return f"{self.office} {self.half} {self.number}: {self.value}"
