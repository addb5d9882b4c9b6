import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.addresses import address_of
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import public, requires
from dampingi.foundation.regions.queries import name_of, names
from dampingi.foundation.rows import new_id
from dampingi.foundation.ui.fields import attempt
from dampingi.records.aspirations import actions
from dampingi.records.aspirations.forms import PublicForm
from dampingi.records.aspirations.models import Aspiration
from dampingi.records.aspirations.queries import boxes as queries
from dampingi.records.aspirations.queries.tallies import sent_in
from dampingi.records.aspirations.views.around import districts, programme_of
from dampingi.records.meetings.codes import picture

KEEP = Permission.KEEP_ASPIRATIONS


@requires(KEEP)
@require_http_methods(["GET", "POST"])
def boxes(request: HttpRequest) -> HttpResponse:
    """Which kecamatan have their link open, how many used it, and the poster of each."""
    programme = programme_of(request)
    places = districts(request, programme)
    if request.method == "POST":
        wanted = set(request.POST.getlist("region")) & {code for code, _name in places}
        made = actions.open_boxes(by=request.actor, programme=programme, regions=wanted)
        messages.success(request, _("%(n)d tautan kecamatan dibuka.") % {"n": len(made)})
        return redirect("aspiration_boxes")
    held = {box.region: box for box in queries.boxes(request.actor).filter(closed_at=None)}
    counts = sent_in([code for code, _name in places])
    rows = [(code, name, held.get(code), counts.get(code, 0)) for code, name in places]
    context = {"rows": rows, "programme": programme, "closed": sum(1 for row in rows if row[2] is None)}
    return render(request, "aspirations/boxes.html", context)


@requires(KEEP)
@require_GET
def poster(request: HttpRequest, box_id: uuid.UUID) -> HttpResponse:
    """To hang up at the kecamatan's office."""
    found = queries.box_of(request.actor, box_id)
    address = request.build_absolute_uri(reverse("aspiration_sending", args=[found.region]))
    context = {"box": found, "place": name_of(found.region), "address": address, "picture": picture(address)}
    return render(request, "aspirations/poster.html", context)


@requires(KEEP)
@require_POST
def closing(request: HttpRequest, box_id: uuid.UUID) -> HttpResponse:
    actions.close_box(by=request.actor, box=box_id)
    messages.success(request, _("Tautan ditutup; yang sudah masuk tetap ada."))
    return redirect("aspiration_boxes")


@public
@require_GET
def open_districts(request: HttpRequest) -> HttpResponse:
    """Where one lives or sells."""
    found = queries.open_boxes()
    called, cities = names(b.region for b in found), names(b.region[:5] for b in found)
    groups: dict[str, list[tuple[str, str]]] = {}
    for box in found:
        groups.setdefault(cities.get(box.region[:5], ""), []).append(
            (box.region, called.get(box.region, box.region))
        )
    return render(request, "aspirations/districts.html", {"groups": sorted(groups.items())})


@public
@never_cache
@require_http_methods(["GET", "POST"])
def sending(request: HttpRequest, district: str) -> HttpResponse:
    """The form behind the QR code. Nothing is asked besides the wish; who wants an answer leaves a number."""
    box = queries.open_box(district) if len(district) == 8 else None
    if box is None:
        return render(request, "aspirations/no_box.html", status=404)
    form = PublicForm(request.POST or None, initial={"id": new_id()})
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["website"]:  # a machine fills in everything; it need not know that we saw
            return redirect("aspiration_sent", district)
        if attempt(form, lambda: _send(request, box, form)):
            messages.success(request, _("Aspirasi Anda diterima."), extra_tags=f"aspirasi-warga:{district}")
            return redirect("aspiration_sent", district)
    context = {"form": form, "box": box, "place": name_of(district)}
    return render(request, "aspirations/sending.html", context, status=422 if form.errors else 200)


@public
@require_GET
def sent(request: HttpRequest, district: str) -> HttpResponse:
    box = queries.open_box(district) if len(district) == 8 else None
    if box is None:
        return render(request, "aspirations/no_box.html", status=404)
    return render(request, "aspirations/sent.html", {"box": box, "place": name_of(district)})


def _send(request: HttpRequest, box, form: PublicForm) -> Aspiration:
    return actions.send_aspiration(box=box, heard=form.heard(), address=address_of(request))
