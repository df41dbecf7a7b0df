"""A desk with the kit, as an office runs it: `python live_kit.py PORT`, in the environment `environment` gives.

It holds one office of the prosecution in Maluku, its prosecutor Budi, and nothing else.
"""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parents[2]
PASSWORD = "sandi-uji-rembuk-2026"


def environment(home: Path) -> dict[str, str]:
    """What a process of this desk needs to know."""
    ours = {key: value for key, value in os.environ.items() if not key.startswith("REMBUK_")}
    paths = os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests")])
    return ours | {"REMBUK_HOME": str(home), "PYTHONPATH": paths, "DJANGO_SETTINGS_MODULE": "field.kit_settings"}


def fill() -> None:
    """The office and its person, once."""
    from django.contrib.auth.hashers import make_password

    from rembuk.desk.accounts.models import User
    from rembuk.desk.offices.models import Office, Post

    if Office.objects.exists():
        return
    office = Office.objects.create(
        code="cabjari-wahai", name="Cabang Kejaksaan Negeri di Wahai", institution="prosecution", level="subdistrict", region="81.01", zone="WIT",
        letterhead="KEJAKSAAN REPUBLIK INDONESIA\nCABANG KEJAKSAAN NEGERI DI WAHAI",
    )  # fmt: skip
    budi = User.objects.create(username="budi", full_name="Budi Latuconsina", password=make_password(PASSWORD))
    Post.objects.create(user=budi, office=office, role="prosecutor", since=date(2020, 1, 1))


def main(port: int) -> None:
    """Prepare and serve."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    fill()
    from django.core.wsgi import get_wsgi_application
    from waitress import serve

    serve(get_wsgi_application(), host="127.0.0.1", port=port, threads=4)


if __name__ == "__main__":
    main(int(sys.argv[1]))
