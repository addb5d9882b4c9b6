import uuid

from django.contrib.auth import authenticate, login
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from dampingi.foundation.accounts.routes import public
from dampingi.foundation.rows import new_id
from dampingi.records.access.actions import note_entry
from dampingi.records.access.forms import CodeForm

DEVICE, DEVICE_SALT = "perangkat", "access-device"
DEVICE_SECONDS = 2 * 365 * 24 * 3600
STAY_SECONDS = 60 * 24 * 3600
"""A participant who has to ask for a new code each fortnight stops asking."""


@public
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Phone number and code; no password and no account to ask for."""
    if request.method == "GET" and request.user.is_authenticated:
        return redirect("home")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        user = authenticate(request, username=said["phone"], code=said["password"])
        if user is not None:
            return _let_in(request, user)
        form.add_error(
            None,
            _(
                "Nomor dan kode tidak cocok, atau kodenya tidak berlaku lagi. Periksa angkanya, atau minta kode baru dari dinas."
            ),
        )
    return render(request, "access/enter.html", {"form": form}, status=422 if form.errors else 200)


def _let_in(request: HttpRequest, user) -> HttpResponse:
    device = _device(request)
    note_entry(code=user.opened_code, device=device)
    login(request, user)
    request.session["device"] = str(device)
    request.session.set_expiry(STAY_SECONDS)
    answer = redirect("home")
    answer.set_signed_cookie(
        DEVICE, str(device), salt=DEVICE_SALT, max_age=DEVICE_SECONDS, httponly=True, samesite="Lax",
        secure=request.is_secure(),
    )  # fmt: skip
    return answer


def _device(request: HttpRequest) -> uuid.UUID:
    try:
        return uuid.UUID(request.get_signed_cookie(DEVICE, "", salt=DEVICE_SALT))
    except (signing.BadSignature, ValueError):
        return new_id()
