"""What the field app calls. The contract stands in docs/lapangan-protokol.md."""

import json
import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.capture.field import actions, queries
from dampingi.capture.field.actions.pieces import LARGEST_PIECE, Misplaced, Told
from dampingi.capture.field.actions.receiving import MOST
from dampingi.capture.field.bodies import is_hash
from dampingi.capture.field.doors import for_devices, for_people, refused
from dampingi.capture.field.items import Item, Receipt
from dampingi.capture.field.models import Photo
from dampingi.foundation.errors import Refused

MOST_ASKED = 100


class Unparsable(Refused):
    status = 400


@require_POST
@for_people
def registration(request: HttpRequest) -> HttpResponse:
    device, token = actions.register_device(by=request.actor, name=str(_said(request).get("name") or ""))
    person = {"id": str(device.user_id), "name": request.actor.name}
    told = {"device": str(device.id), "token": token, "user": person, "recovery": actions.recovery_key()}
    return JsonResponse(told, status=201)


@require_POST
@for_devices(even_barred=True)
def submissions(request: HttpRequest) -> HttpResponse:
    told = _said(request).get("items")
    if not isinstance(told, list):
        return refused("unreadable", _("Kiriman tidak terbaca. Perbarui aplikasi lapangan."), 400)
    if len(told) > MOST:
        return refused("too_many", _("Paling banyak 50 kiriman sekaligus."), 413)
    receipts = actions.receive(
        by=request.actor, device=request.device.id, items=[Item.told(each) for each in told]
    )
    return _receipts(receipts)


@require_GET
@for_devices(even_barred=True)
def receipts(request: HttpRequest) -> HttpResponse:
    ids = [_uuid(text) for text in request.GET.get("ids", "").split(",") if text]
    if len(ids) > MOST_ASKED:
        return refused("too_many", _("Paling banyak 100 tanda terima sekaligus."), 413)
    return _receipts([Receipt.of(s) for s in queries.received(request.device, ids)])


@require_GET
@for_devices()
def load(request: HttpRequest) -> HttpResponse:
    after = request.GET.get("after", "0")
    known = int(after) if after.isdecimal() and len(after) < 10 else 0
    return JsonResponse(actions.take_along(by=request.actor, device=request.device.id, after=known))


@require_http_methods(["GET", "PUT"])
@for_devices(even_barred=True)
def photo(request: HttpRequest, photo_id: uuid.UUID) -> HttpResponse:
    if request.method == "GET":
        return _photo(queries.photo(request.device, photo_id))
    told = Told(photo_id, _whole(request, "from"), request.GET.get("sha256", ""), _whole(request, "bytes"))
    if len(request.body) > LARGEST_PIECE or not is_hash(told.sha256):
        return refused("unreadable", _("Bagian foto tidak terbaca. Perbarui aplikasi lapangan."), 400)
    try:
        found, sound = actions.take_piece(
            by=request.actor, device=request.device.id, told=told, content=request.body
        )
    except Misplaced as misplaced:
        return refused("offset", misplaced.message, 409, have=misplaced.have)
    if not sound:
        return refused("hash", _("Foto rusak di jalan. Kirim ulang dari awal."), 422, have=0)
    return _photo(found)


def _photo(found: Photo | None) -> JsonResponse:
    """`receipt`: of the submission that names it, as it stands now."""
    sent = found.submission if found else None
    return JsonResponse({
        "have": found.have if found else 0, "whole": bool(found and found.whole),
        "receipt": Receipt.of(sent).told() if sent else None,
    })  # fmt: skip


def _whole(request: HttpRequest, name: str) -> int:
    text = request.GET.get(name, "")
    if not text.isdecimal() or len(text) > 9:
        raise Unparsable(_("Bagian foto tidak terbaca. Perbarui aplikasi lapangan."))
    return int(text)


def _receipts(found: list[Receipt]) -> JsonResponse:
    return JsonResponse({"receipts": [receipt.told() for receipt in found]})


def _said(request: HttpRequest) -> dict[str, Any]:
    try:
        said = json.loads(request.body)
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict):
        raise Unparsable(_("Kiriman tidak terbaca. Perbarui aplikasi lapangan."))
    return said


def _uuid(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        raise Unparsable(_("Nomor kiriman tidak sah. Perbarui aplikasi lapangan.")) from None
