"""The field kit as a part of the web program: it keeps which letter numbers were handed to which device."""

from __future__ import annotations

from django.apps import AppConfig


class FieldConfig(AppConfig):
    """The room `field`."""

    name = "rembuk.field"
    label = "field"
    default_auto_field = "django.db.models.BigAutoField"
