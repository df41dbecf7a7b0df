"""The tables of carrying acts between stores, those that are part of the record under guard."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models

from rembuk.ledger import guards


def put_on(apps: Any, schema_editor: Any) -> None:
    guards.install(schema_editor.connection)


def leave(apps: Any, schema_editor: Any) -> None:
    """The guards go with their tables."""


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0002_guards"),
    ]

    operations = [
        migrations.CreateModel(
            name="Aside",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("hub", models.TextField()),
                ("kind", models.TextField()),
                ("place", models.BigIntegerField()),
                ("content", models.BinaryField()),
            ],
            options={
                "db_table": "ledger_aside",
            },
        ),
        migrations.CreateModel(
            name="Branch",
            fields=[
                ("code", models.TextField(primary_key=True, serialize=False)),
                ("device", models.TextField()),
                ("first", models.BigIntegerField()),
                ("own_of", models.TextField(db_index=True, default="")),
                ("at_ms", models.BigIntegerField()),
            ],
            options={
                "db_table": "ledger_branch",
            },
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                ("device", models.TextField(primary_key=True, serialize=False)),
                ("turn", models.BigIntegerField(default=0)),
                ("asked_ms", models.BigIntegerField(default=0)),
                ("minutes_off", models.BigIntegerField(default=0)),
                ("position", models.BigIntegerField(default=0)),
                ("grant", models.BigIntegerField(default=0)),
            ],
            options={
                "db_table": "ledger_contact",
            },
        ),
        migrations.CreateModel(
            name="Hub",
            fields=[
                ("code", models.TextField(primary_key=True, serialize=False)),
                ("address", models.TextField()),
                ("public_key", models.BinaryField()),
                ("box_key", models.BinaryField(default=b"")),
                ("position", models.BigIntegerField(default=0)),
                ("grant", models.BigIntegerField(default=0)),
                ("check_bytes", models.BinaryField(default=b"")),
                ("to_position", models.BigIntegerField(default=0)),
                ("to_grant", models.BigIntegerField(default=0)),
                ("verified", models.BigIntegerField(default=0)),
                ("kept", models.BigIntegerField(default=0)),
                ("turn", models.BigIntegerField(default=0)),
                ("tried_ms", models.BigIntegerField(default=0)),
                ("answered_ms", models.BigIntegerField(default=0)),
                ("minutes_off", models.BigIntegerField(default=0)),
                ("is_revoked", models.BooleanField(default=False)),
                ("trouble", models.TextField(default="")),
                ("trouble_en", models.TextField(default="")),
            ],
            options={
                "db_table": "ledger_hub",
            },
        ),
        migrations.CreateModel(
            name="Leaving",
            fields=[
                ("case_id", models.TextField(primary_key=True, serialize=False)),
                ("hub", models.TextField()),
                ("told_ms", models.BigIntegerField()),
            ],
            options={
                "db_table": "ledger_leaving",
            },
        ),
        migrations.CreateModel(
            name="Pending",
            fields=[
                ("case_id", models.TextField(primary_key=True, serialize=False)),
            ],
            options={
                "db_table": "ledger_pending",
            },
        ),
        migrations.CreateModel(
            name="Withheld",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("sender", models.TextField()),
                ("device", models.TextField()),
                ("number", models.BigIntegerField()),
                ("act", models.BinaryField()),
                ("digest", models.TextField(unique=True)),
                ("code", models.TextField()),
                ("at_ms", models.BigIntegerField()),
            ],
            options={
                "db_table": "ledger_withheld",
            },
        ),
        migrations.CreateModel(
            name="Witness",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("by", models.TextField()),
                ("statement", models.BinaryField()),
                ("signature", models.BinaryField()),
            ],
            options={
                "db_table": "ledger_witness",
            },
        ),
        migrations.CreateModel(
            name="Anchor",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("device", models.TextField()),
                ("number", models.BigIntegerField()),
                ("hash", models.BinaryField()),
                ("witness", models.BigIntegerField()),
            ],
            options={
                "db_table": "ledger_anchor",
                "constraints": [models.UniqueConstraint(fields=("device", "number"), name="ledger_anchor_once")],
            },
        ),
        migrations.CreateModel(
            name="Confirmed",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("hub", models.TextField()),
                ("device", models.TextField()),
                ("number", models.BigIntegerField()),
                ("claimed", models.BigIntegerField(default=0)),
                ("at_ms", models.BigIntegerField()),
            ],
            options={
                "db_table": "ledger_confirmed",
                "constraints": [models.UniqueConstraint(fields=("hub", "device"), name="ledger_confirmed_once")],
            },
        ),
        migrations.CreateModel(
            name="Grant",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("device", models.TextField()),
                ("case_id", models.TextField()),
                ("is_given", models.BooleanField()),
            ],
            options={
                "db_table": "ledger_grant",
                "indexes": [models.Index(fields=["device", "id"], name="ledger_grant_of_device")],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("code", models.TextField()),
                ("about", models.TextField()),
                ("says", models.TextField()),
                ("says_en", models.TextField()),
                ("at_ms", models.BigIntegerField()),
            ],
            options={
                "db_table": "ledger_notice",
                "constraints": [models.UniqueConstraint(fields=("code", "about"), name="ledger_notice_once")],
            },
        ),
        migrations.CreateModel(
            name="Refusal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("device", models.TextField()),
                ("number", models.BigIntegerField()),
                ("code", models.TextField()),
                ("says", models.TextField()),
                ("says_en", models.TextField()),
                ("by", models.TextField()),
                ("at_ms", models.BigIntegerField()),
            ],
            options={
                "db_table": "ledger_refusal",
                "constraints": [models.UniqueConstraint(fields=("device", "number"), name="ledger_refusal_once")],
            },
        ),
        migrations.RunPython(put_on, leave),
    ]
