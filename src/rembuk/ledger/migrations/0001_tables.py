"""The four tables."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Device",
            fields=[
                ("code", models.TextField(primary_key=True, serialize=False)),
                ("public_key", models.BinaryField()),
                ("office", models.TextField()),
                ("label", models.TextField()),
                ("enrolled_at", models.DateTimeField()),
                ("enrolled_by", models.TextField()),
            ],
            options={
                "db_table": "ledger_device",
            },
        ),
        migrations.CreateModel(
            name="DeviceRevocation",
            fields=[
                ("device", models.TextField(primary_key=True, serialize=False)),
                ("revoked_at", models.DateTimeField()),
                ("revoked_by", models.TextField()),
                ("reason", models.TextField()),
            ],
            options={
                "db_table": "ledger_device_revocation",
            },
        ),
        migrations.CreateModel(
            name="Act",
            fields=[
                ("position", models.BigAutoField(primary_key=True, serialize=False)),
                ("case_id", models.TextField()),
                ("kind", models.TextField()),
                ("device", models.TextField()),
                ("number", models.BigIntegerField()),
                ("clock", models.BigIntegerField(db_index=True)),
                ("body", models.BinaryField()),
                ("hash", models.BinaryField()),
                ("received_ms", models.BigIntegerField()),
            ],
            options={
                "db_table": "ledger_act",
                "indexes": [models.Index(fields=["case_id", "position"], name="ledger_act_of_case")],
                "constraints": [models.UniqueConstraint(fields=("device", "number"), name="ledger_act_once")],
            },
        ),
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("device", models.TextField()),
                ("first", models.BigIntegerField()),
                ("last", models.BigIntegerField()),
                ("head", models.BinaryField()),
                ("signature", models.BinaryField()),
                ("sealed_ms", models.BigIntegerField()),
            ],
            options={
                "db_table": "ledger_seal",
                "constraints": [models.UniqueConstraint(fields=("device", "last"), name="ledger_seal_once")],
            },
        ),
    ]
