"""The policy table at the door of a page: a view says which right it needs, and the visitor gets the page, a clear no, or not-found."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import get_language

from rembuk.desk.actor import actor_of
from rembuk.desk.policy import NoRight, why_not

if TYPE_CHECKING:
    from rembuk.casework.models import CaseRow

View = Callable[..., HttpResponseBase]


class NotAllowed(PermissionDenied):
    """A right the visitor lacks, with the sentence that says why and what to do."""

    def __init__(self, no_right: NoRight) -> None:
        super().__init__(no_right.reason)
        self.no_right = no_right

    def said(self) -> tuple[str, str]:
        """Reason and remedy in the visitor's language."""
        english = (get_language() or "id").startswith("en")
        no_right = self.no_right
        return (no_right.reason_en, no_right.remedy_en) if english else (no_right.reason, no_right.remedy)


def require(request: HttpRequest, action: str, case: CaseRow | None = None) -> None:
    """Pass when the visitor may do it. Raises NotAllowed otherwise."""
    no_right = why_not(actor_of(request), action, case)
    if no_right is not None:
        raise NotAllowed(no_right)


def needs(action: str) -> Callable[[View], View]:
    """Guard a view with a right over the desk itself."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            require(request, action)
            return view(request, *args, **kwargs)

        guarded.needs = action  # type: ignore[attr-defined]
        return guarded

    return guard


def case_or_404(request: HttpRequest, case_id: str, action: str = "see") -> CaseRow:
    """The case, if the visitor may do it.

    A case he may not even see is not found, in the same words as one that does not exist. NotAllowed when he sees it but may not do more.
    """
    from rembuk.casework.models import CaseRow

    case = CaseRow.objects.filter(pk=case_id).first()
    if case is None or why_not(actor_of(request), "see", case) is not None:
        raise Http404(case_id)
    if action != "see":
        require(request, action, case)
    return case
