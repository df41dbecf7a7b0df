"""A desk over an empty database with the cast in it; what a test writes is undone after it."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator

import django
import pytest
from django.apps import apps

if not apps.ready:
    _folder = tempfile.mkdtemp(prefix="rembuk-desk-")
    atexit.register(shutil.rmtree, _folder, ignore_errors=True)
    for name in ("REMBUK_DATABASE", "REMBUK_HOSTS", "REMBUK_HTTPS"):
        os.environ.pop(name, None)
    os.environ |= {"REMBUK_HOME": _folder, "DJANGO_SETTINGS_MODULE": "rembuk.desk.settings"}
    django.setup()

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import setup_test_environment

from desk.cast import Cast, gather

SignedIn = Callable[[str], Client]


@pytest.fixture(scope="session", autouse=True)
def database() -> Iterator[None]:
    """One database for the run of a worker, made by the migrations."""
    setup_test_environment()
    # What makes a password slow to guess makes many tests slow.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    yield
    connection.close()


@pytest.fixture(autouse=True)
def undone(database: None) -> Iterator[None]:
    """Nothing a test writes outlives it."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def cast(undone: None) -> Cast:
    """Ani, Budi and the others in their offices."""
    return gather()


@pytest.fixture
def visitor() -> Client:
    """Somebody who has not signed in."""
    return Client()


@pytest.fixture
def signed_in(cast: Cast) -> SignedIn:
    """Signs somebody of the cast in, past the password."""

    def sign_in(name: str) -> Client:
        client = Client()
        client.force_login(cast[name])
        return client

    return sign_in
