"""The desk's settings with the kit in it, wherever the desk does not have it by itself."""

from rembuk.desk.settings import *  # noqa: F403
from rembuk.desk.settings import INSTALLED_APPS as _APPS

INSTALLED_APPS = [*_APPS, *(["rembuk.field"] if "rembuk.field" not in _APPS else [])]
ROOT_URLCONF = "field.kit_urls"
FIELD_HOST = "field.desk_host.DeskHost"
