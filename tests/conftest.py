"""How hard the property tests look: `quick` on every run, `long` by `./test --long`."""

import os

from hypothesis import HealthCheck, settings

# Nothing here is judged by the clock: the machine may be slow or shared.
UNTIMED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("quick", UNTIMED, max_examples=60)
settings.register_profile("long", UNTIMED, max_examples=2000)
settings.load_profile(os.environ.get("REMBUK_TEST_PROFILE", "quick"))
