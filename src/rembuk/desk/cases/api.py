"""The same acts for programs: what can be done, a case as it stands, doing it. The same policy and the same record as the pages.

Requests come with a personal token (see `accounts.tokens`), or with a signed-in session and, for POST, its CSRF token. Answers are
JSON; a refusal carries code, reason and remedy.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_GET, require_POST

from rembuk.casework.acting import Done, Invalid, Wish
from rembuk.desk.cases.doing import SentBefore, do, kind_or_404, offered, require_right
from rembuk.desk.cases.opened import Opened, open_case
from rembuk.desk.cases.sensitive import act_json
from rembuk.desk.rights import NotAllowed
from rembuk.record.case import Thing
from rembuk.record.kinds import Field, Kind, declaration
from rembuk.record.outcome import Refused

_KEYS = frozenset({"kind", "fields", "seen", "token"})


class BadRequest(Exception):
    """What was sent is not a request this interface reads; the sentence says what to send."""


def as_json(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Turns what a view raises into JSON answers."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Http404:
            return _no(404, "not-found", "Tidak ditemukan, atau bukan untuk jabatan Anda.", "Not found, or not for your post.")
        except NotAllowed as refused:
            why = refused.no_right
            return _no(403, why.code, why.reason, why.reason_en, why.remedy, why.remedy_en)
        except BadRequest as problem:
            return _no(400, "bad-request", str(problem), str(problem))

    return answered


def _no(status: int, code: str, reason: str, reason_en: str, remedy: str = "", remedy_en: str = "") -> JsonResponse:
    told = {"code": code, "reason": {"id": reason, "en": reason_en}, "remedy": {"id": remedy, "en": remedy_en}}
    return JsonResponse(told, status=status, json_dumps_params={"ensure_ascii": False})


@require_GET
@as_json
def kinds(request: HttpRequest) -> HttpResponse:
    """Every kind of act with its fields and vocabularies."""
    declared = declaration()
    told = {
        "acts": [kind_json(kind) for kind in declared.kinds.values()],
        "choices": {name: {value: words._asdict() for value, words in values.items()} for name, values in declared.choices.items()},
    }
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False})


def kind_json(kind: Kind) -> dict[str, Any]:
    """One kind for programs."""
    return {
        "kind": kind.name, "label": kind.label._asdict(), "group": kind.group, "roles": sorted(kind.by), "stages": list(kind.stages), "opens": kind.opens,
        "needs_consent": kind.needs_consent, "fields": [_field_json(field) for field in kind.fields],
    }  # fmt: skip


def _field_json(field: Field) -> dict[str, Any]:
    told: dict[str, Any] = {"name": field.name, "type": field.type, "required": field.required, "label": field.label._asdict()}
    if field.of:
        told["of"] = field.of
    if field.columns:
        told["columns"] = [_field_json(column) for column in field.columns]
    return told


@require_GET
@as_json
def case(request: HttpRequest, case_id: str) -> HttpResponse:
    """A case as it stands; names of a shielded case are left out unless they are shown in this session."""
    opened = open_case(request, case_id)
    may = [kind.name for kinds_of in offered(opened).values() for kind in kinds_of]
    view = _shielded_view(opened)
    told = {"case": opened.id, "title": opened.names.hide(opened.case["title"]), "seen": list(opened.case.heads), "may": may, "things": _things(opened),
            "view": view}  # fmt: skip
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False})


def _shielded_view(opened: Opened) -> Any:
    """The kept view without what is not for this visitor: signals; and while names are hidden, names and confidential values."""
    view: dict[str, Any] = {key: value for key, value in opened.view.items() if key != "signals"}
    if not opened.names.hidden:
        return view
    view = json.loads(opened.names.hide(json.dumps(view, ensure_ascii=False)))
    secret = {name for name, field in declaration().fields.items() if field.shielded}
    secret |= {name for name, fact in opened.law.facts.items() if fact.confidential != "biasa"}
    view["conflicts"] = [one for one in view["conflicts"] if one["field"] not in secret]
    for track in view["tracks"]:
        for finding in track["findings"]:
            finding["facts_used"] = {name: value for name, value in finding["facts_used"].items() if name not in secret}
    return view


def _things(opened: Opened) -> dict[str, list[dict[str, Any]]]:
    return {kind: [_thing_json(opened, thing) for thing in things.values()] for kind, things in opened.case.things.items()}


def _thing_json(opened: Opened, thing: Thing) -> dict[str, Any]:
    fields = declaration().fields
    cells = {name: thing[name] for name in thing.cells if not (opened.names.hidden and name in fields and fields[name].shielded)}
    told = {name: opened.names.hide(value) if isinstance(value, str) else value for name, value in cells.items()}
    return {"id": thing.id, **({"called": opened.names.of(thing)} if thing.kind == "party" else {}), **told}


@require_POST
@as_json
def acts(request: HttpRequest, case_id: str) -> HttpResponse:
    """Do an act: 201 with what was added, 409 refused, 422 with a sentence for each field that cannot be read."""
    opened, asked = open_case(request, case_id), _asked(request)
    require_right(opened, kind_or_404(asked["kind"]))
    seen = " ".join(asked["seen"]) if asked.get("seen") is not None else None
    outcome = do(opened, [Wish(asked["kind"], asked.get("fields") or {})], opened.actor, seen=seen, token=str(asked.get("token") or ""))
    match outcome:
        case Done(added):
            return JsonResponse({"acts": [act_json(act) for act in added]}, status=201, json_dumps_params={"ensure_ascii": False})
        case SentBefore():
            return JsonResponse({"acts": [], "before": True, "case": outcome.case}, status=200)
        case Invalid(problems):
            return JsonResponse({"code": "invalid", "problems": problems}, status=422, json_dumps_params={"ensure_ascii": False})
        case Refused(code, reason, reason_en, remedy, remedy_en):
            return _no(409, code, opened.names.hide(reason), opened.names.hide(reason_en), remedy, remedy_en)


def _asked(request: HttpRequest) -> Mapping[str, Any]:
    try:
        asked = json.loads(request.body)
    except ValueError:
        raise BadRequest('Isi permintaan bukan JSON; kirim {"kind": "...", "fields": {...}, "seen": [...], "token": "..."}.') from None
    if not isinstance(asked, dict) or not isinstance(asked.get("kind"), str) or set(asked) - _KEYS:
        raise BadRequest('Permintaan harus objek JSON dengan kunci kind, fields, seen, dan token.')
    if not isinstance(asked.get("fields", {}), dict) or not _is_list_of_texts(asked.get("seen")):
        raise BadRequest("fields harus objek, seen harus daftar id perbuatan.")
    return asked


def _is_list_of_texts(value: Any) -> bool:
    return value is None or (isinstance(value, list) and all(isinstance(one, str) for one in value))
