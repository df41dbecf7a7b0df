"""Nodes of offices as their hub's administrators see and change them, and this node's own hub."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils.translation import gettext as _

from rembuk.desk.actor import Actor
from rembuk.desk.node import casework
from rembuk.desk.offices.models import Office
from rembuk.ledger.models import Device, DeviceRevocation
from rembuk.ledger.sync import cards, hubs
from rembuk.ledger.sync.calling import AddressProblem, Caller
from rembuk.ledger.sync.cards import Card, CardProblem
from rembuk.ledger.sync.models import Contact


class Node(NamedTuple):
    """A node of an office: when it was let in, when it last asked, how far its clock is off (minutes), and when its right was taken away and why."""

    code: str
    office: str
    label: str
    enrolled_at: datetime
    asked_at: datetime | None
    minutes_off: int
    revoked_at: datetime | None
    reason: str


def nodes_of(actor: Actor) -> list[Node]:
    """The nodes of the offices that the actor administers, by office."""
    devices = list(Device.objects.filter(office__in=actor.subtree).exclude(label__startswith="kit ").order_by("office", "code"))
    asked = {one.device: one for one in Contact.objects.filter(device__in=[device.code for device in devices])}
    revoked = {one.device: one for one in DeviceRevocation.objects.filter(device__in=[device.code for device in devices])}
    return [_node(device, asked.get(device.code), revoked.get(device.code)) for device in devices]


def _node(device: Device, asked: Contact | None, revoked: DeviceRevocation | None) -> Node:
    at = datetime.fromtimestamp(asked.asked_ms / 1000, UTC) if asked and asked.asked_ms else None
    return Node(
        device.code, device.office, device.label, device.enrolled_at, at, asked.minutes_off if asked else 0, revoked.revoked_at if revoked else None,
        revoked.reason if revoked else "",
    )  # fmt: skip


def offices_for(actor: Actor) -> list[tuple[str, str]]:
    """The offices for which the actor may let nodes in: code and name."""
    return list(Office.objects.filter(code__in=actor.subtree, closed_on=None).order_by("name").values_list("code", "name"))


def node_or_404(actor: Actor, code: str) -> Device:
    """The node, if it is the actor's to administer. Raises Http404."""
    found = Device.objects.filter(code=code, office__in=actor.subtree).exclude(label__startswith="kit ").first()
    if found is None:
        raise Http404(code)
    return found


def enrol_node(actor: Actor, told: str, office: str, label: str) -> Card:
    """Lets the holder of a card in for an office. Raises ValidationError for what cannot be, StoreError when the store refuses."""
    card = _card(told)
    if office not in dict(offices_for(actor)):
        raise ValidationError(_("Pilih kantor dari daftar."))
    name = " ".join(label.split())[:60] or _("node kantor")
    if name.startswith("kit "):
        raise ValidationError(_("Nama node tidak boleh diawali 'kit'; nama itu untuk perangkat lapangan."))
    casework().ledger.enrol(card.code, card.public_key, office=office, label=name, by=actor.user, now=datetime.now(UTC))
    return card


def join_hub(address: str, told: str) -> Card:
    """Makes this store a node of the hub of that card. Raises ValidationError, StoreError."""
    card, address = _card(told), address.strip().rstrip("/")
    if card.code == casework().device.code:
        raise ValidationError(_("Itu kartu node ini sendiri; salin kartu dari halaman Sinkron di hub."))
    known = hubs.hub_of()
    if known is not None and known.code != card.code:
        raise ValidationError(_("Node ini sudah bergabung dengan hub %(code)s.") % {"code": known.code})
    try:
        Caller(address).close()
    except AddressProblem as problem:
        raise ValidationError(str(problem)) from None
    hubs.join(casework().ledger, card, address, datetime.now(UTC))
    return card


def _card(told: str) -> Card:
    try:
        return cards.read(told)
    except CardProblem as problem:
        raise ValidationError(str(problem)) from None
