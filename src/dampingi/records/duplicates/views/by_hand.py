"""Two records a person knows to be one, though no search proposed them."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Denied, Refused
from dampingi.foundation.regions.queries import names
from dampingi.records.businesses import queries as registry
from dampingi.records.businesses.likely import told_persons
from dampingi.records.duplicates import actions
from dampingi.records.duplicates.candidates import businesses_like, person_page, persons_like


@requires(Permission.REVIEW_REPEATS)
def partner(request: HttpRequest, business_id: uuid.UUID) -> HttpResponse:
    """Find the business that is the same one, and put the two side by side."""
    found = registry.business(request.actor, business_id)
    if request.method == "POST":
        made = actions.pair_up(by=request.actor, one=found.id, other=_id(request.POST.get("other", "")))
        return redirect("pair", made.id)
    text = request.GET.get("cari", "").replace("\0", "").strip()[:200]
    hits = businesses_like(request.actor, found, text)
    places = names([found.region, *(hit.region for hit in hits)])
    context = {"business": found, "hits": [(hit, places.get(hit.region, "")) for hit in hits], "text": text}
    return render(request, "duplicates/partner.html", context)


@requires(Permission.MERGE_RECORDS)
def person(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Find the record that is the same person (`?dengan=`), compare the two, merge them."""
    found = registry.person(request.actor, person_id)
    other = _other(request)
    refusal = ""
    if request.method == "POST" and other:
        try:
            made = actions.merge_persons(
                by=request.actor, keep=found.id, absorb=other.id, reason=request.POST.get("reason", ""),
                choices={k: v for k, v in request.POST.items() if v in ("keep", "absorb")}, despite="despite" in request.POST,
            )  # fmt: skip
        except Denied:
            raise
        except Refused as refused:
            refusal = refused.message
        else:
            messages.success(
                request, _("Kedua data orang digabungkan. Dapat dipisahkan kembali dari halaman ini.")
            )
            return redirect("merge", made.id)
    text = request.GET.get("cari", "").replace("\0", "").strip()[:200]
    context = person_page(request.actor, found, other) | {
        "hits": told_persons(request.actor, persons_like(request.actor, found, text)),
        "text": text,
        "refusal": refusal,
    }
    return render(request, "duplicates/person.html", context, status=422 if refusal else 200)


def _other(request: HttpRequest):
    asked = request.POST.get("other") or request.GET.get("dengan")
    return registry.person(request.actor, _id(asked)) if asked else None


def _id(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        raise Refused(_("Data itu tidak dikenal. Pilih dari daftar.")) from None
