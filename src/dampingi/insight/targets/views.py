import uuid
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.accounts.routes import requires
from dampingi.foundation.approvals.answers import settled
from dampingi.foundation.approvals.queries import approvals_of, may_decide
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.queries import name_of, names
from dampingi.foundation.ui.fields import attempt
from dampingi.insight.monitoring.dashboard.page import choices_of
from dampingi.insight.monitoring.dashboard.wording import written
from dampingi.insight.monitoring.queries import indicators
from dampingi.insight.monitoring.spans import spans, words
from dampingi.insight.monitoring.ways import course_of
from dampingi.insight.targets import actions, queries, telling
from dampingi.insight.targets.asking import Page, line_of, page_of
from dampingi.insight.targets.behind import behind, said
from dampingi.insight.targets.cascading import EFFORT, EQUAL, HELD, children, rolled
from dampingi.insight.targets.checking import not_summing
from dampingi.insight.targets.drawing import course
from dampingi.insight.targets.forms import PartsForm, TargetForm, scale
from dampingi.insight.targets.models import Kind
from dampingi.insight.targets.reading import lines

SET = Permission.SET_TARGETS


@require_GET
@requires(queries.SEE)
def targets(request: HttpRequest) -> HttpResponse:
    """Every indicator of a place on the way to its target."""
    page = page_of(request)
    found = lines(page.question)
    place = name_of(page.told.region)
    aimed = [line for line in found if line.target]
    context = _frame(request, page) | {
        "headline": telling.headline(found, place), "rows": telling.rows(page, aimed),
        "without": telling.rows(page, [line for line in found if not line.target]),
        "waiting": [(p, actions_title(p)) for p in queries.waiting(request.actor, page.told.programme)],
    }  # fmt: skip
    return render(request, "targets/targets.html", context)


@require_GET
@requires(queries.SEE)
def target(request: HttpRequest, indicator_code: str) -> HttpResponse:
    """One indicator: its way, who makes the gap, and what the regions below have taken on."""
    page = page_of(request, indicator_code)
    line = line_of(page)
    told = behind(page.question, line)
    parts = children(page.question, line, HELD)
    summed = rolled(line, parts)
    context = _frame(request, page) | {
        "line": telling.row(page, line, names([line.target.region] if line.target else [])), "said": said(line, told),
        "course": course(page.question, line, telling.state_words(line)),
        "behind": [_part(page, b) for b in told], "parts": [_child(page, c) for c in parts],
        "summed": summed and {"whole": written(line.indicator, summed.whole), "wrong": _wrong(line, summed)},
        "proposals": queries.proposals_of(page.question, indicator_code),
        "columns": [_("Bulan"), line.indicator.name, _("Seharusnya"), _("Dari")],
        "can_hand_down": bool(parts) and page.question.span.end >= page.question.today,
    }  # fmt: skip
    return render(request, "targets/target.html", context)


@requires(SET)
@require_http_methods(["GET", "POST"])
def propose_target(request: HttpRequest, indicator_code: str) -> HttpResponse:
    page = page_of(request, indicator_code)
    request.actor.require(SET, region=page.told.region, programme=page.told.programme.id)
    line, indicator = line_of(page), page.told.indicator
    initial: dict[str, Any] = {"course": course_of(indicator, line.target.course if line.target else "")}
    if line.target:
        initial["value"] = (line.target.value * scale(indicator)).normalize()
        if line.target.baseline is not None:
            initial["baseline"] = (line.target.baseline * scale(indicator)).normalize()
    form = TargetForm(request.POST or None, indicator=indicator, initial=initial)
    if form.is_valid():
        made = attempt(form, lambda: _propose(request, page, Kind.OWN, [form.row(page.told.region)], form))
        if made:
            return _sent(request, made)
    context = _frame(request, page) | {"form": form, "line": telling.row(page, line, {})}
    return render(request, "targets/propose.html", context, status=422 if form.errors else 200)


@requires(SET)
@require_http_methods(["GET", "POST"])
def hand_down_target(request: HttpRequest, indicator_code: str) -> HttpResponse:
    page = page_of(request, indicator_code)
    request.actor.require(SET, region=page.told.region, programme=page.told.programme.id)
    line = line_of(page)
    way = request.GET.get("cara", EFFORT)
    way = way if way in (EFFORT, EQUAL, HELD) else EFFORT
    found = children(page.question, line, way)
    if not found:
        raise Refused(
            _(
                "Belum ada target, atau belum ada yang dihitung di bawah wilayah ini. Usulkan targetnya dahulu."
            ),
            status=409,
        )
    form = PartsForm(
        request.POST or None,
        indicator=line.indicator,
        children=found,
        course=line.target.course if line.target else "",
    )
    if form.is_valid():
        made = attempt(form, lambda: _propose(request, page, Kind.PARTS, form.rows(), form))
        if made:
            return _sent(request, made)
    rows = [(_child(page, c), field) for c, field in form.lines()]
    ways = [
        {
            "href": page.here("hand_down_target", indicator_code, cara=code),
            "label": label,
            "current": code == way,
        }
        for code, label in _ways()
    ]
    context = _frame(request, page) | {
        "form": form, "rows": rows, "line": telling.row(page, line, {}), "ways": ways,
    }  # fmt: skip
    return render(request, "targets/hand_down.html", context, status=422 if form.errors else 200)


