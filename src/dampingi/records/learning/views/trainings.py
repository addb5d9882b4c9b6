from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.queries import below, name_of
from dampingi.foundation.ui.lists import respond
from dampingi.records.commitments.queries import busy_on
from dampingi.records.learning import actions, queries
from dampingi.records.learning.forms import RegistrationForm, TrainingForm
from dampingi.records.learning.intake import AttendanceIntake
from dampingi.records.learning.inviting import invited_list
from dampingi.records.learning.listing import trainings_list
from dampingi.records.learning.queries import curricula, gains
from dampingi.records.learning.queries.registrations import filled
from dampingi.records.learning.queries.speakers import speakers
from dampingi.records.learning.scoring import told
from dampingi.records.programmes.queries import current_programme, mentors_of

AT_ONCE = 300
"""Rows of one attendance form; those beyond follow once these are saved."""


@require_GET
@requires(Permission.VIEW_PARTICIPANTS)
def trainings(request):
    context = {"may_hold": request.actor.holds(Permission.MANAGE_INTAKE)}
    found = queries.trainings(request.actor)
    return respond(request, trainings_list(request.actor), found, "learning/trainings.html", context)


@requires(Permission.MANAGE_INTAKE)
def new_training(request):
    programme = current_programme(request.actor)
    if programme is None:
        raise Refused(_("Belum ada program di wilayah Anda. Buat programnya lebih dahulu."), status=409)
    regions = [r for depth in (2, 3, 4) for r in below(programme.region, depth)]
    regions.sort(key=lambda r: r.code)
    modules = list(curricula.modules(request.actor).filter(curriculum__programme=programme))
    offered = list(speakers(request.actor).filter(retired_at=None).order_by("name"))
    form = TrainingForm(
        request.POST or None,
        regions=regions,
        modules=modules,
        speakers=offered,
        initial=_asked(request, modules),
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.hold_training(by=request.actor, programme=programme, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Pelatihan tersimpan."), extra_tags="pelatihan:baru")
            return redirect("training", made.id)
    return render(request, "learning/new_training.html", {"form": form}, status=422 if form.errors else 200)


@requires(Permission.VIEW_PARTICIPANTS)
def training(request, training_id):
    """Who was invited and who came; the office ticks off those who are not on the list yet."""
    found = queries.training(request.actor, training_id)
    may_record = request.actor.may(
        Permission.MANAGE_INTAKE, region=found.region, programme=found.programme_id
    )
    invited = queries.uninvited(request.actor, found) if may_record else []
    if request.method == "POST":
        return _record(request, found, invited)
    asked = queries.invitations_of(request.actor, found)
    attendances = list(queries.attendances_of(request.actor, found))
    context = {
        "training": found,
        "place": name_of(found.region),
        "attendances": attendances,
        "gain": told(gains.gain_of(found, attendances), {"sesi": found.id}),
        "may_score": may_record or request.actor.holds(Permission.RECORD_VISITS),
        "today": timezone.localdate(),
        "invited": invited[:AT_ONCE],
        "count": len(invited),
        "asked": asked.count(),
        "may_manage": may_record,
        "held": found.on <= timezone.localdate(),
        "absent": _marks_absent(request, found),
        **_places(request, found),
        "modules": curricula.modules(request.actor).filter(curriculum__programme=found.programme_id),
        "materials": _materials(request, found),
        "busy": _busy(found, invited),
    }
    return respond(request, invited_list(request.actor, found), asked, "learning/training.html", context)


@require_POST
@requires(Permission.MANAGE_INTAKE)
def training_cancellation(request, training_id):
    made = actions.cancel_training(
        by=request.actor, training=training_id, reason=request.POST.get("reason", "")
    )
    messages.success(request, _("Pelatihan dibatalkan. Kabari yang sudah diundang."))
    return redirect("training", made.id)


def _asked(request, modules):
    """What the grid's empty cell asked for: a module and a place."""
    found = {"on": timezone.localdate(), "region": request.GET.get("wilayah", "")}
    module = next((m for m in modules if str(m.id) == request.GET.get("modul")), None)
    if module:
        found |= {
            "module": str(module.id),
            "subject": module.subject,
            "title": module.title,
            "minutes": module.minutes,
        }
    return found


@require_POST
@requires(Permission.MANAGE_INTAKE)
def training_module(request, training_id):
    chosen = request.POST.get("module", "")
    module = next((m for m in curricula.modules(request.actor) if str(m.id) == chosen), None)
    if chosen and module is None:
        raise Refused(_("Modul itu tidak ada. Pilih dari daftar."))
    actions.set_module(by=request.actor, training=training_id, module=module)
    messages.success(request, _("Modul pelatihan tersimpan."))
    return redirect("training", training_id)


def _places(request, found):
    """How full it is, and what may be changed of that."""
    today = timezone.localdate()
    return {
        "seats": filled([found.id]).get(found.id, (0, 0)),
        "closed": found.closes_on is not None and found.closes_on < today,
        "coming": found.on >= today,
        "may_register": request.actor.holds(Permission.JOIN_TRAININGS),
        "places_form": RegistrationForm(initial={"places": found.places, "closes_on": found.closes_on}),
    }


def _materials(request, found):
    if found.module_id and curricula.readable(request.actor).filter(id=found.module_id).exists():
        return found.module.materials.all()
    return []


def _marks_absent(request, found):
    """Whether who is not ticked was expected and did not come: at first everyone invited, or those with a place."""
    if queries.expects(found):
        return True
    listed = queries.attendances_of(request.actor, found).filter(own=False)
    return found.places is None and not listed.exists()


def _busy(found, invited):
    """Whose mentors cannot come, for whoever plans the training."""
    if found.cancelled_at or found.on < timezone.localdate():
        return []
    mentors = mentors_of([e.id for e in invited], on=found.on)
    return busy_on({m.id for m in mentors.values()}, found.on, found.region)


def _record(request, found, invited):
    """At first everyone on the posted list was expected and the ticked ones came; later only the ticked are added."""
    came = set(request.POST.getlist("present"))
    listed = came | (set(request.POST.getlist("invited")) if _marks_absent(request, found) else set())
    rows = [AttendanceIntake(e.id, present=str(e.id) in came) for e in invited if str(e.id) in listed]
    if not rows:
        raise Refused(_("Tidak ada peserta yang dicatat. Muat ulang daftarnya, lalu tandai yang hadir."))
    actions.record_attendance(by=request.actor, training=found, rows=rows)
    messages.success(request, _("Kehadiran tersimpan."))
    return redirect("training", found.id)
