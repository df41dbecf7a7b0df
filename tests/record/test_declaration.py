"""Promises about `acts.yaml`: whoever reads it may rely on every kind, field and word it declares."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import rembuk.record.kinds as kinds_module
from rembuk.law.facts import Fact
from rembuk.law.library import load_law
from rembuk.law.procedure import ROLES
from rembuk.record.case import CONSTANTS
from rembuk.record.decide import check_rules
from rembuk.record.kinds import DeclarationError, Kind, declaration, read_declaration
from rembuk.record.rules import RULES
from rembuk.record.upcast import UPCASTS

DECLARED = declaration()
KINDS = list(DECLARED.kinds.values())
TEXT = (Path(kinds_module.__file__).parent / "acts.yaml").read_text(encoding="utf-8")
STAGES = {"village", "police", "prosecution", "court"}
#: What a fact may be given from a field of this type.
FITS = {
    "date": {"date"}, "bool": {"yesno"}, "rupiah": {"rupiah"}, "integer": {"integer"}, "days": {"integer"}, "text": {"text", "lines"}, "set": {"choices"}, "enum": {"choice"},
}  # fmt: skip


def by_name(kind: Kind) -> str:
    return kind.name


@pytest.mark.parametrize("kind", KINDS, ids=by_name)
def test_a_kind_is_done_by_roles_that_exist_at_stages_that_exist(kind: Kind) -> None:
    assert kind.by <= {*ROLES, "administrator", "evaluator"} and kind.by and set(kind.stages) <= STAGES


@pytest.mark.parametrize("kind", KINDS, ids=by_name)
def test_a_sentence_speaks_of_blanks_the_kind_has_in_both_languages(kind: Kind) -> None:
    blanks = [set(re.findall(r"\{(\w+)\}", text)) for text in kind.sentence]
    assert blanks[0] == blanks[1] <= {field.name for field in kind.fields}


@pytest.mark.parametrize("kind", KINDS, ids=by_name)
def test_a_kind_says_things_in_two_languages(kind: Kind) -> None:
    for words in (kind.label, kind.sentence, *(field.label for field in kind.fields)):
        assert words.id.strip() and words.en.strip()


@pytest.mark.parametrize("kind", KINDS, ids=by_name)
def test_a_kind_states_facts_of_the_law_from_fields_that_fit_them(kind: Kind) -> None:
    for name, source in kind.states.items():
        fact = load_law().facts[name]
        if source in CONSTANTS or source in ("failed", "stamped_all"):
            assert fact.type == "bool", name
        elif name != "charges":
            field = kind.field(source)
            assert field is not None and field.type in FITS[fact.type], (name, source)
            assert_words_fit(fact, field.of)


def assert_words_fit(fact: Fact, vocabulary: str) -> None:
    if fact.values:
        assert set(DECLARED.choices[vocabulary]) <= set(fact.values), fact.name


@pytest.mark.parametrize("kind", KINDS, ids=by_name)
def test_conditions_sets_and_tracks_name_what_the_kind_has(kind: Kind) -> None:
    fields = {field.name: field for field in kind.fields}
    for where in kind.reaches.values():
        for path, wanted in where.items():
            name, _, cell = path.partition(".")
            assert name in fields, path
            field = fields[name] if not cell else DECLARED.fields[cell]
            assert not field.of or field.type != "choice" or wanted in DECLARED.choices[field.of], (path, wanted)
    for value in [*kind.sets.values(), *kind.track.values()]:
        assert not str(value).startswith("=") or value[1:] in {*fields, "id"}


def test_every_rule_an_act_must_keep_exists_and_every_rule_is_used() -> None:
    check_rules()
    assert {rule.name for kind in KINDS for rule in kind.requires} == set(RULES)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if any(rule.soft for rule in kind.requires)], ids=by_name)
def test_a_soft_rule_leaves_room_for_the_ground_it_wants(kind: Kind) -> None:
    assert kind.field("despite") or kind.field("reason")


def test_every_upcast_reads_a_shape_older_than_the_present_one() -> None:
    assert all(0 < shape < DECLARED.kinds[kind].shape for kind, shape in UPCASTS)
    for kind in KINDS:
        assert all((kind.name, shape) in UPCASTS for shape in range(1, kind.shape))


def test_everything_declared_is_used() -> None:
    used = {field.name for kind in KINDS for field in kind.fields} | {column.name for field in DECLARED.fields.values() for column in field.columns}
    assert set(DECLARED.fields) == used
    vocabularies = {field.of for field in DECLARED.fields.values() if field.type in ("choice", "choices")}
    assert set(DECLARED.choices) == vocabularies
    things = {kind.adds for kind in KINDS} | {field.adds for field in DECLARED.fields.values()}
    assert set(DECLARED.things) == things - {""} and set(DECLARED.groups) == {kind.group for kind in KINDS}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    group: case\n    by: [holders]\n    opens: case", "    gruop: case\n    by: [holders]\n    opens: case"), ("fields: [text!]", "fields: [teks!]"),
        ("type: date, label: {id: Tanggal, en: Date}", "type: tanggal, label: {id: Tanggal, en: Date}"), ("type: choice, of: practice,", "type: choice, of: praktik,"),
        ("label: {id: Tulis catatan, en: Write a note}", "label: {id: Tulis catatan}"), ("changes: handover\n", "changes: penyerahan\n"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_declaration_is_found_when_the_program_starts(old: str, new: str) -> None:
    assert old in TEXT
    with pytest.raises((DeclarationError, KeyError)):
        read_declaration(TEXT.replace(old, new, 1))


def test_a_victim_acts_only_through_public_acts() -> None:
    assert {kind.name for kind in KINDS if "party" in kind.by} == {
        "public_application_received", "party_message_received", "consent_withdrawn", "survey_answered",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("role", "never"),
    [
        ("investigator", {"approval_decided", "penetapan_given", "judgment_given", "filed_in_court", "opinion_written", "effort_reported", "judge_appointed"}),
        ("prosecutor", {"approval_decided", "penetapan_given", "judgment_given", "investigation_started", "spdp_sent", "village_door_closed"}),
        ("mediator", {"village_gate_decided", "termination_ordered", "penetapan_requested", "arrested", "detention_begun", "charge_set", "approval_decided"}),
        ("village_head", {"termination_ordered", "penetapan_requested", "arrested", "detention_begun", "charge_set"}),
        ("judge", {"approval_decided", "penetapan_given", "investigation_started", "opinion_written"}),
        ("registrar", {"penetapan_given", "session_held", "consent_given", "agreement_signed", "victim_presence_asked", "termination_ordered"}),
        ("probation_officer", {"case_closed", "handed_over", "termination_ordered", "approval_decided", "charge_set", "detention_begun"}),
        ("social_worker", {"consent_given", "agreement_signed", "session_held", "case_closed", "fact_stated"}),
        ("supervisor", {"consent_given", "approval_decided", "case_closed", "fact_stated", "party_added"}),
        ("administrator", {"note_added", "fact_stated", "party_added", "case_opened"}),
    ],
)  # fmt: skip
def test_what_a_role_can_never_do(role: str, never: set[str]) -> None:
    assert not {kind.name for kind in KINDS if role in kind.by} & never and never <= set(DECLARED.kinds)


def test_every_officer_can_always_write_a_note() -> None:
    officers = {role for role in ROLES if role not in ("party", "attorney_general")}
    assert officers <= DECLARED.kinds["note_added"].by and not DECLARED.kinds["note_added"].requires
