import datetime
import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from dampingi.engines.indicators import Indicator
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.insight.agreements.models import Agreement, Side, Signature
from dampingi.insight.monitoring.periods import month_of
from dampingi.insight.monitoring.queries import indicators
from dampingi.records.programmes.models import Mentor, Programme

BOTH = 2


def promisable(region: str) -> dict[str, Indicator]:
    """What counts in the programme's region, its office's own among it, and can be told of one mentor from rows."""
    return {i.code: i for i in indicators(region) if i.dataset and "mentor" in i.groupings}


def agreement_of(actor: Actor, id: uuid.UUID) -> Agreement:
    found = Agreement.objects.for_actor(actor, Permission.VIEW_MENTORS).filter(id=id).first()
    if found is None:
        raise Refused(_("Perjanjian itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def editions(mentor: Mentor) -> list[Agreement]:
    """The newest first. The caller has checked that the mentor may be seen."""
    rows = Agreement.objects.unscoped("of a mentor the reader may see").filter(mentor=mentor)
    return list(rows.prefetch_related("signatures").order_by("-number"))


def in_force(
    mentors: Iterable[uuid.UUID], *, before: datetime.datetime | None = None
) -> dict[uuid.UUID, Agreement]:
    """mentor -> the newest edition that both sides had signed `before` (by now, if not said). The caller has checked their reach."""
    rows = Agreement.objects.unscoped("of mentors whose reach was checked").filter(mentor__in=list(mentors))
    signed = rows.annotate(sides=Count("signatures"), whole=Max("signatures__at")).filter(sides=BOTH)
    if before:
        signed = signed.filter(whole__lt=before)
    return {c.mentor_id: c for c in signed.order_by("number")}


def in_month(
    programme: Programme, month: datetime.date, mentors: Iterable[uuid.UUID]
) -> dict[uuid.UUID, Agreement]:
    """mentor -> what held at the end of that month: what is signed later changes no month that is over."""
    return in_force(mentors, before=month_of(month).instant(programme.region))


def proposal(held: Sequence[Agreement]) -> Agreement | None:
    """The newest edition while it waits for a side; `held` is the newest first."""
    newest = held[0] if held else None
    return newest if newest and len(newest.signatures.all()) < BOTH else None


def waits_for(agreement: Agreement) -> str:
    """Which side still has to sign; '' where both have."""
    signed = {s.side for s in agreement.signatures.all()}
    return next((side for side in Side.values if side not in signed), "")


def side_of(actor: Actor, mentor: Mentor) -> str:
    """On which side the actor signs; '' for whoever only looks on. A mentor is never the office for themselves."""
    if mentor.user_id == actor.user_id:
        return Side.MENTOR
    may = actor.may(Permission.MANAGE_MENTORS, region=mentor.region, programme=mentor.programme_id)
    return Side.OFFICE if may else ""


def with_standing(mentors: Any) -> Any:
    """Mentors with `edition` (in force), `newest`, and `lacks` (the side the newest waits for)."""
    rows = Agreement.objects.unscoped("of mentors in reach").filter(mentor=OuterRef("pk")).order_by("-number")
    signed = rows.annotate(sides=Count("signatures")).filter(sides=BOTH)
    newest = Subquery(rows.values("id")[:1])
    by = lambda side: Exists(Signature.objects.filter(agreement=OuterRef("newest"), side=side))  # noqa: E731
    return mentors.annotate(edition=Subquery(signed.values("number")[:1]), newest=newest).annotate(
        by_office=by(Side.OFFICE), by_mentor=by(Side.MENTOR)
    )


WAITING = {
    "office": Q(newest__isnull=False, by_office=False),
    "mentor": Q(newest__isnull=False, by_mentor=False),
    "none": Q(newest=None),
    "signed": Q(newest__isnull=False, by_office=True, by_mentor=True),
}
