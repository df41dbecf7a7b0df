"""The desk's settings with two addresses more, for tests of the kit."""

from rembuk.desk.settings import *  # noqa: F403

ROOT_URLCONF = "field.kit_urls"
