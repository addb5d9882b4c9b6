import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.definitions import choices
from dampingi.foundation.errors import Refused
from dampingi.foundation.ui.fields import attempt
from dampingi.records.programmes.posts import Post, post_names
from dampingi.records.recruitment import actions, beside
from dampingi.records.recruitment.asked import requirements, suggested
from dampingi.records.recruitment.forms.office import ChecksForm, InterestsForm, SheetForm
from dampingi.records.recruitment.listing import STATES
from dampingi.records.recruitment.models import Applicant, Call, Enclosure, Interest
from dampingi.records.recruitment.papers import opened
from dampingi.records.recruitment.queries.applicants import seen
from dampingi.records.recruitment.queries.calls import call_of, calls, examiner_of
from dampingi.records.recruitment.queries.interests import has_declared, tied_to
from dampingi.records.recruitment.ranking import score_of


@never_cache
@requires(Permission.MANAGE_MENTORS, Permission.EXAMINE_APPLICANTS, Permission.ANSWER_OBJECTIONS)
@require_http_methods(["GET", "POST"])
def interests(request: HttpRequest, call_id: uuid.UUID) -> HttpResponse:
    """Before anything is judged: whom do you know?"""
    call = call_of(calls(request.actor), call_id)
    mine = Interest.objects.filter(user=request.actor.user_id, applicant__call=call)
    form = InterestsForm(
        request.POST if request.method == "POST" else None,
        applicants=_of(call),
        held=dict(mine.values_list("applicant", "reason")),
    )
    if request.method == "POST" and form.is_valid():
        actions.declare_interests(by=request.actor, call=call.id, ties=form.ties)
        messages.success(request, _("Pernyataan Anda tersimpan."))
        manages = request.actor.may(Permission.MANAGE_MENTORS, region=call.region)
        return redirect("mentor_call" if manages else "call_scoring", call.id)
    return render(request, "recruitment/interests.html", {"call": call, "form": form})


@require_GET
@requires(Permission.MANAGE_MENTORS, Permission.EXAMINE_APPLICANTS)
def scoring(request: HttpRequest, call_id: uuid.UUID) -> HttpResponse:
    """An examiner's own list: whom they still have to score."""
    call = call_of(calls(request.actor), call_id)
    examiner, tied = examiner_of(request.actor, call), tied_to(request.actor, call)
    rows = [a for a in _of(call) if a.id not in tied] if examiner else []
    done = set(examiner.sheets.values_list("applicant_id", flat=True)) if examiner else set()
    called = post_names(a.post for a in rows)
    told = [{"applicant": a, "place": called[a.post.code], "done": a.id in done} for a in rows]
    context = {
        "call": call, "rows": told, "examiner": examiner, "declared": has_declared(request.actor, call), "tied": len(tied),
        "left": sum(not r["done"] for r in told),
    }  # fmt: skip
    return render(request, "recruitment/scoring.html", context)


