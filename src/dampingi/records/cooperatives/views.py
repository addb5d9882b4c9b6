import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.definitions import choices
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import depth
from dampingi.foundation.regions.queries import below, name_of
from dampingi.foundation.revisions.models import Revision
from dampingi.foundation.rows import new_id
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.lists import respond
from dampingi.records.cooperatives import actions, queries
from dampingi.records.cooperatives.forms import BookYearForm, CooperativeForm
from dampingi.records.cooperatives.listing import cooperatives_list, with_last_year

HISTORY = 20


@require_GET
@requires(Permission.VIEW_COOPERATIVES)
def cooperatives(request: HttpRequest) -> HttpResponse:
    rows = with_last_year(queries.cooperatives(request.actor))
    return respond(
        request, cooperatives_list(request.actor), rows, "cooperatives/cooperatives.html",
        {"manages": request.actor.holds(Permission.MANAGE_COOPERATIVES), "brings": request.actor.holds(Permission.IMPORT_SHEETS)},
    )  # fmt: skip


@require_GET
@requires(Permission.VIEW_COOPERATIVES)
def cooperative(request: HttpRequest, cooperative_id: uuid.UUID) -> HttpResponse:
    found = queries.cooperative_of(queries.cooperatives(request.actor), cooperative_id)
    kept = Revision.objects.filter(kind="cooperative", subject_id=found.id).order_by("-at")[:HISTORY]
    labels = {name: field.label for name, field in CooperativeForm.base_fields.items()}
    history = [(r, ", ".join(str(labels.get(f, f)) for f in r.changes)) for r in kept]
    context = {
        "cooperative": found, "place": name_of(found.region), "kind": choices("cooperative_kinds").get(found.kind, found.kind),
        "authority": queries.authority_words(found), "years": list(found.years.all()), "history": history,
        "manages": request.actor.may(Permission.MANAGE_COOPERATIVES, region=found.region),
        "contacts": request.actor.may(Permission.VIEW_CONTACTS, region=found.region),
    }  # fmt: skip
    return render(request, "cooperatives/cooperative.html", context)


@requires(Permission.MANAGE_COOPERATIVES)
@require_http_methods(["GET", "POST"])
def new_cooperative(request: HttpRequest) -> HttpResponse:
    form = CooperativeForm(request.POST or None, places=_places(request), initial={"cooperative": new_id()})
    if request.method == "POST" and form.is_valid():
        key = form.cleaned_data["cooperative"]
        made = attempt(form, lambda: actions.register_cooperative(by=request.actor, told=form.told(), id=key))
        if made:
            messages.success(request, _("Koperasi tercatat. Isi tahun bukunya."), extra_tags="koperasi:baru")
            return redirect("cooperative", made.id)
    context = {"form": form, "draft": "koperasi:baru"}
    return render(request, "cooperatives/form.html", context, status=422 if form.errors else 200)


@requires(Permission.MANAGE_COOPERATIVES)
@require_http_methods(["GET", "POST"])
def edit_cooperative(request: HttpRequest, cooperative_id: uuid.UUID) -> HttpResponse:
    found = queries.cooperative_of(queries.managed(request.actor), cooperative_id)
    form = CooperativeForm(
        request.POST or None, places=_places(request), initial=CooperativeForm.initial_of(found)
    )
    if request.method == "POST" and form.is_valid():
        done = attempt(
            form,
            lambda: actions.correct_cooperative(
                by=request.actor, cooperative=found.id, told=form.told(), reason=form.cleaned_data["reason"]
            ),
        )
        if done:
            messages.success(request, _("Perubahan tersimpan."), extra_tags=f"koperasi:{found.id}")
            return redirect("cooperative", found.id)
    context = {"form": form, "cooperative": found, "draft": f"koperasi:{found.id}"}
    return render(request, "cooperatives/form.html", context, status=422 if form.errors else 200)


@requires(Permission.MANAGE_COOPERATIVES)
@require_http_methods(["GET", "POST"])
def book_year(request: HttpRequest, cooperative_id: uuid.UUID) -> HttpResponse:
    """A new book year, or with `?tahun=` one to correct."""
    found = queries.cooperative_of(queries.managed(request.actor), cooperative_id)
    asked = request.GET.get("tahun", "")
    held = queries.year_of(found, int(asked)) if asked.isdecimal() and len(asked) == 4 else None
    form = BookYearForm(request.POST or None, initial=BookYearForm.initial_of(held) if held else {})
    if request.method == "POST" and form.is_valid():
        done = attempt(
            form, lambda: actions.note_year(by=request.actor, cooperative=found.id, told=form.told())
        )
        if done:
            messages.success(request, _("Tahun buku tersimpan."), extra_tags=f"tahun-buku:{found.id}")
            return redirect("cooperative", found.id)
    context = {"form": form, "cooperative": found, "held": held}
    return render(request, "cooperatives/book_year.html", context, status=422 if form.errors else 200)


def _places(request: HttpRequest) -> list[tuple[str, str]]:
    """Kecamatan and kelurahan of the offices the actor registers for."""
    found: list[tuple[str, str]] = []
    for prefix in request.actor.regions(Permission.MANAGE_COOPERATIVES):
        if depth(prefix) < 2:
            raise Refused(
                _(
                    "Pilih kabupaten atau kota lebih dahulu; seluruh provinsi terlalu banyak untuk satu daftar."
                )
            )
        found += [(r.code, r.name) for r in below(prefix, 3)]
        found += [(r.code, f"\u2003{r.name}") for r in below(prefix, 4)]
    return sorted(found)
