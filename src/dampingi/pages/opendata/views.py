import json

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
from dampingi.foundation.regions.queries import name_of
from dampingi.insight.constraints import actions
from dampingi.insight.constraints.models import Publication
from dampingi.insight.constraints.published import Published
from dampingi.insight.constraints.queries import cities, edition, editions
from dampingi.pages.opendata.constraints import described, lines, listed, table


@public
@require_GET
def open_constraints(request: HttpRequest) -> HttpResponse:
    """An edition for everyone: as a page, as CSV, its metadata, and as the very bytes its hash is of."""
    asked = _city(request.GET.get("wilayah", ""))
    wanted, download = request.GET.get("edisi", ""), request.GET.get("unduh", "")
    published = list(editions(asked))
    if not published and not wanted:
        return render(request, "pages/open_constraints.html", {"place": name_of(asked)})
    found = edition(asked, wanted)
    if download:
        return _file(found, download)
    context = {
        "found": found,
        "place": name_of(asked),
        "told": table(Published.of(found.data)),
        "metadata": list(described(found).items()),
        "cities": [(code, name_of(code), code == asked) for code in cities()],
        "editions": listed(published, found),
        "may_correct": request.actor.may(Permission.PUBLISH_OPEN_DATA, region=asked),
        "longest": actions.LONGEST_REASON,
    }
    return render(request, "pages/open_constraints.html", context)


@require_POST
@requires(Permission.PUBLISH_OPEN_DATA)
def open_constraints_correction(request: HttpRequest) -> HttpResponse:
    """A month's table counted again, beside the one that was published."""
    found = edition(_city(request.POST.get("wilayah", "")), request.POST.get("edisi", ""))
    try:
        made = actions.correct(
            by=request.actor, region=found.region, day=found.day, reason=request.POST.get("alasan", "")
        )
    except Denied:
        raise
    except Refused as refusal:
        messages.error(request, refusal.message)
        made = found
    else:
        messages.success(request, _("Koreksi diterbitkan; edisi sebelumnya tetap dapat dibaca."))
    return redirect(
        f"{reverse('open_constraints')}?{urlencode({'wilayah': made.region, 'edisi': made.edition})}"
    )


def _city(asked: str) -> str:
    known = cities()
    if not known or asked not in (*known, ""):
        raise Refused(_("Data terbuka untuk wilayah itu belum ada."), status=404)
    return asked or known[0]


def _file(found: Publication, wanted: str) -> HttpResponse:
    if wanted == "csv":
        body, kind, ending = ("\ufeff" + lines(found)).encode(), "text/csv; charset=utf-8", "csv"
    elif wanted == "metadata":
        told = found.data["metadata"] | {"SHA-256": found.sha256}
        body, kind, ending = (
            json.dumps(told, ensure_ascii=False, indent=2).encode(),
            "application/json",
            "metadata.json",
        )
    elif wanted == "json":
        body, kind, ending = canonical(found.data), "application/json", "json"
    else:
        raise Refused(_("Berkas itu tidak ada. Pilih CSV, JSON, atau metadata."), status=404)
    answer = HttpResponse(body, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="kendala-{found.region}-{found.edition}.{ending}"'
    return answer
