"""The public page of a programme's figures: from what was published alone, never from live rows."""

import csv
import io
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import public, requires
from dampingi.foundation.canonical import canonical
from dampingi.foundation.errors import Denied, Refused
from dampingi.foundation.ui import formats
from dampingi.insight.monitoring import actions
from dampingi.insight.monitoring.editions import published, shown
from dampingi.insight.monitoring.models import FigureEdition
from dampingi.records.programmes.models import Programme
from dampingi.records.programmes.queries import programmes

PUBLISH = Permission.PUBLISH_OPEN_DATA


@public
@require_GET
def open_figures(request: HttpRequest) -> HttpResponse:
    found = published(request.GET.get("program", ""), request.GET.get("edisi", ""))
    if found and (wanted := request.GET.get("unduh", "")):
        return _file(found, wanted)
    context: dict[str, Any] = {"found": found, "publishes": _publishes(request)}
    if found:
        context |= {
            "programme": found.data["programme"],
            "place": found.data["region"][1],
            "figures": shown(found),
            "editions": _listed(found),
            "metadata": list(found.data["metadata"].items()),
        }
    return render(request, "monitoring/open_figures.html", context)


@requires(PUBLISH)
@require_POST
def publish_figures(request: HttpRequest) -> HttpResponse:
    programme = next((p for p in _publishes(request) if p.code == request.POST.get("program")), None)
    if programme is None:
        raise Refused(_("Program itu tidak ada, atau bukan bagian Anda. Pilih dari daftar."), status=404)
    address = reverse("open_figures")
    try:
        made = actions.publish_figures(
            by=request.actor, programme=programme, reason=request.POST.get("alasan", "")
        )
    except Denied:
        raise
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect(address)
    messages.success(request, _("Angka program terbit; siapa pun dapat membacanya."))
    return redirect(f"{address}?{urlencode({'program': programme.code, 'edisi': made.edition})}")


def _publishes(request: HttpRequest) -> list[Programme]:
    actor = request.actor
    if actor.user_id is None:
        return []
    return [p for p in programmes(actor) if actor.may(PUBLISH, region=p.region, programme=p.id)]


def _listed(found: FigureEdition) -> list[dict[str, object]]:
    rows = FigureEdition.objects.order_by("-day", "-programme__starts_on", "-number").defer("data")
    return [
        {
            "edition": each.edition,
            "programme": each.programme.code,
            "name": f"{each.programme.code}, {formats.month(each.day)}"
            + (f" ({each.number})" if each.number > 1 else ""),
            "made_at": each.made_at,
            "reason": each.reason,
            "sha256": each.sha256,
            "shown": each.pk == found.pk,
        }
        for each in rows.select_related("programme")[:60]
    ]


def _file(found: FigureEdition, wanted: str) -> HttpResponse:
    if wanted == "json":
        body, kind = canonical(found.data), "application/json"
    elif wanted == "csv":
        body, kind = ("\ufeff" + _lines(found)).encode(), "text/csv; charset=utf-8"
    else:
        raise Refused(_("Berkas itu tidak ada. Pilih CSV atau JSON."), status=404)
    answer = HttpResponse(body, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="program-{found.region}-{found.edition}.{wanted}"'
    return answer


def _lines(found: FigureEdition) -> str:
    out = io.StringIO()
    write = csv.writer(out)
    write.writerow(
        [
            "edisi",
            "kode_wilayah",
            "program",
            "kode_indikator",
            "indikator",
            "nilai",
            "dari_sekitar",
            "target",
            "satuan",
            "definisi",
        ]
    )
    for each in found.data["figures"]:
        write.writerow(
            [found.edition, found.region, found.data["programme"][0], each["code"], each["name"], each["value"] or "x", each["of"] or "x",
             each["target"] or "", each["unit"], each["definition"]]
        )  # fmt: skip
    return out.getvalue()
