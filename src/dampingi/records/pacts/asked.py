"""What waits for a partner under its agreements, for its own page."""

from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.records.pacts.models import Side
from dampingi.records.pacts.queries import dues_of_all, own_pacts
from dampingi.records.partners.models import Partner
from dampingi.records.partners.queries import today_in
from dampingi.records.partners.requests import Asked

AHEAD = 31


def asked(actor: Actor, partners: list[Partner]) -> list[Asked]:
    """Each agreement to look at, and each of the partner's own obligations that is due within a month and not reported."""
    pacts = list(own_pacts(actor).filter(partner__in=partners).order_by("starts_on", "id"))
    found = [
        Asked(_("Perjanjian"), p.title, reverse("own_pact", args=[p.id]), note=p.our_number, waits=False) for p in pacts
    ]  # fmt: skip
    if not pacts:
        return found
    for each in pacts:
        dues = dues_of_all([each], today_in(each.region), ahead=AHEAD)[each.id]
        found += [
            Asked(
                _("Kewajiban"),
                d.obligation.what,
                reverse("own_pact", args=[each.id]),
                note=each.title,
                due=d.on,
            )
            for d in dues
            if d.obligation.side == Side.THEIRS and d.delivery is None
        ]
    return found
