import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.approvals.actions import settle
from dampingi.foundation.approvals.queries import approvals_of, may_decide
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import depth
from dampingi.foundation.regions.queries import below, name_of, names
from dampingi.foundation.rows import new_id
from dampingi.foundation.ui.fields import attempt
from dampingi.foundation.ui.lists import respond
from dampingi.outcomes.plans import actions, answering, evidence, freezing, queries
from dampingi.outcomes.plans.codes import codes_of
from dampingi.outcomes.plans.forms import ActivityForm, CeilingForm, CodesForm, PlanForm
from dampingi.outcomes.plans.listing import activities_list, rows_of
from dampingi.outcomes.plans.models import OPEN, Activity, Plan, State
from dampingi.outcomes.plans.names import NAME
from dampingi.records.programmes.rosters import today_in

SEE, DRAFT, ANSWER = queries.SEE, queries.DRAFT, Permission.ANSWER_ASPIRATIONS


@require_GET
@requires(SEE)
def plans(request: HttpRequest) -> HttpResponse:
    """Every year's plan, newest first."""
    rows = list(queries.plans(request.actor)[:200])
    called = names(p.region for p in rows)
    told = [(p, called.get(p.region, p.region), freezing.told(p)) for p in rows]
    return render(
        request, "plans/plans.html", {"plans": told, "drafts": bool(queries.offices(request.actor))}
    )


@requires(DRAFT)
@require_http_methods(["GET", "POST"])
def new_plan(request: HttpRequest) -> HttpResponse:
    regions = queries.offices(request.actor)
    year = today_in(regions[0][0]).year + 1 if regions else 0
    form = PlanForm(request.POST or None, regions=regions, initial={"year": year})
    if form.is_valid():
        made = attempt(form, lambda: actions.open_plan(by=request.actor, **form.cleaned_data))
        if made:
            return redirect("plan_proposals", made.id)
    return render(request, "plans/new.html", {"form": form}, status=422 if form.errors else 200)


@require_GET
@requires(SEE)
def plan(request: HttpRequest, workplan_id: uuid.UUID) -> HttpResponse:
    found = queries.plan(request.actor, workplan_id)
    body, approvals = freezing.told(found), list(approvals_of(NAME, found.id))
    drafts = request.actor.may(DRAFT, region=found.region)
    context = {
        "plan": found, "body": body, "place": name_of(found.region), "stages": _stages(found), "approvals": approvals,
        "holds": queries.holds(found), "may_decide": any(may_decide(request.actor, a) for a in approvals),
        "works": drafts and found.state in OPEN, "again": drafts and found.state == State.APPROVED,
        "left": None if found.ceiling is None else found.ceiling - body["budget"], "lacking": len(freezing.missing(body)),
        "removed": list(queries.removed(found)) if found.state in OPEN else [],
        "ceiling": CeilingForm(initial={"ceiling": found.ceiling}, prefix="pagu"),
    }  # fmt: skip
    return respond(request, activities_list(body), rows_of(body), "plans/plan.html", context)


def _stages(found: Plan) -> list[dict[str, str]]:
    order = list(State)
    at = order.index(State(found.state))
    done = found.state == State.APPROVED
    words = {
        State.DRAFT: _("Rancangan"),
        State.FORUM: _("Forum"),
        State.WAITING: _("Persetujuan"),
        State.APPROVED: _("Disetujui"),
    }
    return [
        {"label": words[s], "state": "done" if n < at or done else "now" if n == at else "next"} for n, s in enumerate(order)
    ]  # fmt: skip


