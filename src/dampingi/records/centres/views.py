import datetime
import uuid

from django import forms
from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.regions.models import Region
from dampingi.foundation.regions.queries import below, name_of, names
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.lists import respond
from dampingi.records.centres import actions, queries
from dampingi.records.centres.forms import (
    CentreForm,
    ConditionForm,
    LeavingForm,
    OccupancyForm,
    RepairForm,
    RepairStateForm,
    RoomForm,
    UnitForm,
)
from dampingi.records.centres.listing import repairs_list
from dampingi.records.centres.models import Condition, Repair
from dampingi.records.programmes.rosters import today_in

SEE, MANAGE = Permission.VIEW_CENTRES, Permission.MANAGE_CENTRES
WEEKS = 12


@requires(SEE)
@require_http_methods(["GET", "POST"])
def centres(request: HttpRequest) -> HttpResponse:
    """Every centre with how full it is this week."""
    may = request.actor.holds(MANAGE)
    form = CentreForm(request.POST or None, regions=_regions(request)) if may else None
    if request.method == "POST":
        request.actor.require(MANAGE, region=request.POST.get("region", ""))
        if form and form.is_valid():
            told = form.cleaned_data
            made = attempt(form, lambda: actions.open_centre(by=request.actor, **told))
            if made:
                messages.success(request, _("Sentra tercatat. Tambahkan unitnya."))
                return redirect("centre", made.id)
    rows, found = [], list(queries.centres(request.actor).order_by("name"))
    called = names(c.region for c in found)
    for each in found:
        (week,) = queries.weeks(queries.units_of(each), today_in(each.region), 1)
        rows.append((each, called.get(each.region, each.region), week))
    context = {"rows": rows, "form": form}
    return render(request, "centres/centres.html", context, status=422 if form and form.errors else 200)


@requires(SEE)
@require_GET
def centre(request: HttpRequest, centre_id: uuid.UUID) -> HttpResponse:
    """Its units as they stand, how full it was week by week, its rooms and what is planned."""
    found = queries.centre(request.actor, centre_id)
    today, units = today_in(found.region), queries.units_of(found)
    standing = queries.standing(units, today)
    plan = queries.repairs(request.actor).filter(unit__centre=found)
    open_ = list(plan.filter(state__in=("planned", "running")).order_by("due_on"))
    weeks = queries.weeks(units, today - (WEEKS - 1) * queries.WEEK, WEEKS)
    context = {
        "centre": found, "place": name_of(found.region), "units": [(u, *standing[u.id]) for u in units if not u.retired_on], "weeks": weeks,
        "now": weeks[-1], "broken": sum(bool(c and c.level != Condition.Level.GOOD) for _o, c in standing.values()),
        "repairs": open_, "estimate": sum(r.estimate for r in open_), "late": [r for r in open_ if r.due_on < today],
        "rooms": found.rooms.filter(closed_at=None).order_by("name"), "may_manage": request.actor.may(MANAGE, region=found.region),
        "unit_form": UnitForm(auto_id="unit_%s"), "room_form": RoomForm(auto_id="ruang_%s", initial={"opens": "09:00", "closes": "17:00"}),
    }  # fmt: skip
    return render(request, "centres/centre.html", context)


@requires(SEE)
@require_GET
def centre_week(request: HttpRequest, centre_id: uuid.UUID) -> HttpResponse:
    """Who was in which unit that week: the rows behind its figure."""
    found = queries.centre(request.actor, centre_id)
    try:
        day = datetime.date.fromisoformat(request.GET.get("minggu", ""))
    except ValueError:
        day = today_in(found.region)
    day = min(max(day, datetime.date(2000, 1, 3)), datetime.date(2100, 1, 1))
    monday = day - datetime.timedelta(days=day.weekday())
    (week,) = queries.weeks(queries.units_of(found), monday, 1)
    context = {"centre": found, "week": week, "rows": queries.in_week(found, monday), "sunday": monday + datetime.timedelta(days=6)}  # fmt: skip
    return render(request, "centres/week.html", context)


@requires(MANAGE)
@require_POST
def centre_units(request: HttpRequest, centre_id: uuid.UUID) -> HttpResponse:
    _do(request, UnitForm(request.POST), lambda told: actions.add_unit(by=request.actor, centre=centre_id, **told), _("Unit ditambahkan."))  # fmt: skip
    return redirect("centre", centre_id)


@requires(MANAGE)
@require_POST
def centre_rooms(request: HttpRequest, centre_id: uuid.UUID) -> HttpResponse:
    _do(request, RoomForm(request.POST), lambda told: actions.add_room(by=request.actor, centre=centre_id, **told), _("Ruang ditambahkan."))  # fmt: skip
    return redirect("centre", centre_id)


@requires(MANAGE)
@require_POST
def centre_room_closing(request: HttpRequest, room_id: uuid.UUID) -> HttpResponse:
    found = actions.close_room(by=request.actor, room=room_id, reason=request.POST.get("reason", ""))
    messages.success(request, _("Ruang ditutup; yang sudah memesan diberi tahu."))
    return redirect("centre", found.centre_id)


