import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.invitations import invitation_address
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.definitions import source_names
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import depth
from dampingi.foundation.regions.queries import below
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.formats import number
from dampingi.foundation.ui.lists import Listing, respond
from dampingi.records.appointments import actions, queries
from dampingi.records.appointments.forms import FieldsForm, PeriodForm, PersonForm, RulesForm
from dampingi.records.appointments.intake import Appointing
from dampingi.records.appointments.listing import SOURCES, chosen_list, earlier_list
from dampingi.records.programmes.models import Mentor, Programme
from dampingi.records.programmes.posts import LEVELS, Post, post_names
from dampingi.records.programmes.queries import current_programme
from dampingi.records.programmes.queries import mentor as mentor_of
from dampingi.records.programmes.rosters import today_in


@require_GET
@requires(Permission.MANAGE_MENTORS)
def candidates(request: HttpRequest) -> HttpResponse:
    """Whom recruitment chose and nobody has appointed yet; the tabs lead to last year's mentors and to one person."""
    return _candidates(request, "rekrutmen")


@require_GET
@requires(Permission.MANAGE_MENTORS)
def earlier(request: HttpRequest) -> HttpResponse:
    return _candidates(request, "lanjut")


def _candidates(request: HttpRequest, source: str) -> HttpResponse:
    programme = _programme(request)
    spec, rows = _source(request, programme, source)
    context = {
        "programme": programme,
        "source": source,
        "rules": RulesForm(initial={"tot_needed": queries.tot_needed(programme)}),
        "tabs": _tabs(request, programme, source),
    }
    return respond(request, spec, rows, "appointments/candidates.html", context)


def _tabs(request: HttpRequest, programme: Programme, current: str) -> list[dict]:
    told = (
        ("rekrutmen", "appoint_mentors", _("Dari rekrutmen")),
        ("lanjut", "reappoint_mentors", _("Tahun sebelumnya")),
    )
    return [
        {
            "href": reverse(route), "label": label, "current": source == current,
            "count": _source(request, programme, source)[1].count(),
        }
        for source, route, label in told
    ]  # fmt: skip


def _source(request: HttpRequest, programme: Programme, source: str):
    if source == "rekrutmen":
        return chosen_list(programme), queries.to_appoint(request.actor, programme)
    return earlier_list(programme), queries.to_reappoint(request.actor, programme)


@requires(Permission.MANAGE_MENTORS)
@require_http_methods(["GET", "POST"])
def chosen(request: HttpRequest, source: str) -> HttpResponse:
    """Those ticked, or all that match, for one period; then they are appointed."""
    if source not in SOURCES:
        raise Refused(_("Halaman itu tidak ada."), status=404)
    params = request.GET if request.method == "GET" else QueryDict(request.POST.get("chosen", "")[:60_000])
    programme = _programme(request)
    spec, rows = _source(request, programme, source)
    matching = Listing(spec, rows, params).matching
    ticked = _ids(params.getlist("pilih"))
    people = list((matching.filter(id__in=ticked) if ticked else matching).order_by("region", "name"))
    form = PeriodForm(request.POST or None, initial=_usual(programme))
    if request.method == "POST" and people and form.is_valid():
        told = [_appointing(p, source) for p in people]
        made = attempt(
            form,
            lambda: actions.appoint(by=request.actor, programme=programme, rows=told, period=form.period()),
        )
        if made:
            return _then(request, made)
    context = {
        "programme": programme,
        "people": people,
        "form": form,
        "chosen": params.urlencode(),
        "source": source,
    }
    return render(request, "appointments/chosen.html", context, status=422 if form.errors else 200)


def _appointing(person, source: str) -> Appointing:
    if source == "rekrutmen":
        return Appointing(
            name=person.name,
            region=person.region,
            field=person.field,
            fields=tuple(person.fields),
            sex=person.sex,
            applicant=person.id,
        )
    fields = tuple(person.expertise.values_list("field", flat=True))
    return Appointing(
        name=person.name,
        region=person.region,
        field=person.field,
        fields=fields,
        sex=person.sex,
        follows=person.id,
    )


@requires(Permission.MANAGE_MENTORS)
@require_http_methods(["GET", "POST"])
def one(request: HttpRequest) -> HttpResponse:
    """A person by hand: known already, or new."""
    programme = _programme(request)
    form = PersonForm(request.POST or None, posts=_posts(programme), initial=_usual(programme))
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form,
            lambda: actions.appoint(
                by=request.actor, programme=programme, rows=[form.person()], period=form.period()
            ),
        )
        if made:
            return _then(request, made)
    context = {"programme": programme, "form": form}
    return render(request, "appointments/one.html", context, status=422 if form.errors else 200)


