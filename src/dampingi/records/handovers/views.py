import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Denied, Refused
from dampingi.foundation.jobs.models import Job
from dampingi.foundation.regions.codes import depth
from dampingi.foundation.rows import new_id
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.lists import respond
from dampingi.records.handovers import actions, listing
from dampingi.records.handovers.balance import address, balance_page
from dampingi.records.handovers.forms import NOTED, ExitForm, HandoverForm, NoteForm, UndoForm
from dampingi.records.handovers.previewing import preview_of
from dampingi.records.handovers.queries import handovers as queries
from dampingi.records.handovers.queries.loads import even_load, loads_of, with_loads, with_mentor
from dampingi.records.handovers.queries.receivers import places_in, receivers
from dampingi.records.handovers.selecting import Selection, agreed
from dampingi.records.handovers.tasks import ask_to_hand_over, ask_to_undo
from dampingi.records.programmes import queries as programmes
from dampingi.records.programmes.actions import end_mentor, note_wish
from dampingi.records.programmes.actions.wishes import WHO
from dampingi.records.programmes.models import Programme
from dampingi.records.programmes.readiness import why_not_ready
from dampingi.records.programmes.rosters import today_in

AT_ONCE = 200
"""Up to so many are handed over while the person waits."""
KEPT = ("program",)


@require_GET
@requires(Permission.VIEW_MENTORS)
def balance(request: HttpRequest) -> HttpResponse:
    programme = _programme(request)
    if programme is None:
        return render(request, "handovers/none.html")
    within = request.GET.get("kecamatan", "")
    context = balance_page(request.actor, programme, within=within if depth(within) == 3 else "")
    return render(request, "handovers/balance.html", context | {"programmes": _others(request, programme)})


@require_GET
@requires(Permission.VIEW_PARTICIPANTS)
def participants(request: HttpRequest) -> HttpResponse:
    programme = _programme(request)
    if programme is None:
        return render(request, "handovers/none.html")
    may = request.actor.may(Permission.MANAGE_MENTORS, region=programme.region)
    pick = address("new_handover", programme).partition("?")[0] if may else ""
    spec = listing.participants_list(request.actor, programme, pick=pick)
    found = with_mentor(programmes.enrolments(request.actor).filter(programme=programme))
    context = {"programme": programme, "may": may}
    return respond(request, spec, found, "handovers/participants.html", context, keep=KEPT)


@require_GET
@requires(Permission.VIEW_MENTORS)
def mentors(request: HttpRequest) -> HttpResponse:
    programme = _programme(request)
    if programme is None:
        return render(request, "handovers/none.html")
    even = even_load(programme)
    spec = listing.loads_list(programme, even, address("caseload_participants", programme))
    found = with_loads(programmes.mentors(request.actor).filter(programme=programme, ended_on=None))
    return respond(
        request, spec, found, "handovers/mentors.html", {"programme": programme, "even": even}, keep=KEPT
    )


@require_POST
@requires(*WHO)
def wish(request: HttpRequest, enrolment_id: uuid.UUID) -> HttpResponse:
    """A participant would rather be accompanied by a woman, or no longer minds."""
    found = note_wish(by=request.actor, enrolment=enrolment_id, wants_woman="minta" in request.POST)
    messages.success(
        request,
        _("Tersimpan: saat dampingan dibagi, hanya pendamping perempuan yang dipilih.")
        if found.wants_woman
        else _("Tersimpan: siapa pun dapat mendampingi."),
    )
    return redirect("participant", found.id)


