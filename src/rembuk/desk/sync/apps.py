"""The app for what this installation knows of files on their way."""

from __future__ import annotations

from django.apps import AppConfig


class CarryingConfig(AppConfig):
    """Files on their way between a node and its hub."""

    name = "rembuk.desk.sync"
    label = "carrying"
    default_auto_field = "django.db.models.BigAutoField"
