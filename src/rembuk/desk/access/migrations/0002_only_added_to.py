"""The database refuses to change a line of the log, and on PostgreSQL to delete one."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_REFUSAL = "catatan akses hanya dapat ditambah"
_SQLITE = f"CREATE TRIGGER access_log_unchanged BEFORE UPDATE ON access_accesslog BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
_POSTGRESQL = (
    f"CREATE FUNCTION access_log_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$",
    "CREATE TRIGGER access_log_unchanged BEFORE UPDATE OR DELETE ON access_accesslog FOR EACH ROW EXECUTE FUNCTION access_log_refuse()",
)


def guard(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Add the triggers of the database at hand."""
    for statement in _POSTGRESQL if editor.connection.vendor == "postgresql" else (_SQLITE,):
        editor.execute(statement)


def unguard(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Take them away again."""
    on = " ON access_accesslog" if editor.connection.vendor == "postgresql" else ""
    editor.execute(f"DROP TRIGGER access_log_unchanged{on}")
    if on:
        editor.execute("DROP FUNCTION access_log_refuse()")


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
