"""The desk's own settings, with one page more: the bare one that everything is measured against."""

from pathlib import Path

from rembuk.desk.settings import *  # noqa: F403
from rembuk.desk.settings import ALLOWED_HOSTS, TEMPLATES

ROOT_URLCONF = "bare"
TEMPLATES[0]["DIRS"].append(Path(__file__).parent / "templates")
ALLOWED_HOSTS.append("testserver")