@requires(Permission.MANAGE_MENTORS)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Whom it is about and who can take them; then it is done, at once or by a worker."""
    params = request.GET if request.method == "GET" else QueryDict(request.POST.get("chosen", "")[:60_000])
    programme = _programme(request, params)
    if programme is None:
        return render(request, "handovers/none.html")
    sent = queries.made_by(request.actor, request.POST.get("handover", ""))
    if sent:
        return redirect("handover", sent.id)
    selection = Selection(request.actor, programme, params)
    ids, form, preview = selection.ids(), None, None
    if ids:
        form = _form(request, selection, ids)
        if request.method == "POST" and form.is_valid() and "preview" in request.POST:
            preview = attempt(form, lambda: preview_of(request.actor, programme, form.asked(ids)))
        elif request.method == "POST" and form.is_valid():
            done = attempt(form, lambda: _hand_over(request, selection, ids, form))
            if done:
                return _then(request, done)
            if form.cleaned_data["seen"]:
                preview = attempt(form, lambda: preview_of(request.actor, programme, form.asked(ids)))
    context = {
        "programme": programme, "form": form, "preview": preview, "count": len(ids), "chosen": selection.query,
        "chips": selection.listing.chips(), "ticked": bool(selection.ticked), "job": len(ids) > AT_ONCE,
    }  # fmt: skip
    return render(request, "handovers/new.html", context, status=422 if form and form.errors else 200)


def _form(request: HttpRequest, selection: Selection, ids: tuple[uuid.UUID, ...]) -> HandoverForm:
    rows = selection.rows()
    offered = receivers(request.actor, selection.programme, places_in(rows))
    givers = set(rows.order_by().values_list("mentor_id", flat=True).distinct())
    not_yet = why_not_ready(offered)
    unready = [(m.name, not_yet[m.id]) for m in offered if m.id in not_yet]
    offered = [m for m in offered if givers != {m.id} and m.id not in not_yet]
    noted = rows.order_by("region", "person__name", "id") if len(ids) <= NOTED else rows.none()
    today = today_in(selection.programme.region)
    return HandoverForm(
        request.POST or None, receivers=offered, loads=loads_of(offered), unready=unready,
        participants=list(noted.values_list("id", "person__name")),
        initial={"on": today, "count": len(ids), "handover": new_id(), "why": request.GET.get("sebab", "")},
    )  # fmt: skip


def _hand_over(request, selection: Selection, ids: tuple[uuid.UUID, ...], form: HandoverForm):
    agreed(form.cleaned_data["count"], len(ids))
    asked = form.asked(ids)
    if len(ids) > AT_ONCE:
        return ask_to_hand_over(request.actor, selection.programme, asked, selection.query)
    return actions.hand_over(by=request.actor, programme=selection.programme, asked=asked)


def _then(request: HttpRequest, done) -> HttpResponse:
    if isinstance(done, Job):
        return redirect("job", done.id)
    messages.success(request, _("Serah terima tersimpan; kedua pendamping diberi tahu."))
    return redirect("handover", done.id)


@require_GET
@requires(Permission.VIEW_MENTORS)
def handovers(request: HttpRequest) -> HttpResponse:
    found = listing.counted(queries.handovers(request.actor))
    context = {"may": request.actor.holds(Permission.MANAGE_MENTORS)}
    return respond(request, listing.handovers_list(), found, "handovers/handovers.html", context)


@require_GET
@requires(Permission.VIEW_MENTORS)
def handover(request: HttpRequest, handover_id: uuid.UUID) -> HttpResponse:
    found = queries.handover(request.actor, handover_id)
    may = request.actor.may(Permission.MANAGE_MENTORS, region=found.region)
    own = not request.actor.may(Permission.VIEW_MENTORS, region=found.region)
    spec = listing.lines_list(notes=may or own)
    context = {"handover": found, "may_undo": may and not hasattr(found, "undo"), "form": UndoForm()}
    lines = queries.lines_of(request.actor, found)
    context |= {"back": lines.exclude(restored_at=None).count(), "kept": lines.exclude(kept="").count()}
    return respond(request, spec, lines, "handovers/handover.html", context)


@require_POST
@requires(Permission.MANAGE_MENTORS)
def undo(request: HttpRequest, handover_id: uuid.UUID) -> HttpResponse:
    found, form = queries.handover(request.actor, handover_id), UndoForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Tulis alasan membatalkan serah terima."))
    count = found.lines.count()
    if count > AT_ONCE:
        return redirect("job", ask_to_undo(request.actor, found, form.cleaned_data["reason"], count).id)
    actions.undo_handover(by=request.actor, handover=found.id, reason=form.cleaned_data["reason"])
    messages.success(request, _("Serah terima dibatalkan."))
    return redirect("handover", found.id)


@requires(Permission.VIEW_MENTORS)
@require_http_methods(["GET", "POST"])
def note(request: HttpRequest, line_id: uuid.UUID) -> HttpResponse:
    found = queries.line(request.actor, line_id)
    form = NoteForm(request.POST or None, initial={"note": found.note})
    if request.method == "POST" and form.is_valid():
        done = attempt(
            form, lambda: actions.write_note(by=request.actor, line=found.id, note=form.cleaned_data["note"])
        )
        if done:
            return redirect("handover", found.handover_id)
    status = 422 if form.errors else 200
    return render(request, "handovers/note.html", {"line": found, "form": form}, status=status)


@requires(Permission.MANAGE_MENTORS)
@require_http_methods(["GET", "POST"])
def mentor_exit(request: HttpRequest, mentor_id: uuid.UUID) -> HttpResponse:
    found = programmes.mentor(request.actor, mentor_id)
    today = today_in(found.region)
    form = ExitForm(request.POST or None, today=today, initial={"on": today})
    if request.method == "POST" and form.is_valid():
        done = attempt(form, lambda: end_mentor(by=request.actor, mentor=found.id, **form.cleaned_data))
        if done:
            messages.success(
                request, _("%(name)s selesai bertugas. Serahkan dampingannya.") % {"name": found}
            )
            return redirect(
                address(
                    "new_handover", found.programme, pendamping=str(found.id), sebab=form.cleaned_data["kind"]
                )
            )
    load = loads_of([found])[found]
    context = {"mentor": found, "form": form, "load": load}
    return render(request, "handovers/exit.html", context, status=422 if form.errors else 200)


def _programme(request: HttpRequest, params: QueryDict | None = None) -> Programme | None:
    """The one asked for, within reach; else the current one."""
    code = (params if params is not None else request.GET).get("program", "")
    if not code:
        return programmes.current_programme(request.actor)
    found = programmes.programme_by_code(code)
    if found not in programmes.programmes(request.actor):
        raise Denied(_("Program itu di luar wilayah Anda."))
    return found


def _others(request: HttpRequest, programme: Programme) -> list[Programme]:
    return [p for p in programmes.programmes(request.actor) if p.id != programme.id]
