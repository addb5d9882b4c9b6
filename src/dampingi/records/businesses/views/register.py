"""Registering a business, and the two questions its form asks while one types: which place, which owner."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dampingi.engines.sheets.values.identifiers import nik_born, nik_sex
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.regions.queries import names
from dampingi.foundation.rows import new_id
from dampingi.foundation.ui.fields import attempt
from dampingi.records.businesses import actions
from dampingi.records.businesses.addresses import business_address
from dampingi.records.businesses.forms.businesses import RegisterForm
from dampingi.records.businesses.forms.people import OwnerForm
from dampingi.records.businesses.forms.values import PhoneField
from dampingi.records.businesses.likely import Likely, likely_businesses, likely_persons, told_persons
from dampingi.records.businesses.models import Person
from dampingi.records.businesses.places import kelurahan_meant, one_meant

DRAFT = "usaha-baru"


@requires(Permission.EDIT_BUSINESSES)
def register(request: HttpRequest) -> HttpResponse:
    within = request.actor.regions(Permission.EDIT_BUSINESSES)
    start = {"id": new_id(), "owner_id": request.GET.get("pemilik", "")}
    form = RegisterForm(request.POST or None, within=within, initial=start)
    likely: list[Likely] = []
    if request.method == "POST" and form.is_valid():
        row = form.intake()
        likely = [] if form.cleaned_data["sure"] else likely_businesses(request.actor, row)
        likely = [each for each in likely if each.business.id != row.id]
        made = None if likely else attempt(form, lambda: actions.register_business(by=request.actor, row=row))
        if made:
            messages.success(request, _("Usaha tercatat."), extra_tags=DRAFT)
            _warn(request, form.cleaned_data)
            return redirect(business_address(made.id))
    context = {
        "form": form, "likely": told_likely(request, likely), "draft": DRAFT, "owners": chosen_owner(request, form),
        "open_more": any(form[name].errors or form[name].value() for name in MORE),
    }  # fmt: skip
    status = 422 if form.errors else 409 if likely else 200
    return render(request, "businesses/register.html", context, status=status)


MORE = (
    "address", "nib", "kbli", "started_year", "annual_sales", "capital", "workers", "latitude", "longitude", "owner_sex",
    "owner_born_on", "owner_address", "owner_nik",
)  # fmt: skip
"""Asked in the form's second part, which stands open when something is in it."""


@requires(Permission.EDIT_BUSINESSES)
@require_POST
def place_candidates(request: HttpRequest) -> HttpResponse:
    """The kelurahan a half-typed name may mean, as choices."""
    within = request.actor.regions(Permission.EDIT_BUSINESSES)
    within = [*within, ""] if request.GET.get("semua") == "1" else within
    text = request.POST.get("place", "")[:120]
    found = kelurahan_meant(text, within) if len(text.strip()) > 2 else []
    chosen = request.POST.get("region", "")
    chosen = chosen if chosen in {c.code for c in found} else one_meant(found)
    context = {"candidates": found, "chosen": chosen, "typed": text.strip()}
    return render(request, "businesses/place_candidates.html", context)


@requires(Permission.EDIT_BUSINESSES)
@require_POST
def owner_candidates(request: HttpRequest) -> HttpResponse:
    """People on record who may be the owner being typed, as choices. Posted: names and phones stay out of addresses."""
    try:
        phone = PhoneField().to_python(request.POST.get("owner_phone", "")[:60])
    except ValidationError:  # a number still being typed is no fault to tell
        phone = ""
    name = request.POST.get("owner_name", "")[:150]
    found = likely_persons(request.actor, name=name, phone=phone)
    context = {"owners": told_persons(request.actor, found), "chosen": request.POST.get("owner_id", "")}
    return render(request, "businesses/owner_candidates.html", context)


def chosen_owner(request: HttpRequest, form: OwnerForm) -> list[dict[str, Any]]:
    """The person already chosen, who must stay to be seen when the form comes back."""
    if form.chosen is None:
        return []
    found = Person.objects.for_actor(request.actor, Permission.VIEW_BUSINESSES).filter(id=form.chosen)
    return told_persons(request.actor, list(found))


def told_likely(request: HttpRequest, found: list[Likely]) -> list[dict[str, Any]]:
    places = names(each.business.region for each in found)
    return [
        {
            "business": each.business,
            "why": each.why,
            "place": places.get(each.business.region, ""),
            "href": business_address(each.business.id),
        }
        for each in found
    ]


def _warn(request: HttpRequest, said: dict[str, Any]) -> None:
    """What the NIK says otherwise is no reason to refuse: cards are wrong, too."""
    nik = said["owner_nik"]
    if not nik or said["owner_id"]:
        return
    if said["owner_sex"] and nik_sex(nik) != said["owner_sex"]:
        messages.warning(request, _("Jenis kelamin tidak sesuai dengan NIK. Periksa pada KTP."))
    if said["owner_born_on"] and not nik_born(nik, said["owner_born_on"]):
        messages.warning(request, _("Tanggal lahir tidak sesuai dengan NIK. Periksa pada KTP."))