@require_GET
@requires(queries.SEE)
def target_proposal(request: HttpRequest, target_proposal_id: uuid.UUID) -> HttpResponse:
    found = queries.proposal(request.actor, target_proposal_id)
    approvals = list(approvals_of("target_proposal", found.id))
    known = {i.code: i for i in indicators(found.programme.region)}.get(found.indicator)
    called = names([r["region"] for r in found.body["rows"]])
    context = {
        "proposal": found, "title": actions_title(found), "place": name_of(found.region), "masa": words(found.period),
        "rows": [
            {
                "place": called.get(r["region"], r["region"]), "value": _written(known, r["value"]), "was": _written(known, r["was"]),
                "baseline": _written(known, r["baseline"]), "weight": r["weight"],
            }
            for r in found.body["rows"]
        ],
        "whole": _written(known, found.body["whole"]), "approvals": approvals, "holds": queries.holds(found),
        "may_decide": any(may_decide(request.actor, a) for a in approvals),
    }  # fmt: skip
    return render(request, "targets/proposal.html", context)


@requires(Permission.APPROVE_TARGETS)
@require_POST
def target_verdict(request: HttpRequest, target_proposal_id: uuid.UUID) -> HttpResponse:
    found = queries.proposal(request.actor, target_proposal_id)
    passed = settled(request, "target_proposal", found.id)
    messages.success(request, _("Target berlaku.") if passed else _("Usulan dikembalikan."))
    return redirect("target_proposal", found.id)


def actions_title(found: Any) -> str:
    known = {i.code: i.name for i in indicators(found.programme.region)}
    return f"{known.get(found.indicator, found.indicator)}, {name_of(found.region)}, {words(found.period)}"


def _frame(request: HttpRequest, page: Page) -> dict[str, Any]:
    told, question = page.told, page.question
    choices = choices_of(request.actor, told, today=question.today)
    return {
        "page": page, "place": name_of(told.region), "programme": told.programme, "choices": choices, "masa": words(question.code),
        "code": question.code, "spans": [(c, words(c)) for c in spans(told.programme)], "on": question.on,
        "indicator": told.indicator, "region": told.region, "here": page.query(),
        "may_set": request.actor.may(SET, region=told.region, programme=told.programme.id),
        "over": question.span.end < question.today,
    }  # fmt: skip


def _propose(request: HttpRequest, page: Page, kind: str, rows: list[Any], form: Any):
    return actions.propose(
        by=request.actor, programme=page.told.programme, indicator=page.told.indicator.code, region=page.told.region,
        period=page.question.code, kind=kind, rows=rows, reason=form.cleaned_data["reason"],
    )  # fmt: skip


def _sent(request: HttpRequest, made: Any) -> HttpResponse:
    messages.success(request, _("Usulan diajukan; target berlaku setelah orang lain menyetujui."))
    return redirect("target_proposal", made.id)


def _part(page: Page, told: Any) -> dict[str, Any]:
    i = page.told.indicator
    return {
        "title": told.title,
        "rows": [
            {
                "name": name, "gap": telling.gap(i, s.gap), "lacks": s.gap > 0, "counted": (s.numerator, s.denominator),
                "door": page.door(i.code, menurut=told.grouping, nilai=s.key or "-", bagian="belum" if i.kind == "proportion" and s.gap > 0 else ""),
            }
            for name, s in told.parts
        ],
        "rest": told.rest and (told.rest[0], telling.gap(i, told.rest[1])),
    }  # fmt: skip


def _child(page: Page, child: Any) -> dict[str, Any]:
    i = page.told.indicator
    return {
        "name": child.region.name, "href": page.here("target", i.code, wilayah=child.region.code), "value": written(i, child.part.value),
        "weight": child.part.weight, "own": written(i, child.own) if child.own is not None else "",
    }  # fmt: skip


def _wrong(line: Any, summed: Any) -> str:
    return not_summing(line.indicator, summed.short, line.target.value) if summed.short else ""


def _written(indicator: Any, value: str | None) -> str:
    if value is None:
        return ""
    return written(indicator, Decimal(value)) if indicator else value


def _ways() -> list[tuple[str, str]]:
    return [
        (EFFORT, _("Upaya yang sama")),
        (EQUAL, _("Angka yang sama")),
        (HELD, _("Seperti yang berlaku")),
    ]
