"""Who a phone is: its own key in two headers, and the person's ordinary login. Every answer is JSON, with the cure in words."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.db import IntegrityError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie

from dampingi.capture.field import pace
from dampingi.capture.field.actions.devices import token_hash
from dampingi.capture.field.models import Device
from dampingi.capture.field.queries import device_with
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused

View = Callable[..., HttpResponse]
SOON = "5"
"""Seconds after which a phone tries again."""


def refused(code: str, message: str, status: int, **more: Any) -> JsonResponse:
    return JsonResponse({"error": code, "message": message} | more, status=status)


def for_people(view: View) -> View:
    """For someone logged in; the answer is JSON whatever happens."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.actor.user_id is None:
            return _to_login()
        return _answered(view, request, *args, **kwargs)

    return _told_as(guarded, "phone")


def for_devices(*, even_barred: bool = False) -> Callable[[View], View]:
    """For a registered device of whoever is logged in, as `request.device`.

    `even_barred`: also for one that was revoked, and for a person who is no mentor any more or whose account was closed: what
    they have still to hand in is not lost.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            device = _device(request)
            closed = even_barred and device is not None and not device.user.is_active
            if request.actor.user_id is None and not closed:
                return _to_login()
            if device is None or not (closed or device.user_id == request.actor.user_id):
                return refused(
                    "device",
                    _("Perangkat ini belum terdaftar atas nama Anda. Daftarkan lagi; antreannya tetap ada."),
                    403,
                )
            if seconds := pace.PACE.wait(device.id):
                return _too_fast(seconds)
            if not even_barred and (barred := _barred(request, device)):
                return barred
            if closed:
                request.actor = Actor(device.user_id, str(device.user_id))
            request.device = device
            return _answered(view, request, *args, **kwargs)

        return _told_as(guarded, "phone")

    return decorate


def _told_as(view: View, permissions: str) -> View:
    told = never_cache(ensure_csrf_cookie(view))
    told.permissions = permissions  # type: ignore[attr-defined]
    return told


def _answered(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    try:
        return view(request, *args, **kwargs)
    except Refused as refusal:
        return refused("refused", refusal.message, refusal.status)
    except RequestDataTooBig:
        return refused("too_large", _("Kiriman terlalu besar. Kirim lebih sedikit sekaligus."), 413)
    except (IntegrityError, OperationalError, InterfaceError):
        answer = refused("later", _("Server sedang sibuk. Kiriman dicoba lagi sebentar lagi."), 503)
        answer["Retry-After"] = SOON
        return answer


def _too_fast(seconds: int) -> JsonResponse:
    answer = refused(
        "later", _("Perangkat ini mengirim terlalu cepat. Kiriman dicoba lagi sebentar lagi; tidak ada yang hilang."), 429
    )  # fmt: skip
    answer["Retry-After"] = str(seconds)
    return answer


def _to_login() -> JsonResponse:
    return refused("login", _("Masuk dahulu untuk mengirim. Antrean di perangkat ini tetap ada."), 401)


def _device(request: HttpRequest) -> Device | None:
    try:
        id = uuid.UUID(request.headers.get("X-Device", ""))
    except ValueError:
        return None
    return device_with(id, token_hash(request.headers.get("X-Device-Token", "")))


def _barred(request: HttpRequest, device: Device) -> HttpResponse | None:
    if device.revoked_at:
        return refused(
            "revoked", _("Perangkat ini sudah dicabut. Yang belum terkirim masih dapat dikirim."), 403
        )
    if not request.actor.holds(Permission.CAPTURE_IN_FIELD):
        return refused("no_mentor", _("Anda tidak bertugas sebagai pendamping. Hubungi penyelenggara."), 403)
    return None
