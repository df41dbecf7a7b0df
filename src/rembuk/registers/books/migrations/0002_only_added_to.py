"""The database refuses to change or delete what was copied from old books, and the place of a line."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_REFUSAL = "buku register hanya dapat ditambah: catat perbaikan sebagai catatan baru"
_TABLES = ("register_books_bookplace", "register_books_oldentry", "register_books_import", "register_books_importrow")


def guard(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Add the triggers of the database at hand."""
    if editor.connection.vendor == "postgresql":
        editor.execute(f"CREATE FUNCTION register_books_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$")
    for table in _TABLES:
        if editor.connection.vendor == "postgresql":
            editor.execute(f"CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION register_books_refuse()")
        else:
            for change in ("UPDATE", "DELETE"):
                editor.execute(f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END")


def unguard(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Take them away again."""
    for table in _TABLES:
        if editor.connection.vendor == "postgresql":
            editor.execute(f"DROP TRIGGER {table}_kept ON {table}")
        else:
            for change in ("update", "delete"):
                editor.execute(f"DROP TRIGGER {table}_no_{change}")
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP FUNCTION register_books_refuse()")


class Migration(migrations.Migration):
    dependencies = [("register_books", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
