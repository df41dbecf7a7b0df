"""The page about other stores: what it says, who may change what, and files that come and go."""

from __future__ import annotations

import base64
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from desk.cases.story import Story
from desk.conftest import SignedIn
from rembuk.desk.node import casework
from rembuk.desk.sync import wiping
from rembuk.ledger.keys import DeviceKey
from rembuk.ledger.models import Act, Device, DeviceRevocation
from rembuk.ledger.sync import bundles, cards, hubs
from rembuk.ledger.verify import verify

NOW = datetime(2026, 11, 25, tzinfo=UTC)
OTHER = DeviceKey("other2", Ed25519PrivateKey.from_private_bytes(b"other2".ljust(32, b".")))


def page_of(client: Client) -> str:
    answer = client.get("/sinkron/")
    assert answer.status_code == 200
    return answer.content.decode()


def join(client: Client) -> None:
    client.post("/sinkron/hub/", {"address": "http://127.0.0.1:1", "card": cards.write(OTHER)})


def carried(client: Client, content: bytes) -> tuple[int, str]:
    answer = client.post("/sinkron/", {"files": [SimpleUploadedFile("bundel.rbk", content)]})
    return answer.status_code, answer.content.decode()


def test_everybody_sees_how_it_stands_and_only_administrators_the_nodes(signed_in: SignedIn) -> None:
    assert "Node kantor yang bertukar" not in page_of(signed_in("ani"))
    assert "Node kantor yang bertukar" in page_of(signed_in("lia"))


def test_a_joined_node_says_what_waits_and_a_failed_sync_why(signed_in: SignedIn, story: Story) -> None:
    join(signed_in("lia"))
    story.opened("ani")
    ani = signed_in("ani")
    waiting = Act.objects.count()
    assert f"{waiting} tindakan menunggu dikirim" in page_of(ani)
    after = ani.post("/sinkron/sekarang/", follow=True).content.decode()
    assert "belum tercapai" in after and f"{waiting} tindakan menunggu dikirim" in after
    ani.cookies["rembuk_bahasa"] = "en"
    assert "was not reached" in page_of(ani)


@pytest.mark.parametrize("address", ["hub/", "node/", "node/other2/cabut/", "node/other2/berkas/"])
def test_who_does_not_administer_changes_nothing(signed_in: SignedIn, address: str) -> None:
    answer = signed_in("indra").post(f"/sinkron/{address}", {"card": cards.write(OTHER), "office": "polres-kebumen", "reason": "hilang"})
    assert answer.status_code == 403
    assert not Device.objects.filter(code=OTHER.code).exists() and hubs.hub_of() is None


def test_a_node_is_let_in_for_ones_own_offices_and_revoked_with_a_reason(signed_in: SignedIn) -> None:
    lia = signed_in("lia")
    lia.post("/sinkron/node/", {"card": cards.write(OTHER), "office": "kejari-kebumen"})
    assert not Device.objects.filter(code=OTHER.code).exists()
    lia.post("/sinkron/node/", {"card": cards.write(OTHER), "office": "polres-kebumen", "label": "laptop dermaga"})
    assert Device.objects.get(code=OTHER.code).office == "polres-kebumen" and "laptop dermaga" in page_of(lia)
    lia.post("/sinkron/node/other2/cabut/", {"reason": " "})
    assert not DeviceRevocation.objects.exists()
    lia.post("/sinkron/node/other2/cabut/", {"reason": "hilang di kapal"})
    assert DeviceRevocation.objects.get(device="other2").reason == "hilang di kapal" and "hilang di kapal" in page_of(lia)


def test_a_bundle_for_the_hub_can_be_opened_by_the_hub_alone(signed_in: SignedIn, story: Story) -> None:
    join(signed_in("lia"))
    story.opened("ani")
    answer = signed_in("ani").post("/sinkron/berkas/", {"part": "0"})
    mine = casework().device
    opened = bundles.open_file(answer.content, OTHER, OTHER.code, lambda code: mine.public_key if code == mine.code else None)
    assert (opened.sender, opened.about.acts) == (mine.code, Act.objects.count())
    status, page = carried(signed_in("ani"), answer.content)
    assert status == 400 and "bukan perangkat ini" in page


def test_a_nodes_bundle_is_taken_in_and_its_receipt_goes_back(signed_in: SignedIn) -> None:
    signed_in("lia").post("/sinkron/node/", {"card": cards.write(OTHER), "office": "polres-kebumen"})
    content = _bundle_of_other()
    status, page = carried(signed_in("ani"), content)
    found = re.search(r'data:application/octet-stream;base64,([^"]+)"', page)
    assert status == 200 and found
    receipt = bundles.open_file(base64.b64decode(found[1]), OTHER, OTHER.code, lambda code: casework().device.public_key)
    assert receipt.kind == bundles.ANSWER
    status, page = carried(signed_in("ani"), content[:-1])
    assert status == 400 and "rusak" in page


def test_a_revoked_node_keeps_what_was_not_sent_sealed_and_nothing_else(signed_in: SignedIn, story: Story) -> None:
    join(signed_in("lia"))
    story.opened("ani")
    with connection.cursor() as cursor:
        # Tables of other rooms refuse to lose rows, too.
        cursor.execute("create table only_added (a)")
        cursor.execute("insert into only_added values ('Ani Lestari')")
        cursor.execute("create trigger only_added_kept before delete on only_added begin select raise(abort, 'tetap'); end")
    mine, hub, acts = casework().device, hubs.hub_of(), Act.objects.count()
    assert hub is not None
    (file,) = wiping.wipe(hub, NOW)
    opened = bundles.open_file(file.read_bytes(), OTHER, OTHER.code, lambda code: mine.public_key)
    assert opened.about.acts == acts > 0
    assert not Act.objects.exists() and not Path(settings.HOME, "identity-secret").exists() and not Path(settings.HOME, "device-key").exists()
    assert [fault for fault in verify("default")] == []
    assert b"Ani Lestari" not in Path(settings.DATABASES["default"]["NAME"]).read_bytes()
    connection.close()


def _bundle_of_other() -> bytes:
    """What a node without any acts would bring."""
    from rembuk.ledger.sync import exchange
    from rembuk.ledger.sync.exchange import Cursor, Request

    mine = cards.card_of(casework().device)
    request = exchange.write(Request(OTHER.code, 1, NOW, 0, Cursor(), None, b""), mine.code, OTHER)
    about = bundles.About(1, (0, 0), bytes(8), 1, 1, NOW, 0)
    return bundles.seal(bundles.REQUEST, request, about, OTHER, OTHER.code, mine)
