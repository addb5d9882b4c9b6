import uuid
from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.engines.indicators import Indicator, Unclear
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.approvals.answers import settled
from dampingi.foundation.approvals.queries import approvals_of, may_decide
from dampingi.foundation.errors import Denied, Refused
from dampingi.foundation.regions.queries import name_of
from dampingi.foundation.ui.lists import respond
from dampingi.insight.facts.datasets import DATASETS
from dampingi.insight.indicators import actions, queries
from dampingi.insight.indicators.catalogue import Impossible, catalogue, impossible, read, standing
from dampingi.insight.indicators.models import Draft, Version
from dampingi.insight.indicators.wording import told
from dampingi.insight.library.forms import CompositeForm, DefinitionForm, IndicatorForm, ManualForm, initial
from dampingi.insight.library.listing import LIST, library_rows, place_of, tallied
from dampingi.insight.library.reading import as_written, differences, said
from dampingi.insight.library.trying import preview_or_why, question, tried, typed_values
from dampingi.insight.monitoring.dashboard.asked import asked
from dampingi.insight.monitoring.dashboard.behind import behind

COMPOSITE, TYPED = "gabungan", "isian"


@require_GET
@requires(queries.SEE)
def indicators(request: HttpRequest) -> HttpResponse:
    rows = library_rows(request.actor)
    context = {"tallied": tallied(rows), "defines": bool(queries.own_offices(request.actor))}
    return respond(request, LIST, rows, "library/indicators.html", context)


@require_GET
@requires(queries.SEE)
def data_dictionary(request: HttpRequest) -> HttpResponse:
    """What counts where the reader works, said in full, as of now."""
    place = place_of(request.actor)
    context = {
        "rows": [(i, said(i)) for i in catalogue(place).values()],
        "datasets": DATASETS.values(),
        "broken": [(i.version, told(i.why)) for i in impossible(place)] if place else [],
        "place": name_of(place) if place else "",
        "now": timezone.now(),
    }
    return render(request, "library/dictionary.html", context)


@require_GET
@requires(queries.SEE)
def indicator_version(request: HttpRequest, version_id: uuid.UUID) -> HttpResponse:
    actor, found = request.actor, queries.version(request.actor, version_id)
    versions, offices = queries.siblings(actor, found), queries.own_offices(actor)
    last, retired = versions[0].id == found.id, hasattr(found, "retirement")
    definition = standing(found) if last and not retired else read(found)
    name = found.body["name"]
    counts = last and not retired and not isinstance(definition, Impossible)
    context: dict[str, Any] = {
        "version": found, "versions": versions, "owner": name_of(found.region) if found.region else _("Bawaan"), "last": last,
        "holds": queries.holds(found), "counts": counts, "name": _(name), "dataset": DATASETS.get(found.body.get("dataset", "")),
        "changes": differences(found.region, versions[1].body, found.body) if last and len(versions) > 1 else [],
        "retires": last and not retired and found.region in offices, "changes_it": (counts or last) and bool(offices),
    }  # fmt: skip
    if isinstance(definition, Impossible):
        context["broken"] = told(definition.why)
    else:
        definition = _worded(definition)
        context["said"] = said(definition)
        place = place_of(actor)
        if counts and place and catalogue(place).get(found.code) == definition:
            ask = lambda: question(actor, request.GET, definition, today=timezone.localdate())  # noqa: E731
            context |= preview_or_why(actor, ask)
        if counts and definition.entered:
            context |= typed_values(actor, definition)
    return render(request, "library/version.html", context)


@require_GET
@requires(queries.SEE)
def indicator_parts(request: HttpRequest, code: str) -> HttpResponse:
    """Where a figure leads that is made of others, or was typed: its page, with the same question."""
    found = asked(request.actor, request.GET, today=timezone.localdate())
    said_there = catalogue(found.programme.region).get(code)
    held = queries.newest(said_there.owner, code) if said_there else None
    if held is None:
        raise Refused(
            _("Indikator itu tidak berlaku di wilayah Anda. Buka dari daftar indikator."), status=404
        )
    return redirect(f"{reverse('indicator_version', args=[held.id])}?{found.query(indikator='')}")


