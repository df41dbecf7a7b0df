"""A changed regulation by stick: believed by its signature, read by the law's checker, and what it changes in open cases is told before it counts."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from desk.cases.story import NOW, Story
from desk.conftest import SignedIn
from rembuk.desk.sync import law_in_use, laws
from rembuk.law.source import LAW_DIR
from rembuk.ledger.keys import DeviceKey
from rembuk.ledger.sync import cards, law_packs
from rembuk.ledger.sync.bundles import BundleProblem
from rembuk.reference.tables import DATA_DIR

CENTRE = DeviceKey("pusat2", Ed25519PrivateKey.from_private_bytes(b"pusat2".ljust(32, b".")))
FILES = {"law/facts.yaml": "a: 1\n", "reference/x.csv": "k,v\n"}


@pytest.fixture(autouse=True)
def trusted(undone: None) -> Iterator[None]:
    laws.trust(cards.write(CENTRE))
    yield
    shutil.rmtree(Path(settings.HOME) / "law", ignore_errors=True)
    Path(settings.HOME, laws.CENTRE).unlink()


@pytest.mark.parametrize("at", [0, 3, 5, 9, 20, 60, 100, -70, -1])
def test_a_damaged_pack_is_refused_whole(at: int) -> None:
    content = bytearray(law_packs.seal(FILES, "Uji", CENTRE, NOW))
    content[at] ^= 8
    for broken in (bytes(content), b"", bytes(content[:-1])):
        with pytest.raises(BundleProblem):
            laws.take_in(broken)
    assert law_in_use.history() == [law_in_use.OWN]


def test_a_pack_of_anybody_else_is_refused() -> None:
    other = DeviceKey("lain22", Ed25519PrivateKey.generate())
    with pytest.raises(BundleProblem, match="bukan pusat"):
        laws.take_in(law_packs.seal(FILES, "Uji", other, NOW))
    with pytest.raises(BundleProblem, match="bukan milik pusat"):
        laws.take_in(law_packs.seal(FILES, "Uji", DeviceKey("pusat2", Ed25519PrivateKey.generate()), NOW))


@pytest.mark.parametrize("name", ["../x.yaml", "law/../../x.yaml", "law/x.py", "/etc/passwd.yaml", "law/deep/er/x.yaml", "law/.x.yaml"])
def test_a_name_that_leads_elsewhere_is_no_name(name: str) -> None:
    with pytest.raises(ValueError, match=r"yaml|py"):
        law_packs.seal({name: ""}, "Uji", CENTRE, NOW)
    assert not law_packs.is_name(name)


def test_a_checked_pack_counts_from_the_next_start_and_says_what_it_changes(story: Story) -> None:
    case = story.opened("dewa")
    story.add(case, "dewa", "party_added", role="suspect", name="Rano")
    connection.close()
    whole = laws.files_of(LAW_DIR, DATA_DIR)
    broken = whole | {"law/facts.yaml": whole["law/facts.yaml"].replace("type: bool", "type: boolish", 1)}
    with pytest.raises(BundleProblem, match="pemeriksa hukum menolak"):
        laws.take_in(law_packs.seal(broken, "Rusak", CENTRE, NOW))
    assert law_in_use.history() == [law_in_use.OWN]
    without = {name: text for name, text in whole.items() if "practice-jember" not in name}
    taken = laws.take_in(law_packs.seal(without, "Tanpa Jember", CENTRE, NOW))
    assert {(one.case, one.instrument, one.after) for one in taken.changes} == {(case, "practice-jember", "")}
    assert law_in_use.history()[-1] == taken.pack.digest and (law_in_use.folder_of(taken.pack.digest) / "law" / "facts.yaml").exists()
    for content in (law_packs.seal(without, "Lama", CENTRE, NOW - timedelta(days=1)), law_packs.seal(without, "Tanpa Jember", CENTRE, NOW)):
        with pytest.raises(BundleProblem, match=r"tidak lebih baru|sudah dipakai"):
            laws.take_in(content)
    assert laws.back() == law_in_use.OWN and laws.back() is None


def test_an_administrator_takes_a_pack_in_on_the_page_which_says_what_it_changes(signed_in: SignedIn, story: Story) -> None:
    case = story.opened("dewa")
    story.add(case, "dewa", "party_added", role="suspect", name="Rano")
    whole = laws.files_of(LAW_DIR, DATA_DIR)
    without = {name: text for name, text in whole.items() if "practice-jember" not in name}
    pack = law_packs.seal(without, "Tanpa Jember", CENTRE, NOW)
    lia, ani = signed_in("lia"), signed_in("ani")

    def brought(content: bytes) -> str:
        return str(lia.post("/sinkron/hukum/", {"pack": SimpleUploadedFile("hukum.rbl", content)}, follow=True).content.decode())

    for address in ("hukum/", "hukum/kembali/"):
        assert ani.post(f"/sinkron/{address}", {"pack": SimpleUploadedFile("hukum.rbl", pack)}).status_code == 403
    assert "rusak" in brought(pack[:-1]) and law_in_use.history() == [law_in_use.OWN]
    page = brought(pack)
    assert "temuan 1 perkara terbuka berubah" in page and "practice-jember: belum dapat diputus → tidak berlaku" in page
    assert "masih memakai hukum sebelumnya" in page and "Rano" not in page
    assert "Paket hukum" not in ani.get("/sinkron/").content.decode()
    page = lia.post("/sinkron/hukum/kembali/", follow=True).content.decode()
    assert "hukum program sendiri" in page and "masih memakai hukum sebelumnya" not in page and law_in_use.history() == [law_in_use.OWN]
    connection.close()
