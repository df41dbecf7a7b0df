"""The database refuses to change or remove what the ledger holds."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from rembuk.ledger import guards


def put_on(apps: Any, schema_editor: Any) -> None:
    guards.install(schema_editor.connection)


def take_off(apps: Any, schema_editor: Any) -> None:
    guards.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = (("ledger", "0001_tables"),)
    operations = (migrations.RunPython(put_on, take_off),)
