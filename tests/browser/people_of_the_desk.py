"""Fills a new desk: `python people_of_the_desk.py demo|empty PASSWORD`, run in the desk's environment.

`demo` brings the worked cases and their people, as `./run` does; everybody can then sign in with PASSWORD.
`empty` brings one person without a post, `penguji`.
"""

import sys

from rembuk.desk.serve import prepare


def main(filling: str, password: str) -> None:
    """Fill the desk and give everybody the password."""
    prepare()
    from django.contrib.auth import get_user_model
    from django.contrib.auth.hashers import make_password

    users = get_user_model().objects
    if filling == "demo":
        from rembuk.desk.commands import fill_demo

        fill_demo()
    if not users.exists():
        users.create_user("penguji", full_name="Penguji")
    users.update(password=make_password(password), must_change_password=False)


if __name__ == "__main__":
    main(*sys.argv[1:])
