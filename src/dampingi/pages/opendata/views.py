import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from dampingi.foundation.accounts.routes import public
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.queries import name_of
from dampingi.insight.constraints.published import Published, published
from dampingi.pages.opendata.constraints import lines, metadata, table
from dampingi.records.programmes.models import Programme


@public
@require_GET
def open_constraints(request: HttpRequest) -> HttpResponse:
    """The table for everyone, as a page, as CSV, and its metadata as JSON."""
    cities = list(Programme.objects.order_by("-starts_on").values_list("region", flat=True))
    asked = request.GET.get("wilayah", "") or (cities[0] if cities else "")
    if asked not in cities:
        raise Refused(_("Data terbuka untuk wilayah itu belum ada."), status=404)
    found = published(asked, today=timezone.localdate())
    wanted = request.GET.get("unduh", "")
    if wanted == "csv":
        return _file(found, "\ufeff" + lines(found), "csv", "text/csv; charset=utf-8")
    if wanted == "metadata":
        body = json.dumps(metadata(found), ensure_ascii=False, indent=2)
        return _file(found, body, "json", "application/json")
    context = {
        "found": found,
        "place": name_of(asked),
        "told": table(found),
        "metadata": list(metadata(found).items()),
        "cities": [(code, name_of(code), code == asked) for code in dict.fromkeys(cities)],
    }
    return render(request, "pages/open_constraints.html", context)


def _file(found: Published, body: str, ending: str, kind: str) -> HttpResponse:
    answer = HttpResponse(body, content_type=kind)
    name = f"kendala-{found.region}-{found.edition}.{ending}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
