from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import depth
from dampingi.insight.lake.page import lake_page
from dampingi.insight.lake.waiting import CITY


@require_GET
@requires(Permission.VIEW_LAKE)
def lake(request: HttpRequest) -> HttpResponse:
    context = lake_page(request.actor, request.GET.get("indikator", ""), request.GET.get("tahun", ""))
    return render(request, "lake/lake.html", context)


@require_POST
@requires(Permission.PUBLISH_LAKE)
def publish_lake(request: HttpRequest) -> HttpResponse:
    place = request.POST.get("wilayah", "")
    if depth(place) != CITY or not request.actor.may(Permission.PUBLISH_LAKE, region=place):
        raise Refused(_("Kota itu tidak ada, atau bukan bagian Anda. Pilih dari daftar."), status=404)
    from dampingi.insight.lake.actions import start_publishing

    if start_publishing(by=request.actor, place=place):
        messages.success(request, _("Penerbitan dimulai; hasilnya terlihat di sini setelah selesai."))
    else:
        messages.info(
            request, _("Penerbitan kota itu sedang berjalan; hasilnya terlihat di sini setelah selesai.")
        )
    return redirect("lake")