@requires(SEE)
@require_GET
def centre_unit(request: HttpRequest, unit_id: uuid.UUID) -> HttpResponse:
    found = queries.unit(request.actor, unit_id)
    today = today_in(found.region)
    text = request.GET.get("cari", "").replace("\0", "").strip()[:100]
    held, last = queries.standing([found], today)[found.id]
    year = datetime.timedelta(days=364)
    context = {
        "unit": found, "centre": found.centre, "held": held, "last": last, "today": today, "text": text,
        "shops": queries.shops(request.actor, text), "may_manage": request.actor.may(MANAGE, region=found.region),
        "occupancies": found.occupancies.select_related("business__owner").order_by("-starts_on"),
        "conditions": found.conditions.prefetch_related("pictures").order_by("-on", "-at")[:20],
        "repairs": [(r, RepairStateForm(auto_id=f"p{r.id}_%s"), r.state in ("planned", "running")) for r in found.repairs.prefetch_related("pictures").order_by("due_on")],
        "occupancy_form": OccupancyForm(auto_id="kontrak_%s", initial={"starts_on": today, "ends_on": today + year, "fee": found.fee}),
        "leaving_form": LeavingForm(auto_id="pergi_%s", initial={"on": today}), "condition_form": ConditionForm(auto_id="kondisi_%s", initial={"on": today}),
        "repair_form": RepairForm(auto_id="rencana_%s", initial={"due_on": today + datetime.timedelta(days=90)}),
    }  # fmt: skip
    return render(request, "centres/unit.html", context)


@requires(MANAGE)
@require_POST
def unit_occupancy(request: HttpRequest, unit_id: uuid.UUID) -> HttpResponse:
    _do(request, OccupancyForm(request.POST), lambda told: actions.occupy(by=request.actor, unit=unit_id, **told), _("Penghuni tercatat."))  # fmt: skip
    return redirect("centre_unit", unit_id)


@requires(MANAGE)
@require_POST
def unit_leaving(request: HttpRequest, unit_id: uuid.UUID, occupancy_id: uuid.UUID) -> HttpResponse:
    _do(request, LeavingForm(request.POST), lambda told: actions.leave_unit(by=request.actor, unit=unit_id, occupancy=occupancy_id, **told), _("Kontrak diakhiri."))  # fmt: skip
    return redirect("centre_unit", unit_id)


@requires(MANAGE)
@require_POST
def unit_retiring(request: HttpRequest, unit_id: uuid.UUID) -> HttpResponse:
    found = actions.retire_unit(by=request.actor, unit=unit_id)
    messages.success(request, _("Unit tidak dipakai lagi mulai hari ini."))
    return redirect("centre", found.centre_id)


@requires(MANAGE)
@require_POST
def unit_condition(request: HttpRequest, unit_id: uuid.UUID) -> HttpResponse:
    form = ConditionForm(request.POST, request.FILES)
    _do(
        request, form, lambda told: actions.note_condition(by=request.actor, unit=unit_id, **(told | {"photo": _read(told["photo"])})),
        _("Kondisi tercatat."),
    )  # fmt: skip
    return redirect("centre_unit", unit_id)


@requires(MANAGE)
@require_POST
def unit_repair(request: HttpRequest, unit_id: uuid.UUID) -> HttpResponse:
    _do(request, RepairForm(request.POST), lambda told: actions.plan_repair(by=request.actor, unit=unit_id, **told), _("Masuk rencana perbaikan."))  # fmt: skip
    return redirect("centre_unit", unit_id)


@requires(SEE)
@require_GET
def centre_repairs(request: HttpRequest) -> HttpResponse:
    """The renovation plan of every centre."""
    rows = queries.repairs(request.actor)
    return respond(request, repairs_list(), rows, "centres/repairs.html", {})


@requires(MANAGE)
@require_POST
def repair_state(request: HttpRequest, repair_id: uuid.UUID) -> HttpResponse:
    _do(request, RepairStateForm(request.POST), lambda told: actions.update_repair(by=request.actor, repair=repair_id, **told), _("Keadaan perbaikan tercatat."))  # fmt: skip
    return _to_unit(request, repair_id)


@requires(MANAGE)
@require_POST
def repair_photo(request: HttpRequest, repair_id: uuid.UUID) -> HttpResponse:
    actions.show_picture(
        by=request.actor, repair=repair_id, role=request.POST.get("role", ""), photo=_read(request.FILES.get("photo"))
    )  # fmt: skip
    messages.success(request, _("Foto tersimpan."))
    return _to_unit(request, repair_id)


@requires(SEE)
@require_GET
def centre_photo(request: HttpRequest, picture_id: uuid.UUID) -> FileResponse:
    answer = FileResponse(queries.picture(request.actor, picture_id).photo.open(), content_type="image/jpeg")
    answer["Cache-Control"] = "private, max-age=3600"
    return answer


def _do(request: HttpRequest, form: forms.Form, act, told: str) -> None:
    """One short form among others on a page: what is wrong is said above it."""
    if form.is_valid() and attempt(form, lambda: act(form.cleaned_data)):
        messages.success(request, told)
    for name, errors in form.errors.items():
        label = form.fields[name].label if name in form.fields else ""
        for error in errors:
            messages.error(request, f"{label}: {error}" if label else str(error))


def _read(upload) -> bytes:
    return upload.read() if upload else b""


def _to_unit(request: HttpRequest, repair_id: uuid.UUID) -> HttpResponse:
    found = Repair.objects.for_actor(request.actor, MANAGE).filter(id=repair_id).first()
    return redirect("centre_unit", found.unit_id) if found else redirect("centre_repairs")


def _regions(request: HttpRequest) -> list[Region]:
    found = {
        r.code: r for code in request.actor.regions(MANAGE) for depth in (2, 3, 4) for r in below(code, depth)
    }
    return [found[code] for code in sorted(found)]
