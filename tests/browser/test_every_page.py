"""Every page of the desk as the one who reads it: accessible, quiet, within a phone's width, light, and painted before any script.

A page is walked once, at 1280 pixels and then at 390. An address that is no page is named in `NO_PAGE`; one that is in neither list
fails the first test here, so that no new page escapes.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Response

from browser import steps
from browser.axe import BARRING, violations
from browser.conftest import HEIGHTS, NARROW, WIDE
from browser.live_desk import LiveDesk
from browser.steps import PersonAt

person = steps.person

MOST_BYTES = 50_000
#: Who reads what: addresses after the name of a page. `{x}` is an id that the desk gave: see `addresses_of_the_desk.py`.
WALKS: dict[str, dict[str, str]] = {
    "": {
        "front": "/", "about_rj": "/tentang-rj/", "how_a_case_goes": "/alur-perkara/", "your_rights": "/hak-anda/", "apply": "/ajukan/", "follow": "/ikuti/",
        "account_login": "/masuk/", "account_inactive": "/masuk/ditutup/", "account_signup": "/masuk/daftar/", "check_paper": "/periksa/",
        "open_numbers": "/angka/terbuka/",
    },
    "ani": {
        "work": "/kerja/", "cases": "/perkara/", "case_new": "/perkara/baru/", "case": "/perkara/{mediated}/", "case_people": "/perkara/{mediated}/orang/",
        "case_sessions": "/perkara/{mediated}/pertemuan/", "case_agreement": "/perkara/{mediated}/kesepakatan/",
        "case_decisions": "/perkara/{mediated}/keputusan/", "case_law": "/perkara/{mediated}/hukum/", "case_history": "/perkara/{mediated}/riwayat/",
        "case_papers": "/perkara/{mediated}/surat/", "case_plain": "/perkara/{mediated}/surat/sederhana/",
        "case of a child": "/perkara/{child}/", "people of a child": "/perkara/{child}/orang/", "case_names": "/perkara/{child}/nama/",
        "own_account": "/akun/", "account_change_password": "/akun/sandi/", "account_logout": "/keluar/", "mfa_index": "/akun/autentikator/",
        "law": "/hukum/", "law_try": "/hukum/coba/", "law_facts": "/hukum/fakta/", "law_offences": "/hukum/tindak-pidana/",
        "law_instrument": "/hukum/perma-1-2024/", "screening": "/saring/", "a page that is not there": "/tidak-ada/",
        "carrying": "/sinkron/",
    },
    "agus": {
        "work with work": "/kerja/", "cases searched": "/perkara/?cari=laka", "cases filtered": "/perkara/?keadaan=open&terlambat=on",
        "case_menu": "/perkara/{running}/lakukan/", "running case": "/perkara/{running}/", "law of a running case": "/perkara/{running}/hukum/",
        "case_questions": "/perkara/{running}/tanya/", "case_act": "/perkara/{running}/lakukan/party_added/",
        "choosing a fact": "/perkara/{running}/lakukan/fact_stated/", "a meeting": "/perkara/{running}/lakukan/session_held/",
        "an agreement": "/perkara/{running}/lakukan/agreement_drafted/", "a signature": "/perkara/{running}/lakukan/agreement_signed/",
    },
    "wahyu": {"several suspects": "/perkara/{several}/", "a conflict": "/perkara/{conflict}/", "case_conflict": "/perkara/{conflict}/selisih/1/"},
    "citra": {"case_court": "/perkara/{court}/sidang/", "a judgment": "/perkara/{tried}/sidang/", "an adjournment": "/perkara/{court}/lakukan/hearing_adjourned/"},
    "siti": {"a village matter": "/perkara/{village}/", "four steps": "/perkara/{village}/pertemuan/", "village work": "/kerja/"},
    "kapolres-kebumen": {"approvals": "/persetujuan/", "work to approve": "/kerja/", "numbers": "/angka/", "numbers_breakdown": "/angka/rincian/",
                         "numbers_waiting": "/angka/tunggu/", "half_year_report": "/angka/laporan/", "old_totals": "/angka/lama/"},
    "pengawas-kebumen": {"oversight": "/pengawasan/", "oversight_case": "/pengawasan/{pressure}/", "access_log": "/catatan-akses/", "a supervisor's work": "/kerja/",
                         "a supervisor's cases": "/perkara/"},
    "admin-kebumen": {
        "offices": "/kantor/", "office": "/kantor/polres-kebumen/", "office_new": "/kantor/baru/", "users": "/kantor/pengguna/", "user": "/kantor/pengguna/{user}/",
        "user_new": "/kantor/pengguna/baru/", "post_end": "/kantor/jabatan/{post}/", "stand_in_new": "/kantor/jabatan/{post}/pengganti/",
        "nodes of offices": "/sinkron/", "office_papers": "/kantor/polres-kebumen/surat/", "office_clocks": "/kantor/polres-kebumen/tenggang/",
        "office_clock": "/kantor/polres-kebumen/tenggang/uu-11-2012-sppa/d7-musyawarah/",
    },
    "evaluator-jambi": {
        "evaluations": "/evaluasi/", "evaluation": "/evaluasi/{evaluation}/", "evaluation_new": "/evaluasi/baru/", "evaluation as a record": "/perkara/{evaluation}/",
        "a finding": "/perkara/{evaluation}/lakukan/finding_coded/", "case_open_record": "/perkara/baru/evaluation_opened/",
    },
}  # fmt: skip
#: Files, answers for programs, addresses that only take what a form sends, and pages that ask for the password again first.
NO_PAGE = {
    "set_language", "health", "switch_post", "stay", "screening_result", "screening_discard", "cases_export", "case_export", "case_attachment", "api_kinds",
    "api_case", "api_acts", "user_code", "user_close", "user_second_factor", "mfa_authenticate", "account_reauthenticate", "mfa_reauthenticate",
    "mfa_activate_totp", "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_download_recovery_codes", "number_export",
    "case_file", "case_plain_pdf", "case_plain_sound", "case_paper_file", "case_paper_checks", "case_paper_preview", "case_paper_editable", "office_template",
    "sync_exchange", "sync_card", "sync_media", "sync_now", "bundle_for_hub", "bundle_for_node", "join_hub", "enrol_node", "revoke_node", "half_year_pdf", "post_new",
    "token_new", "token_end", "sync_timer", "law_pack", "law_back",
}  # fmt: skip
#: Pages that need a letter, a device or a book first; the tests of papers, of the field kit and of registers ask for them.
ELSEWHERE = ("case_paper", "office_letter", "number_list", "field_", "registers", "book", "old_", "import_", "numbers_", "half_year")
#: Pages that answer with another status than 200.
STATUS = {"a page that is not there": 404}
#: The cases of the stories, by a number of theirs or by their title.
CASES = {
    "mediated": "laka 012 ii 2026", "child": "laka 081 viii 2026", "village": "rj ds 02 iv 2026", "tried": "41 pid b 2026 pn nga",
}  # fmt: skip
TITLES = {
    "several": "Pencurian alat bengkel bersama-sama (contoh)", "conflict": "Perusakan kios pulsa (contoh)", "pressure": "Pemukulan pekerja gudang (contoh)",
    "evaluation": "Evaluasi keadilan restoratif semester pertama (contoh)",
}  # fmt: skip
#: Every script that keeps the page from being painted. Data for a script does not run.
BLOCKING = """() => [...document.scripts].filter((one) => !one.defer && !one.async && one.type !== "module" && one.type !== "application/json")
    .map((one) => one.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="session")
