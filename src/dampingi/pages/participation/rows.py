"""Participants with their band, why, and what can be done: worked out for those within the reader's reach."""

import datetime
import uuid
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.regions.queries import names
from dampingi.insight.participation.warning import BANDS, SILENT, Warned, warnings
from dampingi.records.businesses.contacts import reachable, whatsapp_address
from dampingi.records.contacts.models import Attempt
from dampingi.records.contacts.queries import latest_attempts
from dampingi.records.programmes.models import Enrolment
from dampingi.records.programmes.queries import latest_caseloads

REACH = (Permission.MANAGE_INTAKE, Permission.RECORD_VISITS)


@dataclass
class Row:
    enrolment: Enrolment
    warned: Warned
    place: str
    mentor: str
    mentor_id: uuid.UUID | None
    whatsapp: str
    attempt: Attempt | None
    """The last message that was sent."""

    @property
    def pk(self) -> uuid.UUID:
        return self.enrolment.id

    @property
    def order(self) -> tuple[int, float, int]:
        """Silent first, then by chance, then by how long nothing was heard."""
        return (
            BANDS.index(self.warned.band),
            -(self.warned.chance or 0),
            -self.warned.standing.days_since_contact,
        )

    @property
    def chance(self) -> float | None:
        return self.warned.chance

    @property
    def why(self) -> str:
        return ", ".join(self.warned.reasons)

    @property
    def advice(self) -> str:
        return advice(self.warned)


def rows(actor: Actor, *, today: datetime.date) -> list[Row]:
    """Those who are still in a programme, the most pressing first."""
    people = _within_reach(actor)
    warned = warnings(people, today=today)
    called, held = names({e.region for e in people}), latest_caseloads([e.id for e in people])
    open_to = reachable(actor, [e.person_id for e in people])
    written = latest_attempts([e.id for e in people])
    found = [_row(e, warned[e.id], called, held.get(e.id), open_to, written.get(e.id)) for e in people]
    return sorted(found, key=lambda row: (row.order, row.enrolment.person.key))


def counted(found: list[Row]) -> Counter[str]:
    return Counter(row.warned.band for row in found)


def _within_reach(actor: Actor) -> list[Enrolment]:
    found: dict[uuid.UUID, Enrolment] = {}
    for permission in REACH:
        if actor.holds(permission):
            reached = Enrolment.objects.for_actor(actor, permission).filter(exited_on=None)
            found |= {e.id: e for e in reached.select_related("person", "business")}
    return list(found.values())


def _row(
    e: Enrolment,
    warned: Warned,
    called: dict[str, str],
    held: Any,
    open_to: set[uuid.UUID],
    attempt: Attempt | None,
) -> Row:
    phone = ((e.business.phone if e.business else "") or e.person.phone) if e.person_id in open_to else ""
    accompanied = held if held and held.ends_on is None else None
    return Row(
        e, warned, called.get(e.region, e.region), accompanied.mentor.name if accompanied else "",
        accompanied.mentor_id if accompanied else None, whatsapp_address(phone, message(e, warned)), attempt,
    )  # fmt: skip


def advice(warned: Warned) -> str:
    """What to do next, from what weighs most."""
    if not warned.fading:
        return ""
    first = warned.named[0] if warned.named else ""
    told = {
        "missed_trainings": _("Tanyakan mengapa tidak hadir, lalu ajak ke pelatihan berikutnya."),
        "missed_tasks": _("Kerjakan tugasnya bersama saat berkunjung."),
        "days_since_contact": _("Kunjungi, atau hubungi lebih dulu."),
        "missed_promises": _("Tepati janji kunjungan, atau sepakati hari baru."),
    }
    return told.get(first, _("Kunjungi dan tanyakan keadaannya."))


def message(enrolment: Enrolment, warned: Warned) -> str:
    """Written already; whoever sends it reads it first. Participants read Indonesian."""
    with override("id"):
        hello = _("Halo %(name)s, kami dari program pendampingan usaha.") % {"name": enrolment.person.name}
        return f"{hello} {_wish(warned)}"


def _wish(warned: Warned) -> str:
    first = warned.named[0] if warned.named else ""
    if warned.band == SILENT:
        return _("Sudah lama kita tidak bertemu. Apa kabar usahanya? Adakah yang dapat kami bantu?")
    if first == "missed_trainings":
        return _("Kami menantikan Anda di pelatihan berikutnya. Adakah yang membuat sulit hadir?")
    if first == "missed_tasks":
        return _("Bagaimana tugasnya? Bila ada yang sulit, kami bantu.")
    return _("Apa kabar usahanya? Kapan sebaiknya kami datang?")
