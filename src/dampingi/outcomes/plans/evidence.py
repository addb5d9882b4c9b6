"""What next year's plan could take up, from what is recorded: each proposal with its figures and the doors to them."""

import datetime
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.definitions import choices, load
from dampingi.foundation.regions.codes import inside
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui.formats import number, percent
from dampingi.insight.constraints.counts import Counts, counts
from dampingi.insight.constraints.helped import SOON, helped
from dampingi.insight.constraints.questions import Question, codes_of
from dampingi.insight.lessons import bases
from dampingi.insight.lessons.queries import lessons_for
from dampingi.insight.monitoring.dashboard.wording import written
from dampingi.insight.monitoring.queries import aims, values
from dampingi.insight.monitoring.ways import judged
from dampingi.outcomes.plans.models import Plan
from dampingi.outcomes.plans.proposing import Proposal, Reason
from dampingi.outcomes.plans.working import EFFECT, worked
from dampingi.records.aspirations.queries import aspirations, by_field
from dampingi.records.programmes.models import Programme

FIELD, TARGET, LESSON, POINT = "bidang", "target", "pelajaran", "titik"
NAMED = 4
"""So many kecamatan are named, the worst first; they are where the activity is proposed."""


def kinds() -> dict[str, str]:
    return {
        FIELD: _("Kendala dan aspirasi"),
        EFFECT: _("Yang berhasil"),
        TARGET: _("Target yang belum tercapai"),
        LESSON: _("Pelajaran evaluasi"),
        POINT: _("Titik strategis"),
    }


def proposals(actor: Actor, plan: Plan, *, today: datetime.date) -> list[Proposal]:
    """As the records tell today; the heaviest of each kind first."""
    return [
        *_fields(actor, plan, today), *worked(actor, plan), *_targets(actor, plan), *_lessons(actor, plan), *points(),
    ]  # fmt: skip


def points() -> list[Proposal]:
    """The strategic points as a template; what is behind them is the office's own strategy, and says so."""
    called = choices("plan_points")
    return [
        Proposal(
            f"{POINT}:{point['code']}.{each['key']}", each["title"], code=each["code"], point=point["code"], unit=each["unit"],
            reasons=(Reason(_("Titik strategis rencana kerja: %(name)s") % {"name": called[point["code"]]}),),
        )
        for point in load("plan_points")
        for each in point["activities"]
    ]  # fmt: skip


def indicator_of(key: str) -> str:
    """What a point's activity is measured by."""
    wanted = key.partition(":")[2]
    for point in load("plan_points"):
        for each in point["activities"]:
            if f"{point['code']}.{each['key']}" == wanted:
                return each["indicator"]
    return ""


def _fields(actor: Actor, plan: Plan, today: datetime.date) -> list[Proposal]:
    if not actor.may(Permission.MAP_CONSTRAINTS, region=plan.region):
        return []
    found = counts(actor, Question(plan.region), depth=min(4, plan.region.count(".") + 2), by_field=True)
    called, heard = names(found.places), _heard(actor, plan)
    made = []
    for answer in load("plan_answers"):
        n, voices = found.column(answer["code"]), heard.get(answer["code"], 0)
        if n or voices:
            worst = _worst(found, answer["code"])
            reasons = [*_held_back(plan, answer["code"], n, worst, called), *_voices(answer["code"], voices)]
            reasons += _worked(actor, plan, answer["code"], today)
            made.append(
                Proposal(
                    f"{FIELD}:{answer['code']}", answer["name"], tuple(reasons), code=answer["sub"], point=answer["point"],
                    unit=answer["unit"], places=tuple(code for code, _n in worst), weight=n + voices,
                )
            )  # fmt: skip
    return sorted(made, key=lambda p: (-p.weight, p.key))


def _worst(found: Counts, field: str) -> list[tuple[str, int]]:
    each = [(place, n) for (place, column), n in found.cells.items() if column == field and n]
    return sorted(each, key=lambda told: (-told[1], told[0]))[:NAMED]