@never_cache
@requires(Permission.MANAGE_MENTORS, Permission.EXAMINE_APPLICANTS)
@require_http_methods(["GET", "POST"])
def applicant(request: HttpRequest, applicant_id: uuid.UUID) -> HttpResponse:
    """What the applicant told and enclosed, what was found, and the forms for whoever judges."""
    found = seen(request.actor, applicant_id)
    call, asked = found.call, requirements(found.call.requirements)
    manages = request.actor.may(Permission.MANAGE_MENTORS, region=found.region)
    examiner, tied = examiner_of(request.actor, call), found.id in tied_to(request.actor, call)
    free = has_declared(request.actor, call) and not tied and found.state == Applicant.State.SUBMITTED
    first = _first(found, asked)
    checks = (
        ChecksForm(request.POST if "checks" in request.POST else None, asked=asked, first=first)
        if manages and free
        else None
    )
    own = found.sheets.filter(examiner=examiner).first() if examiner else None
    sheet = (
        SheetForm(request.POST if "sheet" in request.POST else None, criteria=call.criteria)
        if examiner and free and not own
        else None
    )
    if request.method == "POST":
        if (
            checks
            and checks.is_bound
            and checks.is_valid()
            and attempt(
                checks, lambda: actions.check(by=request.actor, applicant=found.id, rows=checks.verdicts())
            )
        ):
            messages.success(request, _("Pemeriksaan syarat tersimpan."))
            return redirect("mentor_applicant", found.id)
        if (
            sheet
            and sheet.is_bound
            and sheet.is_valid()
            and attempt(
                sheet,
                lambda: actions.score(
                    by=request.actor,
                    applicant=found.id,
                    points=sheet.points(),
                    note=sheet.cleaned_data["note"],
                ),
            )
        ):
            messages.success(request, _("Lembar nilai Anda diserahkan."))
            return redirect("mentor_applicant", found.id)
    shown = _sheets(found, own, examiner)
    held: dict[str, list[Enclosure]] = {}
    for e in found.enclosures.order_by("at"):
        held.setdefault(e.requirement, []).append(e)
    checked = {c.requirement: c for c in found.checks.all()}
    context = {
        "applicant": found, "call": call, "manages": manages, "examiner": examiner, "tied": tied, "checks": checks, "sheet": sheet,
        "declared": has_declared(request.actor, call), "sheets": shown, "state": STATES[Applicant.State(found.state)],
        "place": post_names([found.post])[found.post.code], "home": post_names([Post(found.domicile)]).get(found.domicile, ""),
        "own_sheet": own,
        "before": beside.known(request.actor, [found]).get(found.id, []),
        "fields": [choices("mentor_fields").get(f, f) for f in found.fields],
        "education": choices("education_levels").get(found.education, ""),
        "rows": [
            {"asked": r, "told": suggested(r, found)[1] or found.answers.get(r.code, ""), "papers": held.get(r.code, []), "check": checked.get(r.code)}
            for r in asked
        ],
    }  # fmt: skip
    wrong = any(f is not None and f.errors for f in (checks, sheet))
    return render(request, "recruitment/applicant.html", context, status=422 if wrong else 200)


def _first(found: Applicant, asked) -> dict[str, tuple[str, str]]:
    """What was found already, else what the application itself tells."""
    checked = {c.requirement: (c.verdict, c.reason) for c in found.checks.all()}
    return {r.code: checked.get(r.code) or _guess(found, r) for r in asked}


def _guess(found: Applicant, requirement) -> tuple[str, str]:
    verdict, words = suggested(requirement, found)
    return verdict, words if verdict == "not_met" else ""


def _sheets(found: Applicant, own, examiner) -> list[dict]:
    """An examiner who has not handed in their own reads nobody's."""
    if examiner and own is None:
        return []
    weights = {c["code"]: c["weight"] for c in found.call.criteria}
    rows = found.sheets.select_related("examiner__user").order_by("at")
    return [
        {
            "name": s.examiner.user.name, "score": score_of([s.points], weights), "note": s.note,
            "points": [(c["name"], s.points.get(c["code"])) for c in found.call.criteria],
        }
        for s in rows
    ]  # fmt: skip


@never_cache
@require_GET
@requires(Permission.MANAGE_MENTORS, Permission.EXAMINE_APPLICANTS)
def enclosure(request: HttpRequest, applicant_id: uuid.UUID, enclosure_id: uuid.UUID) -> HttpResponse:
    """An image is shown as drawn anew; a PDF is only ever downloaded."""
    found = seen(request.actor, applicant_id).enclosures.filter(id=enclosure_id).first()
    if found is None:
        raise Refused(_("Dokumen itu tidak ada."), status=404)
    image = found.kind == Enclosure.Kind.IMAGE
    file = found.shown if image else found.original
    with file.open("rb") as stored:
        body = opened(stored.read())
    answer = HttpResponse(body, content_type="image/jpeg" if image else "application/pdf")
    name = f"{found.requirement}-{found.sha256[:8]}.{'jpg' if image else 'pdf'}"
    answer["Content-Disposition"] = f'{"inline" if image else "attachment"}; filename="{name}"'
    return answer


def _of(call: Call) -> list[Applicant]:
    rows = Applicant.objects.unscoped("of a call in reach").filter(call=call, state=Applicant.State.SUBMITTED)
    return list(rows.order_by("region", "name", "id"))