@require_GET
@requires(DRAFT)
def plan_proposals(request: HttpRequest, workplan_id: uuid.UUID) -> HttpResponse:
    """What the evidence proposes, with what was taken already."""
    found = queries.drafting(request.actor, workplan_id)
    taken = {a.proposal: a for a in freezing.standing(found) if a.proposal}
    groups: dict[str, list[Any]] = {kind: [] for kind in evidence.kinds()}
    proposed = evidence.proposals(request.actor, found, today=today_in(found.region))
    called = names({code for p in proposed for code in p.places})
    for p in proposed:
        groups[p.kind].append((p, taken.get(p.key), {c: called[c] for c in p.places if c in called}))
    told = [(kind, name, groups[kind]) for kind, name in evidence.kinds().items()]
    context = {"plan": found, "groups": told, "place": name_of(found.region), "works": found.state in OPEN}
    return render(request, "plans/proposals.html", context)


@requires(DRAFT)
@require_POST
def plan_taking(request: HttpRequest, workplan_id: uuid.UUID) -> HttpResponse:
    found = queries.drafting(request.actor, workplan_id)
    if "template" in request.POST:
        made = actions.take_points(by=request.actor, plan=found)
        messages.success(request, _("%(n)d kegiatan titik strategis masuk rencana.") % {"n": len(made)})
        return redirect("plan_proposals", found.id)
    row = actions.take(by=request.actor, plan=found, key=request.POST.get("key", "")[:80])
    messages.success(request, _("Masuk rencana. Lengkapi target dan anggarannya."))
    return redirect("plan_activity", row.id)


@requires(DRAFT)
@require_http_methods(["GET", "POST"])
def new_activity(request: HttpRequest, workplan_id: uuid.UUID) -> HttpResponse:
    found = queries.drafting(request.actor, workplan_id)
    form = _form(request, found, {"id": new_id()})
    if form.is_valid():
        act = {"by": request.actor, "plan": found, "drafted": form.drafted(), "id": form.cleaned_data["id"]}
        if attempt(form, lambda: actions.write_activity(**act)):
            messages.success(request, _("Kegiatan tersimpan."))
            return redirect("plan", found.id)
    return render(
        request,
        "plans/activity.html",
        {"form": form, "plan": found, "works": True},
        status=422 if form.errors else 200,
    )


@requires(SEE)
@require_http_methods(["GET", "POST"])
def plan_activity(request: HttpRequest, activity_id: uuid.UUID) -> HttpResponse:
    """An activity to read, and to change by whoever drafts while the plan is open."""
    row = queries.activity(request.actor, activity_id)
    works = request.actor.may(DRAFT, region=row.region) and row.plan.state in OPEN and row.removed_at is None
    form = _form(request, row.plan, _initial(row)) if works or request.method == "POST" else None
    if form and form.is_valid():
        act = {"by": request.actor, "plan": row.plan, "drafted": form.drafted(), "activity": row.id}
        if attempt(form, lambda: actions.write_activity(version=form.cleaned_data["version"] or 0, **act)):
            messages.success(request, _("Perubahan tersimpan."))
            return redirect("plan", row.plan_id)
    body = freezing.told(row.plan)
    shown = next((a for a in body["activities"] if a["id"] == str(row.id)), None)
    ties = answering.context(request.actor, row, request.actor.may(ANSWER, region=row.region))
    context = {"form": form, "plan": row.plan, "row": row, "shown": shown, "works": works} | ties
    return render(request, "plans/activity.html", context, status=422 if form and form.errors else 200)


@requires(ANSWER)
@require_POST
def plan_answering(request: HttpRequest, activity_id: uuid.UUID) -> HttpResponse:
    """Tie aspirations to the activity that answers them."""
    row = queries.activity(request.actor, activity_id)
    done = answering.answer(by=request.actor, activity=row, chosen=request.POST.getlist("aspirasi"))
    messages.success(
        request,
        ngettext("%(n)s aspirasi masuk rencana.", "%(n)s aspirasi masuk rencana.", done) % {"n": done},
    )
    return redirect("plan_activity", row.id)


@requires(DRAFT)
@require_POST
def plan_activity_removal(request: HttpRequest, activity_id: uuid.UUID) -> HttpResponse:
    row = queries.activity(request.actor, activity_id)
    back = "kembalikan" in request.POST
    (actions.restore if back else actions.remove)(by=request.actor, plan=row.plan, activity=row.id)
    messages.success(
        request,
        _("Kegiatan kembali masuk rencana.")
        if back
        else _("Kegiatan dikeluarkan; dapat dikembalikan dari bawah daftar."),
    )
    return redirect("plan", row.plan_id)


