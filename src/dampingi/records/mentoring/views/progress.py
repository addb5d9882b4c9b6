"""What is recorded of one participant besides visits: stages, constraints, growth, tasks, outcomes."""

import uuid

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Denied, Refused
from dampingi.foundation.ui.fields import attempt
from dampingi.records.businesses.actions import note_constraints, resolve_constraints
from dampingi.records.businesses.intake import ConstraintNote
from dampingi.records.mentoring import actions
from dampingi.records.mentoring.forms import progress as forms
from dampingi.records.mentoring.forms.changes import FollowUpForm
from dampingi.records.mentoring.intake import OutcomeIntake
from dampingi.records.mentoring.queries.dossier import Dossier, dossier, helpers
from dampingi.records.mentoring.queries.growth import before, months_to_record, next_to_record
from dampingi.records.mentoring.queries.growth import growth as of_reach


@requires(Permission.RECORD_VISITS, Permission.MANAGE_INTAKE)
def stage(request, enrolment_id):
    """Tick a stage off: the one named by `tahap`, else the one that is on."""
    found = _recordable(request, enrolment_id, office=True)
    steps = {step.stage.code: step for step in found.track.steps if step.state != "done"}
    if not steps:
        raise Refused(_("Semua tahap peserta ini sudah selesai."), status=409)
    step = steps.get(request.GET.get("tahap", "")) or next(iter(steps.values()))
    form = forms.StageForm(
        request.POST or None, stages=found.open_stages, by_need=step.may_skip, manages=_manages(request, found),
        initial={"done_on": timezone.localdate(), "stage": step.stage}, must_say_why=not found.may_record,
    )  # fmt: skip

    def act():
        return actions.complete_stages(by=request.actor, rows=[form.intake(found.enrolment.id)])

    lead = _("Yang belum ada: %(missing)s.") % {"missing": "; ".join(c.words for c in step.missing)}
    page = {"title": _("Tandai tahap selesai"), "draft": "tahap", "verb": _("Simpan tahap")}
    page |= {"done": _("Tahap tercatat selesai."), "lead": lead if step.missing else ""}
    return _answer(request, found, form, act, page)


@requires(Permission.RECORD_VISITS)
def constraint(request, enrolment_id):
    found = _recordable(request, enrolment_id)
    if found.enrolment.business_id is None:
        raise Refused(
            _("Peserta ini belum mempunyai usaha. Kendala dicatat setelah usahanya terdaftar."), status=409
        )
    known = [c.code for c in found.constraints if c.resolved_on is None]
    form = forms.ConstraintForm(request.POST or None, known=known, initial={"since": timezone.localdate()})

    def act():
        row = ConstraintNote(business_id=found.enrolment.business_id, **form.cleaned_data)
        return note_constraints(by=request.actor, rows=[row])

    page = {
        "title": _("Catat kendala"),
        "lead": _(
            "Kendala yang dicatat masuk peta kendala kelurahan, agar dinas tahu bantuan apa yang perlu."
        ),
        "draft": "kendala",
        "verb": _("Simpan kendala"),
        "done": _("Kendala tercatat."),
    }
    return _answer(request, found, form, act, page)


@requires(Permission.RECORD_VISITS)
def resolution(request, enrolment_id, constraint_id):
    found = _recordable(request, enrolment_id)
    wanted = next((c for c in found.constraints if c.id == constraint_id and not c.resolved_on), None)
    if wanted is None:
        raise Refused(_("Kendala itu tidak ada, atau sudah teratasi."), status=404)
    form = forms.ResolutionForm(
        request.POST or None, helpers=helpers(found), initial={"on": timezone.localdate(), "how": "mentoring"}
    )

    def act():
        return resolve_constraints(by=request.actor, rows=[form.intake(wanted.id)])

    page = {
        "title": _("Kendala selesai: %(name)s") % {"name": wanted.name},
        "draft": f"kendala-{wanted.id}",
        "verb": _("Simpan"),
        "done": _("Kendala tercatat selesai."),
    }
    return _answer(request, found, form, act, page)


@requires(Permission.RECORD_VISITS, Permission.GIVE_VOICE)
def growth(request, enrolment_id):
    """The first month in full; each later one as what changed since the month on record before it."""
    found = _recordable(request, enrolment_id)
    months = months_to_record(found.enrolment, found.growth, today=timezone.localdate())
    if not months:
        raise Refused(
            _("Semua bulan sudah tercatat atau ditutup. Ubah bulan yang keliru dari halaman peserta."),
            status=409,
        )
    month = _month(request, months) or next_to_record(months, found.growth)
    base = before(found.growth, month)
    if base is None:
        form = forms.GrowthForm(request.POST or None, months=months)
    else:
        form = FollowUpForm(request.POST or None, base=base, initial={"month": month})

    def act():
        return actions.record_growth(by=request.actor, rows=[form.intake(found.enrolment)])

    page = {
        "title": _("Catat perkembangan usaha"),
        "lead": _(
            "Bulan pertama yang dicatat menjadi kondisi awal. Angka ini dipakai menghitung kemajuan, bukan menilai peserta."
        ),
        "draft": f"perkembangan-{month:%Y-%m}" if base else "perkembangan",
        "verb": _("Simpan perkembangan"),
        "done": _("Perkembangan tersimpan."),
    }
    if base is None:
        return _answer(request, found, form, act, page)
    missing = sorted(m for m in months if m != month)
    more = {
        "base": base,
        "month": month,
        "missing": missing,
        "skipped": [m for m in missing if base.month < m < month],
    }
    return _answer(request, found, form, act, page, "mentoring/follow_up.html", more)


