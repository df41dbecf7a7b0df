"""The Django application that holds the projections of the record."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """Lists, work and keys of cases, computed from the acts and rebuilt from them at any time."""

    name = "rembuk.casework"
    label = "casework"
    default_auto_field = "django.db.models.BigAutoField"