@requires(DRAFT)
@require_POST
def plan_step(request: HttpRequest, workplan_id: uuid.UUID) -> HttpResponse:
    """To the forum, to the head, a new ceiling or a further edition."""
    found = queries.drafting(request.actor, workplan_id)
    step, by = request.POST.get("step", ""), request.actor
    if step == "forum":
        actions.bring_to_forum(by=by, plan=found)
        messages.success(request, _("Rencana dibawa ke forum; koordinator wilayah dapat membacanya."))
    elif step == "submit":
        actions.submit_plan(by=by, plan=found)
        messages.success(request, _("Rencana dibekukan dan diajukan; kepala dinas yang menyetujuinya."))
    elif step == "edition":
        found = actions.open_edition(by=by, plan=found, reason=request.POST.get("reason", ""))
        messages.success(request, _("Edisi baru dibuka dengan kegiatan yang sama."))
    elif step == "ceiling":
        form = CeilingForm(request.POST, prefix="pagu")
        if not form.is_valid():
            raise Refused(" ".join(form.errors["ceiling"]))
        actions.set_ceiling(by=by, plan=found, ceiling=form.cleaned_data["ceiling"])
        messages.success(request, _("Pagu tersimpan."))
    else:
        raise Refused(_("Pilih langkahnya pada halaman rencana."))
    return redirect("plan", found.id)


@requires(Permission.APPROVE_PLANS)
@require_POST
def plan_verdict(request: HttpRequest, workplan_id: uuid.UUID) -> HttpResponse:
    found = queries.plan(request.actor, workplan_id)
    passed = settle(
        by=request.actor,
        subject=(NAME, found.id),
        decision=request.POST.get("decision", ""),
        comment=request.POST.get("comment", ""),
        version=request.POST.get("version", ""),
    )
    messages.success(
        request, _("Rencana disetujui.") if passed else _("Rencana dikembalikan kepada penyusun.")
    )
    return redirect("plan", found.id)


@requires(SEE)
@require_http_methods(["GET", "POST"])
def plan_codes(request: HttpRequest) -> HttpResponse:
    """The nomenclature in force, and a place to load the office's own."""
    region = (request.actor.regions(SEE) or [""])[0]
    regions = [
        (c, n)
        for c, n in queries.offices(request.actor)
        if request.actor.may(Permission.MANAGE_REFERENCE_DATA, region=c)
    ]
    form = CodesForm(request.POST or None, regions=regions, initial={"region": region})
    if request.method == "POST":
        request.actor.require(Permission.MANAGE_REFERENCE_DATA, region=region)
    if form.is_valid():
        made = attempt(form, lambda: actions.load_codes(by=request.actor, **form.cleaned_data))
        if made:
            messages.success(request, _("%(n)d kode dimuat dan mulai berlaku.") % {"n": len(made.entries)})
            return redirect("plan_codes")
    codes = codes_of(region)
    context = {"form": form if regions else None, "codes": codes, "rows": sorted(codes.names.items())}
    return render(request, "plans/codes.html", context, status=422 if form.errors else 200)


def _form(request: HttpRequest, found: Plan, initial: dict[str, Any]) -> ActivityForm:
    at = min(4, depth(found.region) + 1)
    places = [(r.code, r.name) for r in below(found.region, at)]
    kept = [c for c in initial.get("places", ()) if c not in dict(places)]
    places += sorted(names(kept).items())
    return ActivityForm(
        request.POST or None, codes=codes_of(found.region).subs(), places=places, initial=initial
    )


def _initial(row: Activity) -> dict[str, Any]:
    told = {name: getattr(row, name) for name in actions.Drafted.__dataclass_fields__}
    return told | {"version": row.version, "target": freezing.plain(row.target)}
