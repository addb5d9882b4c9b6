"""A partner's agreements on its page."""

from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.definitions import choices
from dampingi.records.pacts.queries import pacts
from dampingi.records.pacts.standing import look_of
from dampingi.records.partners.models import Partner
from dampingi.records.partners.panels import Line, Panel
from dampingi.records.partners.queries import today_in


def panel(actor: Actor, partner: Partner) -> Panel:
    today, kinds = today_in(partner.region), choices("pact_kinds")
    rows = pacts(actor).filter(partner=partner).order_by("-ends_on", "-version", "id")
    may = actor.may(Permission.MANAGE_PARTNERS, region=partner.region) and partner.ended_on is None
    return Panel(
        title=_("Perjanjian"),
        lines=[Line(p.title, reverse("pact", args=[p.id]), kinds.get(p.kind, p.kind), look_of(p, today)) for p in rows],
        empty=_("Belum ada perjanjian."),
        action=(_("Buat perjanjian"), reverse("new_pact", args=[partner.id])) if may else None,
    )  # fmt: skip
