"""The least that Django needs for the ledger alone. Tests open their own databases (`databases.py`)."""

INSTALLED_APPS = ["rembuk.ledger"]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
USE_TZ = True