@requires(queries.DEFINE)
@require_POST
def indicator_next(request: HttpRequest, version_id: uuid.UUID) -> HttpResponse:
    found = queries.version(request.actor, version_id)
    made = actions.begin_version(by=request.actor, region=_office(request, found), code=found.code)
    return redirect("indicator_draft_edit", made.id)


@requires(queries.DEFINE)
@require_POST
def indicator_retirement(request: HttpRequest, version_id: uuid.UUID) -> HttpResponse:
    found = queries.version(request.actor, version_id)
    actions.retire_indicator(by=request.actor, version=found.id, reason=request.POST.get("reason", ""))
    messages.success(request, _("Indikator dicabut. Angka yang sudah dibekukan tidak berubah."))
    return redirect("indicator_version", found.id)


@require_GET
@requires(queries.DEFINE)
def new_indicator(request: HttpRequest) -> HttpResponse:
    """From which data it is counted."""
    return render(request, "library/new.html", {"datasets": DATASETS.values()})


@requires(queries.DEFINE)
@require_http_methods(["GET", "POST"])
def new_indicator_of(request: HttpRequest, dataset: str) -> HttpResponse:
    offices = queries.own_offices(request.actor)
    if not offices:
        raise Denied(_("Indikator disusun dinas kota, kabupaten, atau provinsi."))
    form = _form(request, dataset, offices[0], {})
    if form.is_valid():
        made = _attempt(
            form, lambda: actions.begin_draft(by=request.actor, region=offices[0], body=form.body())
        )
        if made:
            return _saved(request, made)
    return _writing(request, form, None)


@requires(queries.DEFINE)
@require_http_methods(["GET", "POST"])
def indicator_draft_edit(request: HttpRequest, draft_id: uuid.UUID) -> HttpResponse:
    found = queries.draft(request.actor, draft_id)
    form = _form(request, _source(found.body), found.region, dict(found.body) | {"opened": found.saves})
    if form.is_valid():
        opened = form.cleaned_data["opened"] or 0
        made = _attempt(
            form,
            lambda: actions.save_draft(by=request.actor, draft=found.id, body=form.body(), opened=opened),
        )
        if made:
            return _saved(request, made)
    return _writing(request, form, found)


@require_GET
@requires(queries.REVIEW)
def indicator_draft(request: HttpRequest, draft_id: uuid.UUID) -> HttpResponse:
    """What it would give on the reader's own data, what it says, and what happens to it next."""
    actor, found = request.actor, queries.draft(request.actor, draft_id)
    before = queries.newest(found.region, found.code)
    approvals = list(approvals_of("indicator_draft", found.id))
    writes = actor.may(queries.DEFINE, region=found.region)
    context: dict[str, Any] = {
        "draft": found, "owner": name_of(found.region), "approvals": approvals, "writes": writes and found.open,
        "drops": writes and found.state in (Draft.State.WRITTEN, Draft.State.RETURNED, Draft.State.WAITING),
        "may_decide": any(may_decide(actor, a) for a in approvals), "dataset": DATASETS.get(found.body.get("dataset", "")),
        "before": before, "changes": differences(found.region, before.body, found.body) if before and before.id != found.version_id else [],
    }  # fmt: skip
    try:
        definition = as_written(found.region, found.body)
    except Unclear as unclear:
        context["broken"] = told(unclear)
    else:
        ask = lambda: tried(actor, request.GET, found, definition, today=timezone.localdate())  # noqa: E731
        context |= {"said": said(definition)} | preview_or_why(actor, ask)
    return render(request, "library/draft.html", context)