def addresses(desk_server: LiveDesk) -> dict[str, Any]:
    """What the running desk can be asked for."""
    found: dict[str, Any] = json.loads(desk_server.run(str(Path(__file__).with_name("addresses_of_the_desk.py"))))
    return found


@pytest.fixture(scope="session")
def samples(addresses: dict[str, Any]) -> dict[str, str]:
    """The ids that the walks name."""
    by_number = {name: addresses["cases"][number] for name, number in CASES.items()}
    by_title = {name: addresses["titles"][title] for name, title in TITLES.items()}
    return {**by_number, **by_title, **addresses["open"], "user": str(addresses["user"]), "post": str(addresses["post"])}


def test_every_address_of_the_desk_is_walked_or_known_to_be_no_page(addresses: dict[str, Any]) -> None:
    walked = {name for pages in WALKS.values() for name in pages}
    unknown = [name for name in addresses["routes"] if name not in walked | NO_PAGE and not name.startswith(ELSEWHERE)]
    assert not unknown


@pytest.mark.parametrize("username", WALKS, ids=lambda name: name or "without an account")
def test_every_page_is_accessible_quiet_narrow_light_and_painted_at_once(
    person: PersonAt, addresses: dict[str, Any], samples: dict[str, str], look: Any, username: str, expect_trouble: steps.ExpectTrouble
) -> None:
    expect_trouble(r"GET .*/tidak-ada/: 404$")
    page = person(username).page
    faults = []
    for name, address in WALKS[username].items():
        if name in addresses["routes"] or " " in name:
            page.set_viewport_size({"width": WIDE, "height": HEIGHTS[WIDE]})
            answer = page.goto(address.format(**samples))
            assert answer
            faults += [f"{name} ({page.url}): {fault}" for fault in [*_of_the_answer(answer, STATUS.get(name, 200)), *_as_shown(page)]]
            look(page, _file_name(username, name))
            page.set_viewport_size({"width": NARROW, "height": HEIGHTS[NARROW]})
            faults += [f"{name} at {NARROW} ({page.url}): {fault}" for fault in _as_shown(page)]
            look(page, _file_name(username, name))
    assert not faults, "\n".join(faults)


def _of_the_answer(answer: Response, status: int) -> list[str]:
    found = [f"answers {answer.status}"] if answer.status != status else []
    weight = answer.request.sizes()["responseBodySize"]
    return found + [f"weighs {weight} bytes compressed"] * (weight > MOST_BYTES)


def _as_shown(page: Page) -> list[str]:
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    found = [f"scrolls sideways by {wide} pixels"] * (wide > 0)
    found += [f"waits for a script: {script}" for script in page.evaluate(BLOCKING)]
    return found + [str(violation) for violation in violations(page) if violation.impact in BARRING]


def _file_name(username: str, name: str) -> str:
    return f"{username or 'public'}-{name}".replace(" ", "_").replace("'", "")