def _posts(programme: Programme) -> list[tuple[str, str]]:
    """Every place of a mentor, and every field of a centre; of a whole province no kelurahan, for nobody reads through thousands."""
    levels = (1, 2) if depth(programme.region) < 2 else (2, 3, 4)
    codes = sorted(r.code for at in levels for r in below(programme.region, at))
    mentors = [Post(c) for c in codes if depth(c) > 1]
    centres = [Post(c, f) for c in codes if depth(c) <= 2 for f in source_names("mentor_fields")]
    called = post_names([*mentors, *centres])
    return [(p.code, f"{called[p.code]} – {LEVELS[p.level]}") for p in (*mentors, *centres)]


def _then(request: HttpRequest, made: list[Mentor]) -> HttpResponse:
    told = ngettext("%(n)s pendamping diangkat.", "%(n)s pendamping diangkat.", len(made)) % {
        "n": number(len(made))
    }
    messages.success(request, told, extra_tags="angkat")
    return redirect("mentor", made[0].id) if len(made) == 1 else redirect("mentors")


@require_POST
@requires(Permission.MANAGE_MENTORS)
def rules(request: HttpRequest) -> HttpResponse:
    programme, form = _programme(request), RulesForm(request.POST)
    actions.set_rules(
        by=request.actor, programme=programme, tot_needed=form.is_valid() and form.cleaned_data["tot_needed"]
    )
    messages.success(request, _("Syarat pengangkatan tersimpan."))
    return redirect("appoint_mentors")


@requires(Permission.VIEW_MENTORS)
@require_http_methods(["GET", "POST"])
def neutrality(request: HttpRequest, mentor_id: uuid.UUID) -> HttpResponse:
    """The declaration for one's appointment: read, signed, and readable as signed by whoever looks after the mentor."""
    found = mentor_of(request.actor, mentor_id)
    own = found.user_id == request.actor.user_id
    if request.method == "POST":
        if request.POST.get("declared") != "on":
            raise Refused(_("Centang bahwa Anda sudah membaca dan menandatangani pernyataannya."))
        actions.declare(by=request.actor, mentor=found.id)
        messages.success(request, _("Pernyataan netral Anda tersimpan."))
        return redirect("mentor", found.id)
    terms = queries.terms_of(found)
    signed = terms if terms and terms.declared_at else None
    text = signed.declaration if signed else queries.declaration_now()
    context = {"mentor": found, "own": own, "signed": signed, "declaration": text}
    return render(request, "appointments/neutrality.html", context)


@requires(Permission.MANAGE_MENTORS)
@require_http_methods(["GET", "POST"])
def fields(request: HttpRequest, mentor_id: uuid.UUID) -> HttpResponse:
    found = _managed(request, mentor_id)
    held = list(found.expertise.values_list("field", flat=True))
    form = FieldsForm(request.POST if request.method == "POST" else None, initial={"fields_of": held})
    if request.method == "POST" and form.is_valid():
        actions.set_fields(by=request.actor, mentor=found.id, fields=form.cleaned_data["fields_of"])
        messages.success(request, _("Bidang keahlian tersimpan."))
        return redirect("mentor", found.id)
    return render(
        request,
        "appointments/fields.html",
        {"mentor": found, "form": form},
        status=422 if form.errors else 200,
    )


@never_cache
@require_GET
@requires(Permission.MANAGE_MENTORS)
def invitation(request: HttpRequest, mentor_id: uuid.UUID) -> HttpResponse:
    """The link that opens a new account, ready to be sent; none for who can log in already."""
    found = _managed(request, mentor_id)
    if found.user.has_usable_password():
        raise Refused(_("Pendamping ini sudah dapat masuk dengan kata sandinya."), status=409)
    address = request.build_absolute_uri(invitation_address(found.user))
    return render(request, "appointments/invitation.html", {"mentor": found, "address": address})


def _managed(request: HttpRequest, id: uuid.UUID) -> Mentor:
    rows = Mentor.objects.for_actor(request.actor, Permission.MANAGE_MENTORS).select_related(
        "programme", "user"
    )
    found = rows.filter(id=id).first()
    if found is None:
        raise Refused(_("Pendamping itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def _programme(request: HttpRequest) -> Programme:
    found = current_programme(request.actor)
    if found is None:
        raise Refused(_("Belum ada program di wilayah Anda. Buat programnya lebih dahulu."), status=409)
    return found


def _usual(programme: Programme) -> dict:
    return {"on": max(today_in(programme.region), programme.starts_on), "until": programme.ends_on}


def _ids(values: list[str]) -> list[uuid.UUID]:
    found = []
    for value in values:
        try:
            found.append(uuid.UUID(value))
        except ValueError:
            continue
    return found