@require_GET
@requires(queries.REVIEW)
def indicator_draft_rows(request: HttpRequest, draft_id: uuid.UUID) -> HttpResponse:
    found = queries.draft(request.actor, draft_id)
    try:
        definition = as_written(found.region, found.body)
    except Unclear as unclear:
        raise Refused(told(unclear), status=404) from None
    if not definition.dataset:
        return redirect("indicator_draft", found.id)
    return behind(request, tried(request.actor, request.GET, found, definition, today=timezone.localdate()))


@requires(queries.DEFINE)
@require_POST
def indicator_draft_settle(request: HttpRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Submit it, or drop it."""
    found = queries.draft(request.actor, draft_id)
    if request.POST.get("act") == "drop":
        actions.drop_draft(by=request.actor, draft=found.id)
        messages.success(request, _("Rancangan dibuang. Indikator yang berlaku tidak berubah."))
        return redirect("indicators")
    opened, reason = request.POST.get("opened", ""), request.POST.get("reason", "")
    actions.submit_draft(
        by=request.actor,
        draft=found.id,
        opened=int(opened) if opened.isdecimal() and len(opened) < 9 else 0,
        reason=reason,
    )
    messages.success(request, _("Diajukan. Orang lain di kantor Anda memeriksanya dari kotak masuk."))
    return redirect("indicator_draft", found.id)


@requires(queries.REVIEW)
@require_POST
def indicator_verdict(request: HttpRequest, draft_id: uuid.UUID) -> HttpResponse:
    found = queries.draft(request.actor, draft_id)
    passed = settled(request, "indicator_draft", found.id)
    messages.success(
        request, _("Indikator berlaku mulai sekarang.") if passed else _("Rancangan dikembalikan.")
    )
    found.refresh_from_db()
    return (
        redirect("indicator_version", found.version_id) if passed else redirect("indicator_draft", found.id)
    )


def _source(body: Mapping[str, Any]) -> str:
    return COMPOSITE if "parts" in body else TYPED if "entered" in body else str(body.get("dataset", ""))


def _form(request: HttpRequest, source: str, region: str, body: Mapping[str, Any]) -> DefinitionForm:
    counting = catalogue(region)
    told: dict[str, Any] = {"initial": {"opened": 0} | (initial(body, counting) if body else {})}
    if source == COMPOSITE:
        return CompositeForm(request.POST or None, counting=counting, **told)
    if source == TYPED:
        return ManualForm(request.POST or None, **told)
    if source not in DATASETS:
        raise Refused(_("Data itu tidak ada (lagi). Pilih dari daftar data."), status=404)
    return IndicatorForm(request.POST or None, dataset=DATASETS[source], **told)


def _attempt(form: Any, act: Callable[[], Draft]) -> Draft | None:
    """None with the mistake beside its field, so that nothing typed is lost."""
    try:
        return act()
    except actions.Mistaken as mistaken:
        form.mistaken(mistaken.field, mistaken.message)
    except Refused as refusal:
        form.add_error(None, refusal.message)
    return None


def _saved(request: HttpRequest, made: Draft) -> HttpResponse:
    messages.success(request, _("Tersimpan. Lihat angkanya dahulu, lalu ajukan."))
    return redirect("indicator_draft", made.id)


def _writing(request: HttpRequest, form: Any, found: Draft | None) -> HttpResponse:
    context = {"form": form, "dataset": getattr(form, "dataset", None), "draft": found}
    return render(request, "library/form.html", context, status=422 if form.errors else 200)


def _office(request: HttpRequest, found: Version) -> str:
    """The owner where it is the actor's, else the actor's own office."""
    offices = queries.own_offices(request.actor)
    if not offices:
        raise Denied(_("Indikator disusun dinas kota, kabupaten, atau provinsi."))
    return found.region if found.region in offices else offices[0]


def _worded(definition: Indicator) -> Indicator:
    """A shipped one in the reader's language."""
    return definition if definition.owner else catalogue().get(definition.code, definition)
