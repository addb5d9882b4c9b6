"""What waits for a partner of its own shelf, on the partner's page."""

from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.ui import formats
from dampingi.records.partners.models import Partner
from dampingi.records.partners.requests import Asked
from dampingi.records.placements.models import Settlement
from dampingi.records.placements.queries import placements


def asked(actor: Actor, partners: list[Partner]) -> list[Asked]:
    rows = placements(actor).filter(partner__in=partners, ended_on=None)
    return [_asked(each) for each in rows.order_by("began_on", "id")]


def _asked(placement) -> Asked:
    waiting = placement.settlements.filter(state=Settlement.State.PROPOSED).first()
    coming = placement.deliveries.filter(received_at=None).order_by("on").first()
    note = ""
    if waiting:
        note = _("Perhitungan %(amount)s menunggu persetujuan") % {"amount": formats.money(waiting.gross)}
    elif coming:
        note = _("Pengiriman nomor %(number)d belum dinyatakan diterima") % {"number": coming.number}
    return Asked(
        group=_("Titip jual"), title=placement.place, href=reverse("placement", args=[placement.id]), note=note,
        due=coming.on if coming and not waiting else None, waits=bool(note),
    )  # fmt: skip