def _held_back(
    plan: Plan, field: str, n: int, worst: list[tuple[str, int]], called: Mapping[str, str]
) -> list[Reason]:
    if not n:
        return []
    name = choices("constraint_fields")[field]
    whole = _("%(n)s usaha terkendala bidang %(field)s") % {"n": number(n), "field": name}
    told = [Reason(whole, _door("held_back", wilayah=plan.region, bidang=field))]
    return told + [
        Reason(f"{called.get(code, code)}: {number(k)}", _door("held_back", wilayah=code, bidang=field))
        for code, k in worst
    ]


def _heard(actor: Actor, plan: Plan) -> dict[str, int]:
    if not actor.may(Permission.VIEW_ASPIRATIONS, region=plan.region):
        return {}
    fields, table = by_field(aspirations(actor).filter(inside(plan.region)))
    return {code: sum(dict(each).get(code, 0) for _r, _n, each, _all in table) for code, _name in fields}


def _voices(field: str, n: int) -> list[Reason]:
    words = ngettext("%(n)s aspirasi warga tercatat", "%(n)s aspirasi warga tercatat", n) % {"n": number(n)}
    return [Reason(words, _door("aspirations", bidang=field))] if n else []


def _worked(actor: Actor, plan: Plan, field: str, today: datetime.date) -> list[Reason]:
    """What ended such constraints before, and how soon; nothing where too few cases were seen."""
    before = helped(actor, plan.region, codes_of(field), today=today)
    if not before.enough:
        return []
    named = choices("resolutions")
    ways = [w for w in before.ways if w.how]
    told = []
    if ways:
        said = {
            "how": named.get(ways[0].how, ways[0].how),
            "n": number(ways[0].n),
            "days": number(ways[0].median_days),
        }
        told.append(
            Reason(
                _("Yang paling sering mengatasinya: %(how)s (%(n)s kasus, tengahnya %(days)s hari)") % said
            )
        )
    if before.soon is not None:
        said = {"share": percent(before.soon, 0), "days": str(SOON), "n": number(before.cases)}
        told.append(Reason(_("%(share)s teratasi dalam %(days)s hari, dari %(n)s kasus") % said))
    return told


def _targets(actor: Actor, plan: Plan) -> list[Proposal]:
    """Indicators of the year before that stay behind their target."""
    programme = programme_of(plan)
    if programme is None or not actor.may(Permission.VIEW_DASHBOARD, region=plan.region):
        return []
    wanted = aims(programme, region=programme.region)
    found = values(actor, programme=programme, region=programme.region)
    made = []
    for code, i in found.indicators.items():
        value, target = found.value(code), wanted.get(code)
        if target is None:
            continue
        stands = judged(
            i, value, target.value, (target.baseline, target.course), programme=programme, on=found.period.end
        )
        if stands.verdict not in ("late", "watch"):
            continue
        said = {"name": i.name, "value": written(i, value), "target": written(i, target.value)}
        door = f"{reverse('figure_rows')}?{urlencode({'program': programme.code, 'indikator': code, 'wilayah': programme.region})}"
        reason = Reason(_("%(name)s: %(value)s, targetnya %(target)s") % said, door)
        made.append(
            Proposal(f"{TARGET}:{code}", _("Mengejar target: %(name)s") % {"name": i.name}, (reason,))
        )
    return made


def programme_of(plan: Plan) -> Programme | None:
    """The office's programme that tells most for that year: the latest that began before it."""
    rows = Programme.objects.filter(region=plan.region, starts_on__lt=datetime.date(plan.year, 1, 1))
    return rows.order_by("-starts_on", "code").first()


def _lessons(actor: Actor, plan: Plan) -> list[Proposal]:
    return [
        Proposal(f"{LESSON}:{row.id}", row.change[:200], _learnt(actor, row))
        for row in lessons_for(actor, region=plan.region, year=plan.year)
    ]


def _learnt(actor: Actor, row: Any) -> tuple[Reason, ...]:
    """What was learnt, what that rested on when it was written, and the door to what it rests on today."""
    now = bases.told(actor, row.programme, row.basis)
    return (
        Reason(row.learnt, reverse("lesson", args=[row.id])),
        Reason(row.basis_words, now.door if now else ""),
    )


def _door(route: str, **asked: str) -> str:
    return f"{reverse(route)}?{urlencode(asked)}"
