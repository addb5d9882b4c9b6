from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.insight.participation.models import RiskModel, Switch

MAY_READ = (Permission.MANAGE_INTAKE, Permission.RECORD_VISITS, Permission.SEE_AUDIT)
"""Those who work by it, and who inspects it."""


def current(region: str) -> RiskModel | None:
    """The model that speaks for a region; None where none is switched on."""
    last = Switch.objects.filter(region=region).select_related("model").order_by("-at", "-id").first()
    return last.model if last and last.on else None


def models_of(region: str) -> list[RiskModel]:
    """All that were tried, the newest first. The caller has checked that the reader may know of the region's."""
    return list(
        RiskModel.objects.unscoped("reach checked by the caller").filter(region=region).order_by("-number")
    )


def latest(region: str) -> RiskModel | None:
    return next(iter(models_of(region)), None)


def model_numbered(actor: Actor, region: str, number: int) -> RiskModel:
    found = next((m for m in models_of(region) if m.number == number), None)
    if found is None or not any(actor.holds(p) for p in MAY_READ):
        raise Refused(_("Model itu tidak ada."), status=404)
    return found
