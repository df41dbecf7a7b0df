"""One's own account: details, password, the post one acts in, tokens for programs."""

from __future__ import annotations

from allauth.account.views import PasswordChangeView
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from rembuk.desk.access.log import record_look
from rembuk.desk.accounts.forms import OwnDetailsForm, TokenForm
from rembuk.desk.accounts.models import ApiToken
from rembuk.desk.accounts.tokens import give_token
from rembuk.desk.actor import CHOSEN_POST, actor_of, posts_of
from rembuk.desk.policy import APPROVING_ROLES


def own_account(request: HttpRequest) -> HttpResponse:
    """Who I am here, my posts, my password and second factor."""
    actor = actor_of(request)
    form = OwnDetailsForm(request.POST or None, instance=actor.person)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Nomor telepon disimpan."))
        return redirect("own_account")
    approves = any(post.role in APPROVING_ROLES for post in posts_of(request))
    about = {
        "form": form, "actor": actor, "needs_second_factor": approves and not actor.has_second_factor, "token_form": TokenForm(),
        "tokens": ApiToken.objects.filter(user=actor.person, until__gt=timezone.now()).select_related("post__office"),
    }  # fmt: skip
    return render(request, "accounts/own.html", about)


@require_POST
def new_token(request: HttpRequest) -> HttpResponse:
    """A token for a program, in the post acted in now; the answer shows it, once."""
    actor, form = actor_of(request), TokenForm(request.POST)
    if actor.post is None or not form.is_valid():
        messages.error(request, _("Tulis untuk apa token itu, dan pilih jabatan yang Anda pegang."))
        return redirect("own_account")
    token = give_token(actor.person, actor.post, form.cleaned_data["name"], timezone.now())
    record_look(actor, "administered", about=f"token baru: {form.cleaned_data['name']}")
    return render(request, "accounts/token.html", {"token": token, "name": form.cleaned_data["name"], "post": actor.post})


@require_POST
def end_token(request: HttpRequest, pk: int) -> HttpResponse:
    """End a token of one's own at once."""
    actor = actor_of(request)
    token = get_object_or_404(ApiToken, pk=pk, user=actor.person)
    ApiToken.objects.filter(pk=token.pk).update(until=timezone.now())
    record_look(actor, "administered", about=f"token diakhiri: {token.name}")
    messages.success(request, _("Token diakhiri; program yang memakainya tidak dapat masuk lagi."))
    return redirect("own_account")


@require_POST
def switch_post(request: HttpRequest) -> HttpResponse:
    """Act in another post that one holds; any other number changes nothing."""
    held = {str(post.pk): post for post in posts_of(request)}
    post = held.get(request.POST.get("post", ""))
    if post:
        request.session[CHOSEN_POST] = post.pk
        messages.success(request, _("Anda sekarang bertindak sebagai %(post)s.") % {"post": post})
    else:
        messages.error(request, _("Jabatan itu tidak Anda pegang hari ini."))
    return HttpResponseRedirect(_next_of(request))


def _next_of(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    return wanted if url_has_allowed_host_and_scheme(wanted, {request.get_host()}) else "/"


@require_GET
def stay(request: HttpRequest) -> HttpResponse:
    """The visitor still works: the session starts anew."""
    request.session.modified = True
    return HttpResponse(status=204)


class ChangePassword(PasswordChangeView):
    """allauth's, returning to the account page with a sentence."""

    success_url = reverse_lazy("own_account")

    def form_valid(self, form: object) -> HttpResponse:
        """Keep the new password."""
        response: HttpResponse = super().form_valid(form)
        messages.success(self.request, _("Kata sandi diganti."))
        return response


change_password = ChangePassword.as_view()
