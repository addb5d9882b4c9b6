import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Refused
from dampingi.foundation.ui.lists import respond
from dampingi.pages.access import messages as texts
from dampingi.pages.access.listing import codes_list
from dampingi.pages.access.selecting import chosen
from dampingi.pages.access.slips import slips
from dampingi.records.access.actions import MOST, issue_codes, withdraw_code
from dampingi.records.access.models import Way
from dampingi.records.access.queries import code_holders, crowded_devices


@requires(Permission.ISSUE_CODES)
@require_GET
def access_codes(request: HttpRequest) -> HttpResponse:
    """Who holds a code and who came in; never the code."""
    spec = codes_list(request.actor, reverse("issue_codes"))
    context = {"crowded": crowded_devices(request.actor)}
    return respond(request, spec, code_holders(request.actor), "pages/access/codes.html", context)


@requires(Permission.ISSUE_CODES)
@never_cache
@require_http_methods(["GET", "POST"])
def issue(request: HttpRequest) -> HttpResponse:
    """Ask how they are handed over; the answer to that is the only place where the codes can be read."""
    posted = request.method == "POST"
    params = QueryDict(request.POST.get("chosen", "")[:20_000]) if posted else request.GET
    rows = chosen(request.actor, params)
    count = rows.count()
    only = rows.filter(code_made_at__isnull=False).first() if count == 1 else None
    context: dict[str, Any] = {"count": count, "only": only, "most": MOST, "chosen": params.urlencode()}
    if not posted:
        return render(request, "pages/access/issue.html", context)
    try:
        return _issued(request, list(rows.order_by().values_list("pk", flat=True)))
    except Refused as refusal:
        context["fault"] = refusal.message
        return render(request, "pages/access/issue.html", context, status=refusal.status)


def _issued(request: HttpRequest, ids: list[uuid.UUID]) -> HttpResponse:
    way = request.POST.get("way", "")
    if way not in Way.values:
        raise Refused(_("Pilih cara menyerahkan kodenya."))
    issued, left = issue_codes(by=request.actor, enrolments=ids, way=Way(way))
    if not issued:
        whys = "; ".join(sorted({each.why for each in left}))
        raise Refused(_("Tidak ada kode yang dibuat. %(whys)s") % {"whys": whys})
    site = request.build_absolute_uri(reverse("enter_by_code"))
    if way == Way.SLIP:
        answer = HttpResponse(slips(issued, site=site), content_type="application/pdf")
        answer["Content-Disposition"] = 'attachment; filename="slip-kode-masuk.pdf"'
        return answer
    context = {"messages_ready": texts.ready(issued, site=site), "left": left}
    return render(request, "pages/access/issued.html", context)


@requires(Permission.ISSUE_CODES)
@require_POST
def withdrawal(request: HttpRequest, enrolment_id: uuid.UUID) -> HttpResponse:
    withdraw_code(by=request.actor, enrolment=enrolment_id)
    messages.success(request, _("Kode dicabut. Yang sedang memakainya keluar dari halaman peserta."))
    return redirect("access_codes")
