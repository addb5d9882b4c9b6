from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.errors import Refused
from dampingi.insight.monitoring.catalogue import catalogue
from dampingi.outcomes.plans.actions.holding import open_locked, recorded
from dampingi.outcomes.plans.models import Plan, PlanTarget

MOST = Decimal(10) ** 9


@transaction.atomic
def aim(
    *, by: Actor, plan: Plan, decided: dict[str, Decimal | None], proposed: dict[str, Decimal]
) -> list[PlanTarget]:  # fmt: skip
    """Keep what was decided for the indicators named; None takes a target back. What was proposed stays beside it."""
    held = open_locked(by, plan)
    known = catalogue(held.region)
    for code, value in decided.items():
        if code not in known:
            raise Refused(_("Pilih indikator dari daftar."))
        if value is not None and not (value.is_finite() and abs(value) < MOST):
            raise Refused(_("Target %(name)s bukan angka yang masuk akal.") % {"name": known[code].name})
    rows = PlanTarget.objects.unscoped("of a plan whose reach is checked").filter(plan=held)
    rows.filter(indicator__in=[code for code, value in decided.items() if value is None]).delete()
    made = []
    for code, value in decided.items():
        if value is not None:
            told = {
                "value": value,
                "proposed": proposed.get(code),
                "by": by.user_id,
                "by_name": by.name[:150],
                "at": timezone.now(),
            }
            same = rows.filter(indicator=code, value=value).first()
            made.append(
                same
                or rows.update_or_create(plan=held, indicator=code, defaults=told | {"region": held.region})[
                    0
                ]
            )
    recorded(by, held, "aim_plan", detail={"targets": {t.indicator: str(t.value) for t in made}})
    return made
