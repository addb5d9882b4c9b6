"""What the field app calls. The contract stands in docs/lapangan-protokol.md."""

import json
import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dampingi.capture.field import actions, queries
from dampingi.capture.field.actions.receiving import MOST
from dampingi.capture.field.doors import for_devices, for_people, refused
from dampingi.capture.field.items import Item, Receipt
from dampingi.foundation.errors import Refused

MOST_ASKED = 100


class Unparsable(Refused):
    status = 400


@require_POST
@for_people
def registration(request: HttpRequest) -> HttpResponse:
    device, token = actions.register_device(by=request.actor, name=str(_said(request).get("name") or ""))
    return JsonResponse({"device": str(device.id), "token": token}, status=201)


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
