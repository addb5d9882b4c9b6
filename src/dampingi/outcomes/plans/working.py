"""What worked: what the programme is shown to have changed speaks for going on with it; where the data cannot show it, that is said."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.ui.states import State
from dampingi.outcomes.plans.models import Plan
from dampingi.outcomes.plans.proposing import Proposal, Reason
from dampingi.records.programmes.queries import programmes

EFFECT = "dampak"
PROGRAMME = f"{EFFECT}:program"


def worked(actor: Actor, plan: Plan) -> list[Proposal]:
    """At most one: impact is measured of the programme as a whole, never of one activity."""
    if not actor.may(Permission.VIEW_DASHBOARD, region=plan.region):
        return []
    years = tuple(p for p in programmes(actor) if p.region == plan.region and p.starts_on.year < plan.year)
    if not years:
        return []
    from dampingi.insight.impact.page import effects  # NumPy: no other page of plans needs it

    door = f"{reverse('impact')}?{urlencode({'wilayah': plan.region})}"
    found = effects(years)
    if not found:
        return [
            _unborne(
                Reason(
                    _("Belum ada survei yang membandingkan peserta dengan pendaftar di luar program."), door
                )
            )
        ]
    told = [Reason(f"{e.name}: {e.words or e.why}", door) for e in found]
    if not any(e.state == State.GOOD for e in found):
        return [_unborne(*told)]
    whole = Reason(
        _("Diukur atas program seluruhnya; data tidak dapat mengatakan kegiatan mana yang menghasilkannya.")
    )
    return [
        Proposal(
            PROGRAMME,
            _("Melanjutkan pendampingan yang terbukti menghasilkan"),
            (*told, whole),
            unit=_("peserta"),
        )
    ]


def _unborne(*told: Reason) -> Proposal:
    return Proposal(PROGRAMME, _("Dampak program belum dapat menjadi dasar usulan"), told, borne=False)
