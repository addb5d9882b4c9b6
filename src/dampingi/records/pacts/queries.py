import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.definitions import load
from dampingi.foundation.errors import Refused
from dampingi.records.pacts.dues import due_days
from dampingi.records.pacts.models import Delivery, Obligation, Pact, State
from dampingi.records.partners.models import Partner
from dampingi.records.partners.queries import active_on, side_of

SOON, SOONER = 90, 30
"""Days before its end at which an agreement is reminded of."""


def pacts(actor: Actor) -> Any:
    return Pact.objects.for_actor(actor, Permission.VIEW_PARTNERS).select_related("partner")


def managed(actor: Actor) -> Any:
    return Pact.objects.for_actor(actor, Permission.MANAGE_PARTNERS).select_related("partner")


def own_pacts(actor: Actor) -> Any:
    """What was signed with the partners this person speaks for."""
    return Pact.objects.for_actor(actor, Permission.SEE_REQUESTS).select_related("partner")


def pact_of(found: Any, id: uuid.UUID) -> Pact:
    one = found.filter(id=id).first()
    if one is None:
        raise Refused(_("Perjanjian itu tidak ada, atau di luar wilayah Anda."), status=404)
    return one


def in_force(day: datetime.date) -> Q:
    """Signed, begun, and neither over nor ended on a day."""
    return Q(signed_on__lte=day, starts_on__lte=day, ends_on__gte=day) & (
        Q(ended_on=None) | Q(ended_on__gt=day)
    )


def has_agreement(partner: Partner, on: datetime.date) -> bool:
    """Whether the office may ask something new of this partner on a day: it works with it, and an agreement is in force."""
    works = partner.ended_on is None or partner.ended_on > on
    rows = Pact.objects.unscoped("a yes or no about a partner in hand")
    return works and rows.filter(in_force(on), partner=partner).exists()


def require_agreement(partner: Partner, on: datetime.date) -> None:
    """Raises Refused with the cure where nothing new may be asked of the partner."""
    if not has_agreement(partner, on):
        raise Refused(
            _("%(name)s tidak punya perjanjian yang berlaku. Tandatangani atau perbarui perjanjiannya dahulu.")
            % {"name": partner.name}
        )  # fmt: skip


def without_agreement(found: Any, on: datetime.date) -> Any:
    """Of some partners those the office works with and has no agreement in force with."""
    held = Pact.objects.unscoped("of partners in hand").filter(in_force(on), partner=OuterRef("pk"))
    return found.filter(active_on(on)).exclude(Exists(held))


def kinds_for(partner: Partner) -> list[dict[str, Any]]:
    """The kinds of agreement that suit a partner, in their order."""
    side = side_of(partner.kind)
    return [k for k in load("pact_kinds") if k["side"] == side]


def kind_of(code: str) -> dict[str, Any] | None:
    return next((k for k in load("pact_kinds") if k["code"] == code), None)


def umbrellas(partner: Partner) -> list[Pact]:
    """Agreements of the partner that another one can stand under."""
    wanted = {k["under"] for k in load("pact_kinds") if k.get("under")}
    rows = partner.pacts.filter(kind__in=wanted).exclude(state=State.ENDED)
    return list(rows.order_by("-starts_on", "title"))


@dataclass(frozen=True)
class Due:
    """One due date of an obligation, and what came of it."""

    obligation: Obligation
    on: datetime.date
    delivery: Delivery | None
    late: bool

    @property
    def confirmed(self) -> bool:
        return self.delivery is not None and self.delivery.confirmed_at is not None


def dues_of(pact: Pact, today: datetime.date, *, ahead: int = 62) -> list[Due]:
    """What is owed under a signed agreement up to some days ahead, the earliest first."""
    return dues_of_all([pact], today, ahead=ahead)[pact.id]


def dues_of_all(
    pacts: list[Pact], today: datetime.date, *, ahead: int = 0
) -> dict[uuid.UUID, list[Due]]:  # fmt: skip
    """The same of many agreements, in three queries; nothing is owed under one that was not signed."""
    until = today + datetime.timedelta(days=ahead)
    found: dict[uuid.UUID, list[Due]] = {p.id: [] for p in pacts}
    held = {p.id: p for p in pacts if p.signed_on}
    owed = list(Obligation.objects.filter(pact__in=held).order_by("what", "id"))
    given = {
        (d.obligation_id, d.due_on): d
        for d in Delivery.objects.filter(obligation__in=owed, annulled_at=None).prefetch_related("files")
    }
    for each in owed:
        pact = held[each.pact_id]
        last = (
            min(pact.ends_on, pact.ended_on - datetime.timedelta(days=1)) if pact.ended_on else pact.ends_on
        )
        for day in due_days(
            monthly=each.rhythm == Obligation.Rhythm.MONTHLY, due_on=each.due_on, first=pact.starts_on, last=last, until=until,
        ):  # fmt: skip
            came = given.get((each.id, day))
            found[pact.id].append(Due(each, day, came, came is None and day < today))
    return {key: sorted(rows, key=lambda d: (d.on, d.obligation.what)) for key, rows in found.items()}
