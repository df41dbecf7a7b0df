"""The database refuses to change or delete a figure from before the record."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_REFUSAL = "angka lama hanya dapat ditambah: catat perbaikan sebagai angka baru"
_TABLE = "statistics_oldtotal"


def guard(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Add the triggers of the database at hand."""
    if editor.connection.vendor == "postgresql":
        editor.execute(f"CREATE FUNCTION statistics_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$")
        editor.execute(f"CREATE TRIGGER {_TABLE}_kept BEFORE UPDATE OR DELETE ON {_TABLE} FOR EACH ROW EXECUTE FUNCTION statistics_refuse()")
        return
    for change in ("UPDATE", "DELETE"):
        editor.execute(f"CREATE TRIGGER {_TABLE}_no_{change.lower()} BEFORE {change} ON {_TABLE} BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END")


def unguard(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Take them away again."""
    if editor.connection.vendor == "postgresql":
        editor.execute(f"DROP TRIGGER {_TABLE}_kept ON {_TABLE}")
        editor.execute("DROP FUNCTION statistics_refuse()")
        return
    for change in ("update", "delete"):
        editor.execute(f"DROP TRIGGER {_TABLE}_no_{change}")


class Migration(migrations.Migration):
    dependencies = [("statistics", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
