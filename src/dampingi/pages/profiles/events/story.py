"""What the providers of the timeline share: the business, its participations in reach, and words for its reader."""

import datetime
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.queries import people_named
from dampingi.foundation.regions.codes import zone
from dampingi.foundation.revisions.models import Revision
from dampingi.foundation.revisions.queries import history
from dampingi.records.businesses.models import Business
from dampingi.records.businesses.words import Words
from dampingi.records.programmes.models import Caseload, Enrolment

WHY = "of a business or a participant in reach"
KINDS = {
    "data": _("Data"),
    "hidup": _("Pindah, tutup, pemilik"),
    "verifikasi": _("Verifikasi"),
    "kendala": _("Kendala"),
    "program": _("Program"),
    "kunjungan": _("Kunjungan"),
    "pelatihan": _("Pelatihan dan tugas"),
    "perkembangan": _("Perkembangan"),
    "jual": _("Pasar dan koperasi"),
}
"""The kinds a reader may narrow the timeline to."""


@dataclass(frozen=True)
class Event:
    """`at` is the day in the world, `moment` when it was recorded where that matters for the order; `href` its own page."""

    kind: str
    at: datetime.date
    title: str
    icon: str
    text: str = ""
    who: str = ""
    href: str = ""
    state: str = ""
    state_label: str = ""
    moment: datetime.datetime | None = None


@dataclass
class Story:
    """The reader reaches the business and these enrolments, each with its programme and person."""

    actor: Actor
    business: Business
    enrolments: list[Enrolment]
    open_contact: bool

    morning = datetime.datetime.min.replace(tzinfo=datetime.UTC)

    @cached_property
    def revisions(self) -> list[Revision]:
        return list(history("business", self.business.id))

    @cached_property
    def words(self) -> Words:
        return Words(self.revisions, open_contact=self.open_contact)

    @cached_property
    def caseloads(self) -> list[Caseload]:
        rows = Caseload.objects.filter(enrolment__in=self.enrolments).select_related("mentor")
        return list(rows.order_by("starts_on"))

    @cached_property
    def people(self) -> dict[str, str]:
        """Names of those who acted on the record, by their labels."""
        closed = [label for c in self.closures for label in (c.by, c.reopened_by) if label]
        return people_named([self.business.origin.by, *(r.by for r in self.revisions), *closed])

    @cached_property
    def closures(self) -> list:
        return list(self.business.closures.order_by("closed_on"))

    @cached_property
    def now(self) -> datetime.datetime:
        return timezone.now()

    def day(self, moment: datetime.datetime) -> datetime.date:
        """The day it was where the business is."""
        return moment.astimezone(zone(self.business.region)).date()

    def participant(self, enrolment: Enrolment) -> str:
        return reverse("participant", args=[enrolment.id])
