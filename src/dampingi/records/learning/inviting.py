"""Who is invited to a training; those that are no participants with the words to send, ready to open in WhatsApp."""

from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui.formats import day
from dampingi.foundation.ui.lists import Column, Filter, ListOf
from dampingi.foundation.ui.states import State
from dampingi.records.businesses.addresses import business_address
from dampingi.records.businesses.contacts import reachable_businesses, whatsapp_address
from dampingi.records.learning.models import Invitation, Training

PARTICIPANTS = (("ya", _("Peserta program")), ("bukan", _("Bukan peserta")))


def invited_list(actor: Actor, training: Training) -> ListOf:
    return ListOf(
        name="undangan-pelatihan",
        noun=_("usaha"),
        columns=COLUMNS,
        order="business",
        ties=("region", "id"),
        filters=(
            Filter(
                "peserta",
                _("Peserta"),
                lambda: PARTICIPANTS,
                lambda found, v: found.filter(enrolment__isnull=v != "ya"),
            ),
        ),
        search=("business__name", "business__owner__name"),
        search_label=_("Nama usaha, pemilik"),
        enrich=lambda rows: _enrich(actor, training, rows),
    )


COLUMNS = (
    Column("business", _("Usaha"), lambda i: i.business.name or i.business.owner.name, sort=("business__key",),
           href=lambda i: business_address(i.business_id), note=lambda i: i.business.owner.name),
    Column("region", _("Kelurahan"), "region_name", sort=("region",)),
    Column("participant", _("Peserta"), lambda i: (State.GOOD, _("Peserta")) if i.enrolment_id else (State.NONE, _("Bukan peserta")), "state"),
    Column("whatsapp", _("WhatsApp"), "whatsapp", kind="link"),
)  # fmt: skip


def _enrich(actor: Actor, training: Training, rows: list[Any]) -> None:
    """Participants are told by their mentors and on their own page; the others get a message."""
    called = names(row.region for row in rows)
    seen = reachable_businesses(actor, [row.business_id for row in rows])
    for row in rows:
        phone = row.business.phone or row.business.owner.phone
        open_to = row.business_id in seen and not row.enrolment_id
        row.region_name = called.get(row.region, row.region)
        row.whatsapp = whatsapp_address(phone, _words(training, row)) if open_to else ""


def _words(training: Training, asked: Invitation) -> str:
    words = {
        "owner": asked.business.owner.name,
        "business": asked.business.name or _now("usaha Anda"),
        "title": training.title,
        "day": day(training.on),
        "place": training.place or _now("tempat yang akan dikabarkan"),
    }
    text = _now(
        "Yth. %(owner)s, kami mengundang %(business)s ke pelatihan %(title)s pada %(day)s di %(place)s. "
        "Mohon balas YA bila dapat hadir. Terima kasih."
    )
    return text % words
