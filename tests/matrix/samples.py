"""Which record an argument of a route stands for, so that the matrix can try it with rows of every region.

A new argument in a URL needs one line here; the matrix test says so.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.approvals.models import Approval
from dampingi.foundation.jobs.models import Job
from dampingi.foundation.regions.models import Region
from dampingi.records.businesses.models import Business, Person
from dampingi.records.mentoring.models import MonthlyReport, Visit
from dampingi.records.programmes.models import Application, Enrolment, Mentor, Programme

from .routes import spread


@dataclass(frozen=True)
class Kind:
    """A model whose `field` a URL argument holds."""

    model: Any
    field: str = "pk"

    @property
    def scoped(self) -> bool:
        return hasattr(self.model.objects, "for_actor")

    def samples(self) -> list[Any]:
        rows = self.model.objects.unscoped("matrix test") if self.scoped else self.model.objects.all()
        return spread(rows)

    def argument(self, row: Any) -> Any:
        return getattr(row, self.field)

    def reaches(self, actor: Actor, permissions: tuple[Permission, ...], row: Any) -> bool:
        return any(self.model.objects.for_actor(actor, p).filter(pk=row.pk).exists() for p in permissions)


KINDS: dict[str, Kind] = {
    "business_id": Kind(Business),
    "person_id": Kind(Person),
    "application_id": Kind(Application),
    "enrolment_id": Kind(Enrolment),
    "mentor_id": Kind(Mentor),
    "visit_id": Kind(Visit),
    "report_id": Kind(MonthlyReport),
    "job_id": Kind(Job),
    "approval_id": Kind(Approval),
    "region": Kind(Region),
    "code": Kind(Programme, "code"),
}
"""By the argument's name, or `route:argument` where a name means something else in one route."""

PLAIN: dict[str, Callable[[], str]] = {
    "asset:name": lambda: "dampingi.css",
    "document:code": lambda: "TIDAK-ADA",
}
"""Arguments that name no record."""


def kind(route: str, argument: str) -> Kind | None:
    return KINDS.get(f"{route}:{argument}") or KINDS.get(argument)
