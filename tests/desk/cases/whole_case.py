"""A case that holds one of every thing, so that every kind of act finds what it is about, and values that fit every blank."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from desk.cases.story import NOW, Story, day, hour
from desk.cast import actor
from rembuk.casework.acting import Done, Wish
from rembuk.casework.models import CaseRow
from rembuk.desk.actor import Actor
from rembuk.desk.cases.blanks import FormMaker
from rembuk.desk.cases.names import Names
from rembuk.desk.cases.opened import Opened
from rembuk.desk.node import casework
from rembuk.record.act import Author
from rembuk.record.kinds import Field, Kind, declaration
from rembuk.record.outcome import Refused

#: Who in the cast holds a role, in the order in which they are tried.
WHO = {
    "investigator": "ani", "police_chief": "indra", "prosecutor": "budi", "chief_prosecutor": "gita", "judge": "citra", "court_chair": "joko",
    "village_head": "dewa", "probation_officer": "nani", "evaluator": "mira",
}  # fmt: skip


def gather_more(story: Story) -> None:
    """The roles the cast lacks."""
    story.newcomer("nani", "Nani Puspita", "bapas-purwokerto", "probation_officer", "corrections")
    story.newcomer("mira", "Mira Handayani", "polda-jateng", "evaluator", "police")


def doer_of(kind: Kind) -> str:
    """Who does acts of a kind in these tests; of several, one at whose stage it may be done."""
    if kind.group == "evaluation":
        return "mira"
    stages = {"investigator": "police", "police_chief": "police", "prosecutor": "prosecution", "chief_prosecutor": "prosecution", "judge": "court",
              "court_chair": "court", "village_head": "village"}  # fmt: skip
    fitting = [role for role in WHO if role in kind.by and (not kind.stages or stages.get(role) in kind.stages)]
    return WHO[fitting[0]]


def whole_case(story: Story, who: str, kind: Kind) -> str:
    """A case of that person with one of every thing the kind may be about."""
    if kind.group == "evaluation":
        return _whole_evaluation(story, who)
    me = actor(story.cast[who])
    case = story.opened(who if me.institution != "corrections" else "ani", practice="traffic")
    if me.institution == "corrections":
        story.add(case, "indra", "officer_assigned", officer=who, duty="Pembimbing")
    write = _Writer(story, case, me)
    eka, yusuf = write("party_added", role="victim", name="Eka"), write("party_added", role="suspect", name="Yusuf", birth_date=day(-15 * 365))
    wali = write("party_added", role="guardian", name="Wali")
    for party in (eka, yusuf):
        write("rights_explained", party=party, at=hour(-3), language="indonesian", told="Hak", understood="ya")
        write("consent_given", party=party, at=hour(-2), proof="signature")
    write("representation_added", represented=yusuf, party=wali, capacity="guardian", on=day(-2))
    write("offer_made", parties=[eka, yusuf], on=day(-2))
    write("application_made", parties=[eka, yusuf], on=day(-2))
    write("session_scheduled", at=hour(1), place="Balai", facilitator=who, invited=[eka, yusuf])
    write("summons_sent", party=eka, summons_by="phone", at=hour(-1), reason="Musyawarah")
    write("agreement_drafted", terms=[{"term_kind": "pay", "what": "Mengganti", "owner": yusuf, "to_party": eka, "amount": 100_000, "due_on": day(5)}],
          parties=[eka, yusuf], on=day(-1))  # fmt: skip
    _things_of_decisions(write, me, eka, yusuf)
    if kind.name == "payment_corrected":
        write("payment_made", term=story.case(case).all("term")[0].id, amount=10_000, on=day(-1), basis="Kuitansi")
    if kind.name == "case_reopened":
        write("case_closed", close_reason="sp3", on=day(), reason="Selesai")
    return case


def _things_of_decisions(write: _Writer, me: Actor, eka: str, yusuf: str) -> None:
    write("approval_requested", level=me.role if me.role in ("police_chief", "chief_prosecutor") else "police_chief", to_office=me.office, on=day(-1),
          approval_of="rj_stop", text="Mohon")  # fmt: skip
    write("review_invited", review_kind="gelar_perkara_khusus", held_on=day(), on=day(-4))
    write("termination_ordered", decree_kind="sp3", decree_ground="other", on=day(-1), number="S/1", reason="Alasan")
    write("penetapan_requested", to_office=me.office, on=day(-1), despite="Untuk diuji")
    write("detention_begun", suspect=yusuf, on=day(-1), detention_place="rutan", until=day(10))
    write("evidence_recorded", item="Sepeda")
    write("claim_filed", scheme="jasa_raharja", party=eka, on=day(-1))
    write("diversion_started", suspect=yusuf, on=day(-1))
    write("letter_issued", paper="Undangan", number="U/1", on=day(-1))
    write("handed_over", to_office=me.office, to_stage=me.institution if me.institution != "corrections" else "police", handover_reason="ordinary", on=day(-1))


def _whole_evaluation(story: Story, who: str) -> str:
    case = story.add(None, who, "evaluation_opened", title="Evaluasi RJ", office="polres-kebumen", period_from=day(-90), period_to=day(-1), on=day())
    source = story.add(case, who, "source_collected", source_kind="interview", on=day(), text="Wawancara")
    finding = story.add(case, who, "finding_coded", source=source, coding="obstacle", theme="training", quote="Belum dilatih")
    story.add(case, who, "recommendation_made", text="Latih", findings=[finding], responsible="Kabag", due_on=day(30))
    story.add(case, who, "training_held", title="Pelatihan", on=day(), trained=["Ani"])
    return case


class _Writer:
    """Does an act in whatever role may do it, in the doer's own office: setting up is not what is tried."""

    def __init__(self, story: Story, case: str, me: Actor) -> None:
        self.story, self.case, self.me = story, case, me

    def __call__(self, kind: str, **fields: Any) -> str:
        answers = []
        for role in sorted(declaration().kinds[kind].by):
            by = Author("lain", "Orang Lain", role, self.me.office, self.me.institution)
            outcome = casework().perform(self.case, [Wish(kind, fields)], by=by, now=NOW)
            if isinstance(outcome, Refused) and outcome.soft:
                outcome = casework().perform(self.case, [Wish(kind, {**fields, "despite": "Untuk diuji"})], by=by, now=NOW)
            if isinstance(outcome, Done):
                return outcome.acts[0].id
            answers.append((role, outcome))
        raise AssertionError(f"{kind}: {answers}")


