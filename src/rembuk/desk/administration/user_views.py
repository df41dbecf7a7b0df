"""Users, their posts and their one-time codes as their administrator sees them. Nothing is ever deleted: users and posts are closed."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rembuk.desk.access.log import record_look
from rembuk.desk.accounts.models import User
from rembuk.desk.actor import Actor, actor_of
from rembuk.desk.administration.codes import LIFETIME, give_code
from rembuk.desk.administration.forms import EndPostForm, PostForm, StandInForm, UserForm, changed
from rembuk.desk.administration.scope import governs, post_or_404, user_or_404, users_of
from rembuk.desk.jinja import day
from rembuk.desk.offices.models import Post
from rembuk.desk.rights import needs
from rembuk.desk.roles import role_name

ROWS_A_PAGE = 50


@require_GET
@needs("administer")
def users(request: HttpRequest) -> HttpResponse:
    """The users of the administrator's tree."""
    wanted = request.GET.get("cari", "").strip()
    found = users_of(actor_of(request)).prefetch_related("posts__office")
    if wanted:
        found = found.filter(Q(full_name__icontains=wanted) | Q(username__icontains=wanted) | Q(nip__icontains=wanted))
    listed = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("halaman"))
    return render(request, "administration/users.html", {"listed": listed, "wanted": wanted, "today": timezone.localdate()})


@require_http_methods(["GET", "HEAD", "POST"])
@needs("administer")
def new_user(request: HttpRequest) -> HttpResponse:
    """Create a user; the answer shows his one-time code, once."""
    form = UserForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made: User = form.save(commit=False)
        made.set_unusable_password()
        made.save()
        return _show_code(request, made, "pengguna baru")
    return render(request, "administration/user_form.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@needs("administer")
def user(request: HttpRequest, pk: int) -> HttpResponse:
    """One user: details, posts, ways in."""
    actor = actor_of(request)
    shown = user_or_404(actor, pk)
    form = UserForm(request.POST or None, instance=shown)
    if request.method == "POST" and form.is_valid():
        form.save()
        _log(actor, shown, changed(form))
        messages.success(request, _("Data pengguna disimpan."))
        return redirect("user", shown.pk)
    return _user_page(request, actor, shown, form=form)


def _user_page(request: HttpRequest, actor: Actor, shown: User, **more: Any) -> HttpResponse:
    today = timezone.localdate()
    posts = shown.posts.select_related("office", "deputy_for__user").order_by("-since")
    second_factor = Authenticator.objects.filter(user=shown, type=Authenticator.Type.TOTP).exists()
    about = {"form": UserForm(instance=shown), "post_form": PostForm(actor), "shown": shown, "posts": posts, "second_factor": second_factor}
    about |= {"governs": governs(actor, shown, today), "today": today, "actor": actor}
    return render(request, "administration/user.html", about | more)


@require_POST
@needs("administer")
def new_code(request: HttpRequest, pk: int) -> HttpResponse:
    """A one-time code for a user who forgot his password."""
    actor = actor_of(request)
    shown = user_or_404(actor, pk)
    return _show_code(request, shown, "kode sekali pakai") if governs(actor, shown, timezone.localdate()) else _not_yours(request, shown)


def _not_yours(request: HttpRequest, shown: User) -> HttpResponse:
    messages.error(request, _("Ini bukan wewenang Anda: ini akun Anda sendiri, atau pengguna ini juga menjabat di kantor lain. Minta administrator di atas Anda."))
    return redirect("user", shown.pk)


def _show_code(request: HttpRequest, shown: User, why: str) -> HttpResponse:
    code = give_code(shown, timezone.now())
    _log(actor_of(request), shown, why)
    return render(request, "administration/code.html", {"shown": shown, "code": code, "hours": LIFETIME.total_seconds() / 3600})


@require_POST
@needs("administer")
def close_user(request: HttpRequest, pk: int) -> HttpResponse:
    """Close an account, or open it again; what the user did stays in the record."""
    actor = actor_of(request)
    shown = user_or_404(actor, pk)
    if not governs(actor, shown, timezone.localdate()):
        return _not_yours(request, shown)
    shown.is_active = not shown.is_active
    shown.save(update_fields=["is_active"])
    _log(actor, shown, "dibuka" if shown.is_active else "ditutup")
    messages.success(request, _("Akun dibuka kembali.") if shown.is_active else _("Akun ditutup."))
    return redirect("user", shown.pk)


@require_POST
@needs("administer")
def remove_second_factor(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a lost authenticator; the user sets up a new one before he approves again."""
    actor = actor_of(request)
    shown = user_or_404(actor, pk)
    if not governs(actor, shown, timezone.localdate()):
        return _not_yours(request, shown)
    Authenticator.objects.filter(user=shown).delete()
    _log(actor, shown, "autentikator dilepas")
    messages.success(request, _("Autentikator dilepas. Pengguna memasang yang baru sebelum dapat menyetujui lagi."))
    return redirect("user", shown.pk)


@require_POST
@needs("administer")
def new_post(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a user a post."""
    actor = actor_of(request)
    shown = user_or_404(actor, pk)
    if shown.pk == actor.person.pk:
        return _not_yours(request, shown)
    form = PostForm(actor, request.POST, instance=Post(user=shown))
    if not form.is_valid():
        return _user_page(request, actor, shown, post_form=form)
    made = form.save()
    _log(actor, shown, f"jabatan {role_name(made.role)} di {made.office.name}")
    messages.success(request, _("Jabatan dicatat."))
    return redirect("user", shown.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("administer")
def end_post(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a post on a day."""
    actor = actor_of(request)
    post = post_or_404(actor, pk)
    form = EndPostForm(post, request.POST or None, initial={"until": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        post.until = form.cleaned_data["until"]
        post.save(update_fields=["until"])
        _log(actor, post.user, f"jabatan {role_name(post.role)} di {post.office.name} berakhir {day(post.until)}")
        messages.success(request, _("Hari terakhir jabatan dicatat."))
        return redirect("user", post.user_id)
    return render(request, "administration/post_end.html", {"form": form, "post": post})


@require_http_methods(["GET", "HEAD", "POST"])
@needs("administer")
def new_stand_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Name who stands in for a post between two days."""
    actor = actor_of(request)
    post = post_or_404(actor, pk)
    form = StandInForm(post, users_of(actor).filter(is_active=True).exclude(pk__in=(post.user_id, actor.person.pk)), request.POST or None)
    if request.method == "POST" and form.is_valid():
        clean = form.cleaned_data
        Post.objects.create(office=post.office, role=post.role, title=post.title, deputy_for=post, **clean)
        _log(actor, clean["user"], f"menggantikan {role_name(post.role)} di {post.office.name}, {clean['letter_number']}")
        messages.success(request, _("Pengganti dicatat. Selama itu ia dapat memilih jabatan ini di bagian atas halaman."))
        return redirect("office", post.office_id)
    return render(request, "administration/stand_in.html", {"form": form, "post": post})


def _log(actor: Actor, shown: User, what: str) -> None:
    record_look(actor, "administered", about=f"{shown.username}: {what}")
