import datetime

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Denied, Refused
from dampingi.foundation.regions.queries import below
from dampingi.foundation.ui.formats import short_day
from dampingi.foundation.ui.lists import respond
from dampingi.records.programmes import actions, queries
from dampingi.records.programmes.forms import MonthForm, WithdrawForm
from dampingi.records.programmes.intake_queries import fills
from dampingi.records.programmes.listing import applications_list
from dampingi.records.programmes.models import PeriodClosure


@requires(Permission.MANAGE_INTAKE)
def programmes(request):
    """To the newest programme; a page of its own only when there is none."""
    newest = queries.current_programme(request.actor)
    return redirect("programme", newest.code) if newest else render(request, "programmes/none.html")


@requires(Permission.MANAGE_INTAKE)
def programme(request, code):
    found = _of(request, code)
    rows = fills(request.actor, found)
    sums = {
        k: sum(getattr(r, k) for r in rows)
        for k in ("places", "applied", "waiting", "active", "exited", "left")
    }
    context = {
        "programme": found,
        "fills": rows,
        "sums": sums,
        "stages": _stages(found),
        "months": _months(found),
        "others": [p for p in queries.programmes(request.actor) if p.id != found.id],
    }
    return render(request, "programmes/programme.html", context)


@requires(Permission.MANAGE_INTAKE)
def applications(request, code):
    found = _of(request, code)
    spec = applications_list(lambda: _places(found.region))
    rows = queries.applications(request.actor).filter(programme=found)
    waiting = rows.filter(state="submitted").count()
    return respond(
        request, spec, rows, "programmes/applications.html", {"programme": found, "submitted": waiting}
    )


@require_POST
@requires(Permission.MANAGE_INTAKE)
def selection(request, code):
    found = _of(request, code)
    result = actions.select(by=request.actor, programme=found)
    messages.success(
        request,
        _("%(accepted)d diterima, %(waiting)d masuk daftar tunggu, %(rejected)d ditolak.")
        % {"accepted": result.accepted, "waiting": result.waiting, "rejected": result.rejected},
    )
    return redirect("applications", found.code)


@require_POST
@requires(Permission.MANAGE_INTAKE)
def closure(request, code):
    """Close the posted month; with `reopen`, open it again for the stated reason."""
    found, form = _of(request, code), MonthForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Bulan itu tidak dikenal. Pilih dari daftar bulan program."))
    month, reason = form.cleaned_data["month"], form.cleaned_data["reason"]
    if "reopen" in request.POST:
        actions.reopen_month(by=request.actor, programme=found, month=month, reason=reason)
    elif month > timezone.localdate():
        raise Refused(_("Bulan itu belum tiba. Pilih dari daftar bulan program."))
    else:
        actions.close_month(by=request.actor, programme=found, month=month)
    return redirect("programme", found.code)


@requires(Permission.MANAGE_INTAKE)
def withdrawal(request, enrolment_id):
    found = queries.enrolment(request.actor, enrolment_id)
    form = WithdrawForm(request.POST or None, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        replacement = actions.withdraw(by=request.actor, enrolment=found.id, **form.cleaned_data)
        messages.success(request, _told(found, replacement))
        return redirect("programme", found.programme.code)
    return render(request, "programmes/withdrawal.html", {"enrolment": found, "form": form})


def _of(request, code):
    found = queries.programme_by_code(code)
    if found not in queries.programmes(request.actor):
        raise Denied(_("Program itu di luar wilayah Anda."))
    return found


def _told(left, replacement) -> str:
    if replacement is None:
        return _("%(name)s berhenti. Daftar tunggu kelurahannya kosong.") % {"name": left.person.name}
    return _("%(name)s berhenti; tempatnya diisi %(next)s dari daftar tunggu.") % {
        "name": left.person.name,
        "next": replacement.person.name,
    }


def _places(region: str) -> list[tuple[str, str]]:
    """Kecamatan in code order, each followed by its kelurahan, set in."""
    both = sorted([*below(region, 3), *below(region, 4)], key=lambda r: r.code)
    return [(r.code, r.name if r.code.count(".") == 2 else f"\u2003{r.name}") for r in both]


def _stages(programme) -> list[dict]:
    today, now_given, found = timezone.localdate(), False, []
    for stage in programme.stages.all():
        state = "done" if stage.due_on < today else "next" if now_given else "now"
        now_given = now_given or state == "now"
        note = _("jatuh tempo %(day)s") % {"day": short_day(stage.due_on)}
        found.append({"label": stage.name, "state": state, "note": note})
    return found


def _months(programme) -> list[dict]:
    closed = {c.month: c for c in PeriodClosure.objects.filter(programme=programme)}
    month, found = programme.starts_on.replace(day=1), []
    while month <= min(programme.ends_on, timezone.localdate()):
        found.append({"month": month, "closure": closed.get(month)})
        month = (month + datetime.timedelta(days=32)).replace(day=1)
    return found[::-1]
