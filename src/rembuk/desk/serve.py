"""Starting the desk: bring the database up to date, then answer requests until stopped."""

from __future__ import annotations

import gc
import os

_FORWARDED = {"x-forwarded-for", "x-forwarded-proto"}
#: A little more than the largest upload, so that the form can say what was wrong with a file that is too large.
_MOST_BYTES = 25 * 1024 * 1024


def prepare() -> None:
    """Load Django, bring the database to the newest form, clear what an earlier run left to be downloaded."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rembuk.desk.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    from rembuk.desk.screening.results import forget_all

    forget_all()


def settle() -> None:
    """Load the law, and leave it to itself: a collector that went through all of it now and then would hold a person up for a quarter of a second."""
    from rembuk.law.library import load_law

    load_law()
    gc.collect()
    gc.freeze()


def serve(host: str = "127.0.0.1", port: int = 8000, threads: int = 6) -> None:
    """Prepare, then serve with waitress; returns when the server is stopped. OSError when the port is taken."""
    prepare()
    from rembuk.desk.settings import PROXIES
    from rembuk.desk.sync.serving import answer
    from rembuk.desk.wsgi import application

    settle()
    # Without a proxy of one's own, what a visitor says of his address is not believed.
    trust = {"trusted_proxy": "*", "trusted_proxy_count": PROXIES, "trusted_proxy_headers": _FORWARDED} if PROXIES else {}
    answer(application, host=host, port=port, threads=threads, ident="rembuk", max_request_body_size=_MOST_BYTES, **trust)
