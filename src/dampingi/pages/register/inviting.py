"""Calling the owners of selected businesses together: a list with one ready WhatsApp message each."""

from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui.lists import Column, ListOf
from dampingi.records.businesses.addresses import business_address
from dampingi.records.businesses.contacts import (
    masked_phone,
    reachable_businesses,
    spoken_phone,
    whatsapp_address,
)
from dampingi.records.businesses.models import Business

MESSAGE_LENGTH = 600
MESSAGE = _(
    "Yth. {nama}, kami mengundang {usaha} ke pertemuan usaha mikro. Mohon kabari apakah Anda dapat hadir. Terima kasih."
)
"""What is written where the inviter has written nothing; {nama} and {usaha} are filled in for each."""


def invitation_list(actor: Actor, message: str) -> ListOf:
    return ListOf(
        name="undangan",
        noun=_("undangan"),
        columns=COLUMNS,
        order="name",
        ties=("region", "id"),
        per_page=200,
        enrich=lambda rows: _enrich(actor, rows, message),
    )


COLUMNS = (
    Column("owner", _("Nama"), lambda b: b.owner.name, sort=("owner__key",)),
    Column("name", _("Usaha"), lambda b: b.name or b.owner.name, sort=("key",), href=lambda b: business_address(b.id)),
    Column("region", _("Kelurahan"), "region_name", sort=("region",)),
    Column("phone", _("Telepon"), "spoken"),
    Column("whatsapp", _("WhatsApp"), "whatsapp", kind="link"),
)  # fmt: skip


def _enrich(actor: Actor, rows: list[Business], message: str) -> None:
    called = names({b.region for b in rows})
    open_to = reachable_businesses(actor, [b.id for b in rows])
    for row in rows:
        phone = row.phone or row.owner.phone
        reached = row.id in open_to
        row.region_name = called.get(row.region, row.region)
        row.spoken = spoken_phone(phone) if reached else masked_phone(phone)
        row.whatsapp = whatsapp_address(phone, filled(message, row)) if reached else ""


def filled(message: str, business: Business) -> str:
    """Replaced one by one: braces of any other kind stay as they were written."""
    return message.replace("{nama}", business.owner.name).replace(
        "{usaha}", business.name or business.owner.name
    )
