"""The Django application that holds the counted rows, their sums, and totals from before the record."""

from django.apps import AppConfig


class StatisticsConfig(AppConfig):
    """Numbers computed from the record."""

    name = "rembuk.registers.statistics"
    label = "statistics"
    default_auto_field = "django.db.models.BigAutoField"
