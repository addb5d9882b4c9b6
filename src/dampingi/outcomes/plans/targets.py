"""What an indicator could reach next year: from this year's value, its movement since last year, and what is missing to its target.

Rule: what was reached is held. What was not closes half of the gap, or moves as much as last year if that was more, and never beyond the target. Without a
target it moves on as it did, if that was for the better. It is a beginning for a talk; a person decides.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.insight.monitoring.dashboard.wording import written
from dampingi.insight.monitoring.queries import targets, values
from dampingi.outcomes.plans.evidence import programme_of
from dampingi.outcomes.plans.models import Plan
from dampingi.records.programmes.models import Programme

HELD, MOVED, HALF, ON = "held", "moved", "half", "on"


@dataclass(frozen=True)
class Row:
    indicator: Any
    now: Decimal
    before: Decimal | None
    wanted: Decimal | None
    proposed: Decimal
    reason: str
    door: str

    @property
    def code(self) -> str:
        return self.indicator.code

    @property
    def percent(self) -> bool:
        return self.indicator.kind != "mean"

    @property
    def words(self) -> dict[str, str]:
        told = {"now": self.now, "before": self.before, "wanted": self.wanted, "proposed": self.proposed}
        return {
            name: written(self.indicator, value) if value is not None else "" for name, value in told.items()
        }


def next_value(
    now: Decimal, before: Decimal | None, wanted: Decimal | None, *, lower: bool
) -> tuple[Decimal, str]:
    """(value, why): see the rule above. `lower`: less is better."""
    sign = -1 if lower else 1
    moved = max(Decimal(0), (now - before) * sign) if before is not None else Decimal(0)
    if wanted is None:
        return now + moved * sign, ON
    gap = (wanted - now) * sign
    if gap <= 0:
        return now, HELD
    half = gap / 2
    return now + sign * min(gap, max(half, moved)), MOVED if moved > half else HALF


def reasons() -> dict[str, str]:
    return {
        HELD: _("Target tahun ini tercapai; yang tercapai dipertahankan."),
        MOVED: _("Bergerak sebesar perubahan tahun lalu, yang lebih cepat dari setengah selisihnya."),
        HALF: _("Menutup setengah selisih terhadap target."),
        ON: _("Belum ada target; berlanjut seperti perubahan tahun lalu bila membaik."),
    }


def rows(actor: Actor, plan: Plan) -> list[Row]:
    """Of indicators that tell something this year."""
    programme = programme_of(plan)
    if programme is None or not actor.may(Permission.VIEW_DASHBOARD, region=plan.region):
        return []
    found = values(actor, programme=programme, region=programme.region)
    last = _year_before(programme)
    old = values(actor, programme=last, region=last.region) if last else None
    wanted, why, made = targets(programme, region=programme.region), reasons(), []
    for code, i in found.indicators.items():
        now, before = found.value(code), old.value(code) if old else None
        if now is None:
            continue
        value, reason = next_value(now, before, wanted.get(code), lower=i.direction == "down")
        door = (
            f"{reverse('figure_rows')}?program={programme.code}&indikator={code}&wilayah={programme.region}"
        )
        made.append(
            Row(i, now, before, wanted.get(code), value.quantize(Decimal("0.0001")), why[reason], door)
        )
    return made


def _year_before(programme: Programme) -> Programme | None:
    found = Programme.objects.filter(region=programme.region, starts_on__year=programme.starts_on.year - 1)
    return found.order_by("-starts_on", "code").first()