def _month(request, months):
    """The month asked for, if it may be recorded."""
    asked = request.POST.get("month") or request.GET.get("bulan", "")
    return next((m for m in months if m.isoformat() == asked), None)


@requires(Permission.RECORD_VISITS, Permission.MANAGE_INTAKE)
def growth_correction(request, growth_id):
    row = of_reach(request.actor, growth_id)
    found = dossier(request.actor, row.enrolment_id, today=timezone.localdate())
    initial = {name: getattr(row, name) for name in ("month", *forms.FIGURES)}
    form = forms.GrowthForm(request.POST or None, months=[row.month], initial=initial)

    def act():
        return actions.correct_growth(by=request.actor, growth=row.id, values=form.figures())

    page = {
        "title": _("Perbaiki perkembangan"),
        "lead": _("Angka lama tetap tersimpan dalam riwayat. Peserta perlu mengonfirmasi ulang."),
        "draft": f"perkembangan-{row.id}",
        "verb": _("Simpan perbaikan"),
        "done": _("Perbaikan tersimpan."),
    }
    return _answer(request, found, form, act, page)


@require_POST
@requires(Permission.GIVE_VOICE, Permission.MANAGE_INTAKE)
def growth_confirmation(request, growth_id):
    row = of_reach(request.actor, growth_id)
    actions.confirm_growth(
        by=request.actor, ids=[row.id], device=device_of(request), how=request.POST.get("how", "")
    )
    messages.success(request, _("Terima kasih, angka bulan itu sudah dikonfirmasi."))
    return (
        redirect("home") if request.POST.get("back") == "home" else redirect("participant", row.enrolment_id)
    )


def device_of(request) -> uuid.UUID | None:
    """The browser that was noted when a code opened this session; an account's own login has none."""
    noted = request.session.get("device")
    return uuid.UUID(noted) if noted else None


@requires(Permission.RECORD_VISITS)
def outcomes(request, enrolment_id):
    found = _recordable(request, enrolment_id)
    known = {o["aspect"]: o["outcome"] for o in found.outcomes if o["outcome"]}
    initial = {a: "yes" if o.achieved else "no" for a, o in known.items()}
    form = forms.OutcomeForm(request.POST or None, initial=initial | {"on": timezone.localdate()})

    def act():
        mentor = found.mentor.mentor if found.mentor else None
        if mentor is None:
            raise Refused(_("Peserta ini sedang tidak mempunyai pendamping."))
        rows = [
            OutcomeIntake(found.enrolment.id, mentor.id, aspect, achieved, form.cleaned_data["on"])
            for aspect, achieved in form.answers().items()
        ]
        return actions.report_outcomes(by=request.actor, rows=rows)

    page = {
        "title": _("Laporkan hasil peserta"),
        "lead": _(
            "Peserta lulus bila ketiga aspek tercapai. Sebagian hasil diperiksa ulang secara acak oleh orang lain."
        ),
        "draft": "hasil",
        "verb": _("Simpan hasil"),
        "done": _("Hasil peserta tersimpan."),
    }
    return _answer(request, found, form, act, page)


def _manages(request, found: Dossier) -> bool:
    enrolment = found.enrolment
    return request.actor.may(
        Permission.MANAGE_INTAKE, region=enrolment.region, programme=enrolment.programme_id
    )


def _recordable(request, enrolment_id, *, office: bool = False) -> Dossier:
    """The participant, if the actor may write about them: as mentor of their region or caseload, or as themselves;
    where `office`, also as the office that runs the programme."""
    found = dossier(request.actor, enrolment_id, today=timezone.localdate())
    own = found.enrolment.person.user_id == request.actor.user_id
    if found.enrolment.exited_on:
        raise Refused(_("Peserta ini sudah berhenti; catatannya tidak dapat ditambah."), status=409)
    if not (own or found.may_record or (office and _manages(request, found))):
        raise Denied(_("Anda tidak mencatat untuk peserta ini. Hubungi pendampingnya."))
    return found


def _answer(request, found: Dossier, form, act, page, template="mentoring/form.html", more=None):
    key = f"{page['draft']}:{found.enrolment.id}"
    if request.method == "POST" and form.is_valid() and attempt(form, act) is not None:
        messages.success(request, page["done"], extra_tags=key)
        return redirect("participant", found.enrolment.id)
    context = {"form": form, "enrolment": found.enrolment, "page": page, "draft_key": key} | (more or {})
    return render(request, template, context, status=422 if form.errors else 200)
