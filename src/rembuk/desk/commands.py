"""What the command line does with an installation: start it, fill it with the worked cases, make its first administrator, check it.

Each function prepares Django itself, prints sentences, and returns an exit code as `rembuk.cli` names them.
"""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rembuk.casework.demo.cast import Member, Place

DONE, BAD_INPUT, BROKEN = 0, 2, 1
#: The password of everybody in the worked cases; printed where they are made, and only there.
DEMO_PASSWORD = "musyawarah-mufakat"
#: Whom a newcomer may try first: one of each kind.
_SHOWN = (
    "agus", "ani", "heru", "kapolres-kebumen", "budi", "kacabjari-wahai", "kajati-maluku", "jampidum", "citra", "kpn-kebumen", "siti", "dewa",
    "pengawas-kebumen", "evaluator-jambi", "admin-kebumen", "fajar",
)  # fmt: skip


def start(host: str, port: int, *, demo: bool) -> int:
    """Serve the desk until it is stopped; an empty installation is first filled with the worked cases where `demo` says so."""
    from rembuk.desk.serve import prepare, serve

    prepare()
    if demo and _is_empty():
        print("Mengisi meja kerja dengan contoh lima praktik / filling the desk with the five worked practices ...", flush=True)
        fill_demo()
    address = f"http://{host}:{port}"
    print(f"Rembuk: {address}  (berhenti dengan Ctrl+C / stop with Ctrl+C)", flush=True)
    if _is_demo():
        print(_who_signs_in(), flush=True)
    try:
        serve(host, port)
    except OSError as error:
        print(f"rembuk: {address} tidak dapat dipakai ({error.strerror}); pilih porta lain dengan --port.", file=sys.stderr)
        return BAD_INPUT
    return DONE


def demo() -> int:
    """Fill an empty installation with the worked cases."""
    from rembuk.desk.serve import prepare

    prepare()
    if not _is_empty():
        print("rembuk: folder ini sudah berisi perkara; contoh hanya untuk folder kosong (atur REMBUK_HOME).", file=sys.stderr)
        return BAD_INPUT
    fill_demo()
    print(_who_signs_in())
    return DONE


def fill_demo(now: datetime | None = None) -> None:
    """The people, offices and cases of the five practices. Django must be ready, the installation empty."""
    from django.conf import settings
    from django.contrib.auth.hashers import make_password

    from rembuk.casework.demo.build import build
    from rembuk.desk.accounts.models import User
    from rembuk.desk.installation import PRACTICE_MARK
    from rembuk.desk.node import casework
    from rembuk.desk.offices.models import Office, Post

    password = make_password(DEMO_PASSWORD)

    def add_office(place: Place) -> None:
        Office.objects.create(
            code=place.code, name=place.name, institution=place.institution, parent_id=place.parent or None, level=place.level, region=place.region,
            province=place.province, zone=place.zone, address=place.address, phone=place.phone, is_3t=place.is_3t,
        )  # fmt: skip

    def add_person(member: Member) -> None:
        user = User.objects.create(username=member.username, full_name=member.name, nip=member.nip, password=password)
        Post.objects.create(user=user, office_id=member.office, role=member.role, title=member.title, since=date(2020, 1, 1))

    report = build(casework(), add_office=add_office, add_person=add_person, now=now or datetime.now(UTC))
    (Path(settings.HOME) / PRACTICE_MARK).touch()
    settings.PRACTICE = True
    for problem in report.problems:
        print(f"rembuk: contoh tidak berjalan sebagaimana ditulis: {problem}", file=sys.stderr)


def add_administrator(username: str, full_name: str, office: str, office_name: str, institution: str) -> int:
    """An office with its first administrator, who gets a one-time code to sign in with and then manages the rest in the browser."""
    from rembuk.desk.serve import prepare

    prepare()
    from rembuk.desk.accounts.models import User
    from rembuk.desk.administration.codes import give_code
    from rembuk.desk.offices.models import Office, Post

    if User.objects.filter(username=username).exists():
        print(f"rembuk: pengguna '{username}' sudah ada; pilih nama lain.", file=sys.stderr)
        return BAD_INPUT
    home, _ = Office.objects.get_or_create(code=office, defaults={"name": office_name or office, "institution": institution, "level": "district"})
    user = User.objects.create_user(username, full_name=full_name)
    Post.objects.create(user=user, office=home, role="administrator", since=datetime.now(UTC).date())
    print(f"{full_name} ({username}), administrator {home.name}. Kode sekali pakai / one-time code: {give_code(user, datetime.now(UTC))}")
    return DONE


def verify() -> int:
    """Check every act, chain and seal of the ledger; each fault is one line."""
    from rembuk.desk.serve import prepare

    prepare()
    from rembuk.ledger.verify import verify as faults_of

    faults = list(faults_of("default"))
    for fault in faults:
        print(fault.says)
    print("Tidak ada yang diubah: seluruh rantai dan segel utuh." if not faults else f"{len(faults)} kejanggalan.")
    return BROKEN if faults else DONE


def rebuild() -> int:
    """Compute every list, search key and piece of work again from the acts."""
    from rembuk.desk.serve import prepare

    prepare()
    from rembuk.casework.rebuilding import rebuild_all
    from rembuk.desk.node import casework

    print(f"{rebuild_all(casework(), datetime.now(UTC))} perkara dihitung ulang dari tindakannya.")
    return DONE


def _is_empty() -> bool:
    from rembuk.desk.accounts.models import User

    return not User.objects.exists()


def _is_demo() -> bool:
    from django.conf import settings

    return bool(settings.PRACTICE)


def _who_signs_in() -> str:
    from rembuk.desk.offices.models import Post

    posts = {post.user.username: post for post in Post.objects.select_related("user", "office")}
    lines = [f"  {name:<18} {posts[name].label}, {posts[name].office.name}" for name in _SHOWN if name in posts]
    more = f"  ... dan {len(posts) - len(lines)} orang lain / and {len(posts) - len(lines)} others"
    return "\n".join(["Masuk sebagai / sign in as:", *lines, more, f"Kata sandi semuanya / password of all: {DEMO_PASSWORD}"])
