import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import for_anyone_logged_in, requires
from dampingi.foundation.approvals.answers import settled
from dampingi.foundation.approvals.queries import approvals_of, may_decide
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.queries import name_of
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.lists import respond
from dampingi.records.meetings import actions, queries
from dampingi.records.meetings.actions.minuting import wrote
from dampingi.records.meetings.forms import ItemForm, MinutesForm
from dampingi.records.meetings.listing import items_list
from dampingi.records.meetings.models import Guest, Meeting, Minutes
from dampingi.records.meetings.queries.items import item as item_of
from dampingi.records.meetings.queries.items import items, items_of, overdue
from dampingi.records.meetings.views.attendance import managed
from dampingi.records.meetings.wording import local_day, when


@for_anyone_logged_in
@require_http_methods(["GET", "POST"])
def minutes(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    """The minutes as they print; who manages the meeting writes them here."""
    found = queries.meeting(request.actor, meeting_id)
    row = Minutes.objects.filter(meeting=found).first()
    may_write = queries.may_manage(request.actor, found) and not (row and row.submitted_at)
    if request.method == "POST" and not may_write:
        raise Refused(_("Notulen ini tidak dapat Anda ubah."), status=403)
    first = {"discussion": row.discussion, "decisions": row.decisions} if row else None
    form = MinutesForm(request.POST or None, initial=first)
    if form.is_valid() and attempt(
        form, lambda: actions.write_minutes(by=request.actor, meeting=found.id, **form.cleaned_data)
    ):
        messages.success(request, _("Notulen tersimpan."))
        return redirect("meeting_minutes", found.id)
    context = _told(request, found, row) | {
        "form": form,
        "may_write": may_write and found.starts_at <= timezone.now() and not found.cancelled_at,
    }
    return render(request, "meetings/minutes.html", context, status=422 if form.errors else 200)


@requires(Permission.CALL_MEETINGS)
@require_POST
def submission(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    actions.submit_minutes(by=request.actor, meeting=meeting_id)
    messages.success(request, _("Notulen diajukan; orang lain yang menyetujuinya."))
    return redirect("meeting_minutes", meeting_id)


@requires(Permission.APPROVE_MINUTES)
@require_POST
def verdict(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    """Approved, or returned with what needs mending, by somebody else than who wrote them."""
    found = queries.meeting(request.actor, meeting_id)
    approved = settled(request, "meeting", found.id)
    messages.success(
        request, _("Notulen disetujui.") if approved else _("Notulen dikembalikan kepada penulisnya.")
    )
    return redirect("meeting_minutes", found.id)


@requires(Permission.CALL_MEETINGS)
@require_POST
def new_item(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    found = managed(request, meeting_id)
    form = ItemForm(request.POST, people=people_of(request, found))
    if not form.is_valid():
        raise Refused(" ".join(str(e) for errors in form.errors.values() for e in errors))
    actions.give_item(by=request.actor, meeting=found.id, **form.cleaned_data)
    messages.success(request, _("Tindak lanjut tercatat dan masuk kotak masuk orangnya."))
    return redirect("meeting_minutes", found.id)


@requires(Permission.VIEW_MEETINGS)
@require_GET
def all_items(request: HttpRequest) -> HttpResponse:
    return respond(request, items_list(timezone.localdate()), items(request.actor), "meetings/items.html", {})


@for_anyone_logged_in
@require_http_methods(["GET", "POST"])
def item(request: HttpRequest, item_id: uuid.UUID) -> HttpResponse:
    """One action item: done with a note, or dropped with a reason."""
    found = item_of(request.actor, item_id)
    manages = queries.may_manage(request.actor, found.meeting)
    if request.method == "POST":
        note, drop = request.POST.get("note", ""), "drop" in request.POST
        if drop:
            actions.drop_item(by=request.actor, item=found.id, reason=note)
        else:
            actions.finish_item(by=request.actor, item=found.id, note=note)
        messages.success(request, _("Tindak lanjut dihapus.") if drop else _("Tindak lanjut selesai."))
        return redirect("meeting_minutes", found.meeting_id) if manages else redirect("own_meetings")
    may_finish = (
        not found.done_at and not found.dropped_at and (manages or found.owner_id == request.actor.user_id)
    )
    context = {"item": found, "manages": manages, "may_finish": may_finish, "late": overdue(found)}
    return render(request, "meetings/item.html", context)


def people_of(request: HttpRequest, found: Meeting) -> list[tuple[str, str]]:
    rows = queries.invitees_of(request.actor, found).order_by("user__name")
    return [(str(row.user_id), row.user.name) for row in rows]


def _told(request: HttpRequest, found: Meeting, row: Minutes | None) -> dict:
    approvals = list(approvals_of("meeting", found.id)) if row else []
    given = items_of(found)
    for each in given:
        each.late = overdue(each)  # type: ignore[attr-defined]
    rows = queries.invitees_of(request.actor, found)
    manages = queries.may_manage(request.actor, found)
    return {
        "meeting": found, "when": when(found), "place_name": name_of(found.region), "minutes": row, "manages": manages, "items": given,
        "came": queries.came(found), "guests": list(Guest.objects.filter(meeting=found).order_by("name")),
        "absent": list(rows.filter(attended_at=None, required=True).order_by("user__name")),
        "item_form": ItemForm(people=people_of(request, found), initial={"due_on": local_day(found)}) if manages else None,
        "approvals": approvals,
        "may_decide": not wrote(row, request.actor.user_id) and any(may_decide(request.actor, a) for a in approvals),
    }  # fmt: skip
