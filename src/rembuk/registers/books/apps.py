"""The Django application that holds the lines of register books."""

from django.apps import AppConfig


class BooksConfig(AppConfig):
    """Register books entered by the work itself, and pages of old ones."""

    name = "rembuk.registers.books"
    label = "register_books"
    default_auto_field = "django.db.models.BigAutoField"
