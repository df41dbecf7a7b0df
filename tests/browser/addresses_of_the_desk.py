"""Prints what the desk can be asked for: `python addresses_of_the_desk.py`, run in the desk's environment, gives JSON.

`routes`: the name and pattern of every address of the URL conf. `cases` and `titles`: the id of each case by its numbers and title.
`open`: a running case of Agus and one that Citra tries. `user` and `post`: Agus and his post, as the administration knows them.
"""

import json
from collections.abc import Iterator
from typing import Any

import django


def routes(patterns: list[Any], before: str = "") -> Iterator[tuple[str, str]]:
    """Every named address."""
    for each in patterns:
        where = before + str(each.pattern)
        if hasattr(each, "url_patterns"):
            yield from routes(each.url_patterns, where)
        else:
            yield each.name, where


def main() -> None:
    """Print it."""
    django.setup()
    from django.urls import get_resolver

    from rembuk.casework.models import CaseKey, CaseRow
    from rembuk.desk.accounts.models import User
    from rembuk.desk.offices.models import Post

    numbers = dict(CaseKey.objects.filter(kind="number").values_list("key", "case_id"))
    posts = dict(Post.objects.filter(user__username="agus").values_list("user__username", "pk"))
    opened = {
        "running": CaseRow.objects.filter(practice="traffic", office="satlantas-kebumen", status="open", assignments__user="agus").first(),
        "court": CaseRow.objects.filter(stage="court", office="pn-negara", status="open", assignments__user="citra").first(),
    }
    found = {
        "routes": dict(routes(get_resolver().url_patterns)), "cases": numbers, "titles": dict(CaseRow.objects.values_list("title", "id")),
        "user": User.objects.get(username="agus").pk, "post": posts["agus"], "open": {name: row.pk for name, row in opened.items() if row},
    }  # fmt: skip
    print(json.dumps(found))


if __name__ == "__main__":
    main()
