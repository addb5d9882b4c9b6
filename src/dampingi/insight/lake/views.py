from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Refused
from dampingi.foundation.jobs.actions import start
from dampingi.foundation.regions.codes import depth
from dampingi.insight.lake.page import CITY, lake_page
from dampingi.insight.lake.tasks import KIND


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
    if not settings.LAKE:
        raise Refused(_("Danau data belum dipasang. Minta pengelola sistem mengisi DAMPINGI_LAKE."))
    start(by=request.actor, kind=KIND, params={"to": settings.LAKE, "place": place}, url=reverse("lake"))
    messages.success(request, _("Penerbitan dimulai; hasilnya terlihat di sini setelah selesai."))
    return redirect("lake")