def valid_form(story: Story, case_id: str, who: str, kind: Kind) -> dict[str, Any]:
    """What a person would fill in: something fitting in every blank, from what the form offers."""
    me, now = actor(story.cast[who]), timezone.now()
    found = casework().view(case_id, now)
    assert found is not None
    case, view = found
    opened = Opened(CaseRow.objects.get(pk=case_id), case, view, me, Names(case, hidden=False), timezone.localdate(), now)
    maker = FormMaker(kind, opened, me, timezone.localdate())
    out: dict[str, Any] = {"seen": " ".join(case.heads), "do": "save"}
    for field in kind.fields:
        out |= _filled(field, maker, field.name)
    return out | _FITTING.get(kind.name, {})


#: What must fit together beyond each blank for itself.
_FITTING: dict[str, dict[str, Any]] = {
    "fact_stated": {"fact": "loss", "value": "Rp1.500.000"}, "ruling_made": {"about": "perja-15-2020/5-1-c", "chosen": "loss_only"},
    "case_closed": {"close_reason": "sp3"}, "payment_made": {"amount": "50.000"}, "relation_declared": {}, "penetapan_requested": {"despite": "Dikirim dahulu"},
}  # fmt: skip


def _filled(field: Field, maker: FormMaker, name: str) -> dict[str, Any]:
    if field.type == "rows":
        row = {key: value for column in field.columns for key, value in _filled(column, maker, f"{name}-0-{column.name}").items()}
        return {f"{name}-rows": "1", **row}
    if field.type in ("media", "digest"):
        return {}
    options = [option.value for option in maker.options_of(field)]
    if field.type in ("refs", "choices"):
        return {name: options}
    if field.type in ("choice", "ref", "user", "office"):
        return {name: options[0]} if options else {}
    return {name: _WRITTEN.get(field.type, "Contoh")}


_WRITTEN = {
    "yesno": "ya", "date": day(), "moment": hour()[:16], "rupiah": "100.000", "integer": "2", "texts": "Saksi Satu\nSaksi Dua", "nik": "3305010505950001",
    "phone": "0812 3456 7890", "region": "33.05", "charges": "Pasal 362 KUHP", "number": "12/X/2026", "fact": "loss", "value": "Rp1.500.000",
}  # fmt: skip
