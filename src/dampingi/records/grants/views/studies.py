import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.regions.models import Region
from dampingi.foundation.regions.queries import below, name_of, names
from dampingi.foundation.ui import sheets
from dampingi.foundation.ui.fields import attempt
from dampingi.records.grants.actions import selecting
from dampingi.records.grants.actions import studies as actions
from dampingi.records.grants.book import workbook
from dampingi.records.grants.candidates import reason_names, words
from dampingi.records.grants.forms import StudyForm
from dampingi.records.grants.models import Study
from dampingi.records.grants.queries import grants as queries
from dampingi.records.grants.rules import MONEY
from dampingi.records.grants.words import EFFECT

SEE, MANAGE = Permission.VIEW_GRANTS, Permission.MANAGE_GRANTS
OFFICE = (Permission.MANAGE_GRANTS, Permission.APPROVE_GRANTS, Permission.SEE_AUDIT)
SHOWN = 30


@requires(*OFFICE)
@require_GET
def grant_studies(request: HttpRequest) -> HttpResponse:
    """What was studied, and what followed from it."""
    rows = list(queries.studies(request.actor).order_by("-on", "-at")[:SHOWN])
    held: dict[Any, list[Any]] = {}
    for each in queries.selections(request.actor).filter(study__in=rows).order_by("form"):
        each.form_name = actions.form_of(each.study, each.form)["name"]
        held.setdefault(each.study_id, []).append(each)
    called = names({r.region for r in rows})
    today = _today(request)
    late = queries.overdue(queries.payments(request.actor), today).count()
    context = {
        "rows": [(s, called.get(s.region, s.region), held.get(s.id, [])) for s in rows], "may": bool(request.actor.regions(MANAGE)), "late": late,
    }  # fmt: skip
    return render(request, "grants/studies.html", context)


def _today(request: HttpRequest) -> Any:
    from dampingi.records.programmes.rosters import today_in

    regions = request.actor.regions(SEE)
    return today_in(regions[0] if regions and regions[0] else "32")


@requires(MANAGE)
@require_http_methods(["GET", "POST"])
def new_grant_study(request: HttpRequest) -> HttpResponse:
    form = StudyForm(request.POST or None, regions=_regions(request))
    if form.is_valid():
        made = attempt(
            form, lambda: actions.study(by=request.actor, title=form.cleaned_data["title"], asked=form.asked(), units=form.amounts())
        )  # fmt: skip
        if made:
            messages.success(request, _("Kajian dihitung dan dibekukan."))
            return redirect("grant_study", made.id)
    return render(request, "grants/new_study.html", {"form": form}, status=422 if form.errors else 200)


@requires(*OFFICE)
@require_GET
def grant_study(request: HttpRequest, grant_study_id: uuid.UUID) -> HttpResponse:
    """Every form side by side; or the same as a workbook."""
    found = queries.study(request.actor, grant_study_id)
    options = told(found)
    if request.GET.get("unduh") == "xlsx":
        return sheets.download(workbook(found, options), "kajian-bantuan")
    held = {s.form: s for s in queries.selections(request.actor).filter(study=found)}
    context = {
        "study": found, "place": name_of(found.region), "asked": found.body["asked"], "rules": found.body["rules"], "holds": actions.holds(found),
        "options": [(o, held.get(o["code"])) for o in options], "may": request.actor.may(MANAGE, region=found.region),
    }  # fmt: skip
    return render(request, "grants/study.html", context)


def told(found: Study) -> list[dict[str, Any]]:
    """The options with their form and what is known of them in words."""
    forms = {f["code"]: f for f in found.body["rules"]["forms"]}
    return [
        o | {
            "form": forms[o["code"]], "lawful": forms[o["code"]]["to"] != "nobody", "money": o["code"] in MONEY, "said": EFFECT[o["effect"]["said"]],
            "left_out": [(words(why), n) for why, n in o["out"]],
        }
        for o in found.body["options"]
    ]  # fmt: skip


@requires(*OFFICE)
@require_GET
def grant_option(request: HttpRequest, grant_study_id: uuid.UUID, form: str) -> HttpResponse:
    """Who would get what: the rows behind a figure of the study."""
    found = queries.study(request.actor, grant_study_id)
    actions.option_of(found, form)
    option = next(o for o in told(found) if o["code"] == form)
    called = names({row[3] for row in option["chosen"]})
    rows = [
        (n, kind, id, name, called.get(region, region), points, reason_names(reasons))
        for n, (kind, id, name, region, points, reasons) in enumerate(option["chosen"], 1)
    ]
    held = queries.selections(request.actor).filter(study=found, form=form).first()
    context = {
        "study": found,
        "option": option,
        "rows": rows,
        "held": held,
        "may": request.actor.may(MANAGE, region=found.region),
    }
    return render(request, "grants/option.html", context)


@requires(MANAGE)
@require_POST
def open_grant_selection(request: HttpRequest, grant_study_id: uuid.UUID, form: str) -> HttpResponse:
    made = selecting.open_selection(by=request.actor, study=grant_study_id, form=form)
    messages.success(request, _("Calon disusun menurut nilainya. Putuskan satu per satu dengan alasan."))
    return redirect("grant_selection", made.id)


def _regions(request: HttpRequest) -> list[Region]:
    found = {
        r.code: r for code in request.actor.regions(MANAGE) for depth in (2, 3, 4) for r in below(code, depth)
    }
    return [found[code] for code in sorted(found)]
