"""Where participants stand: the places side by side, one participant's track, and what a programme's stages ask."""

from typing import Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.errors import Denied
from dampingi.foundation.ui.fields import attempt
from dampingi.records.mentoring.actions.editions import publish_stages
from dampingi.records.mentoring.forms.editions import NoteForm, rule_forms, rules_of
from dampingi.records.mentoring.listing.standings import standings_rows
from dampingi.records.mentoring.queries.dossier import dossier
from dampingi.records.mentoring.queries.standings import standings
from dampingi.records.mentoring.tracks.plans import of_stages, shipped, stage_plans
from dampingi.records.mentoring.tracks.presenting import Presenter
from dampingi.records.mentoring.tracks.rules import Rule
from dampingi.records.mentoring.tracks.track import names_of
from dampingi.records.programmes.models import Programme, StageEdition
from dampingi.records.programmes.queries import current_programme, programme_by_code, programmes


@require_GET
@requires(Permission.VIEW_PARTICIPANTS)
def stages(request):
    """How many stand at which stage in each kelurahan; every figure opens its participants."""
    theirs = programmes(request.actor)
    wanted = next((p for p in theirs if p.code == request.GET.get("program")), None)
    programme = wanted or current_programme(request.actor)
    context: dict[str, Any] = {"programme": programme, "others": [p for p in theirs if p != programme]}
    if programme:
        told = standings(request.actor, programme, today=timezone.localdate())
        context |= {"told": told, "rows": standings_rows(told)}
        context["may_edit"] = request.actor.may(
            Permission.MANAGE_INTAKE, region=programme.region, programme=programme.id
        )
    return render(request, "mentoring/stages.html", context)


@require_GET
@requires(Permission.VIEW_PARTICIPANTS)
def track(request, enrolment_id):
    found = dossier(request.actor, enrolment_id, today=timezone.localdate())
    presenter = presenter_of(request, found)
    context = {
        "dossier": found, "enrolment": found.enrolment, "track": found.track, "steps": presenter.steps(),
        "now": presenter.now(), "own": presenter.own,
    }  # fmt: skip
    return render(request, "mentoring/track.html", context)


def presenter_of(request, found) -> Presenter:
    own = found.enrolment.person.user_id == request.actor.user_id
    mentor = found.mentor.mentor.name if found.mentor else ""
    return Presenter(request.actor, found.track, may_record=found.may_record, own=own, mentor=mentor)


@require_GET
@requires(Permission.MANAGE_INTAKE)
def stage_rules(request, code):
    """The editions of what a programme's stages ask; `edisi` opens an earlier one."""
    programme = _managed(request, code)
    editions = list(StageEdition.objects.filter(programme=programme))
    asked = request.GET.get("edisi", "")
    edition = next((e for e in editions if str(e.number) == asked), editions[0] if editions else None)
    rules = [Rule.read(told) for told in edition.body] if edition else of_stages(programme)
    names = names_of([programme.id])[programme.id]
    told = [
        {"rule": r, "entry": [c.words(names) for c in r.entry], "exit": [c.words(names) for c in r.exit]}
        for r in rules
    ]
    context = {"programme": programme, "editions": editions, "edition": edition, "rules": told}
    return render(request, "mentoring/stage_rules.html", context)


@requires(Permission.MANAGE_INTAKE)
def edit_stages(request, code):
    """Write the next edition, from the one in force or (`pola`) from a plan that is shipped."""
    programme = _managed(request, code)
    pattern = request.GET.get("pola", "")
    rules = shipped(pattern, programme) if pattern in stage_plans() else _in_force(programme)
    forms = rule_forms(request.POST or None, programme, rules)
    note = NoteForm(request.POST or None)
    if request.method == "POST" and all([note.is_valid(), *(f.is_valid() for f in forms)]):
        made = attempt(note, lambda: _publish(request, programme, forms, note))
        if made:
            messages.success(request, _("Edisi %(number)d diterbitkan.") % {"number": made.number})
            return redirect("stage_rules", programme.code)
    wrong = note.errors or any(f.errors for f in forms)
    context = {
        "programme": programme,
        "forms": forms,
        "note": note,
        "plans": stage_plans(),
        "pattern": pattern,
    }
    return render(request, "mentoring/edit_stages.html", context, status=422 if wrong else 200)


def _publish(request, programme: Programme, forms, note: NoteForm) -> StageEdition:
    return publish_stages(
        by=request.actor, programme=programme, rules=rules_of(forms), note=note.cleaned_data["note"]
    )


def _in_force(programme: Programme) -> list[Rule]:
    latest = StageEdition.objects.filter(programme=programme).first()
    return [Rule.read(told) for told in latest.body] if latest else of_stages(programme)


def _managed(request, code: str) -> Programme:
    found = programme_by_code(code)
    if not request.actor.may(Permission.MANAGE_INTAKE, region=found.region, programme=found.id):
        raise Denied(_("Tahap program ini diatur penyelenggaranya."))
    return found
