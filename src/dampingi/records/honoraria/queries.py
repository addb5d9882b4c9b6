import datetime
import uuid
from typing import Any

from django.db.models import Case, CharField, Count, Exists, OuterRef, Q, Subquery, Sum, Value, When
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.records.honoraria.models import BankAccount, Honorarium, RateEdition, TaxEdition
from dampingi.records.programmes.models import Mentor, Programme

State = Honorarium.State
NONE, UNCHECKED, REFUSED, CHECKED = "tanpa", "belum", "ditolak", "diperiksa"


def honoraria(actor: Actor):
    """Those within reach - a mentor's own, a region's - with the state of the account each would be paid to as `account_state`."""
    held = BankAccount.objects.unscoped("its state only").filter(mentor=OuterRef("mentor"), replaced_at=None)
    state = Case(
        When(~Exists(held), then=Value(NONE)),
        When(Exists(held.exclude(checked_at=None)), then=Value(CHECKED)),
        When(Exists(held.exclude(refused="")), then=Value(REFUSED)),
        default=Value(UNCHECKED), output_field=CharField(),
    )  # fmt: skip
    found = Honorarium.objects.for_actor(actor, Permission.VIEW_HONORARIA)
    return found.select_related("mentor", "payment").annotate(account_state=state)


def honorarium(actor: Actor, id: uuid.UUID) -> Honorarium:
    rows = honoraria(actor).select_related(
        "mentor", "payment", "report__programme", "rates", "tax_edition", "account"
    )
    found = rows.filter(id=id).first()
    if found is None:
        raise Refused(_("Honorarium itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def sums(found: Any) -> dict[str, dict[str, int]]:
    """state -> {count, due}, of rows within reach."""
    rows = found.order_by().select_related(None).values("state").annotate(n=Count("id"), amount=Sum("due"))
    told = {r["state"]: {"count": r["n"], "due": r["amount"] or 0} for r in rows}
    return {s.value: told.get(s.value, {"count": 0, "due": 0}) for s in State}


def months_with(found: Any) -> list[datetime.date]:
    return list(found.order_by("-month").values_list("month", flat=True).distinct())


def own_honoraria(actor: Actor) -> list[Honorarium]:
    """One's own, newest month first."""
    rows = honoraria(actor).filter(mentor__user=actor.user_id)
    return list(rows.select_related("payment", "report", "mentor").order_by("-month", "-version"))


def own_mentors(actor: Actor) -> list[Mentor]:
    """One's own appointments, newest programme first."""
    found = Mentor.objects.unscoped("one's own").filter(user=actor.user_id) if actor.user_id else None
    return (
        list(found.select_related("programme").order_by("-programme__starts_on")) if found is not None else []
    )


def account(mentor: Mentor) -> BankAccount | None:
    """The one in use. The caller has checked that it may be seen."""
    return (
        BankAccount.objects.unscoped("of a mentor in reach").filter(mentor=mentor, replaced_at=None).first()
    )


def account_in_reach(actor: Actor, id: uuid.UUID) -> BankAccount:
    found = (
        BankAccount.objects.for_actor(actor, Permission.MANAGE_HONORARIA)
        .select_related("mentor")
        .filter(id=id)
    )
    one = found.first()
    if one is None:
        raise Refused(_("Rekening itu tidak ada, atau di luar wilayah Anda."), status=404)
    return one


def accounts(actor: Actor):
    """Mentors within reach with their account in use, as `account_state`, `bank`, `ending`, `holder`, `account_id`."""
    held = BankAccount.objects.unscoped("of mentors in reach").filter(mentor=OuterRef("pk"), replaced_at=None)
    state = Case(
        When(~Exists(held), then=Value(NONE)),
        When(Exists(held.exclude(checked_at=None)), then=Value(CHECKED)),
        When(Exists(held.exclude(refused="")), then=Value(REFUSED)),
        default=Value(UNCHECKED), output_field=CharField(),
    )  # fmt: skip
    told = {name: Subquery(held.values(name)[:1]) for name in ("bank", "ending", "holder", "npwp_index")}
    return Mentor.objects.for_actor(actor, Permission.MANAGE_HONORARIA).annotate(
        account_state=state, account_id=Subquery(held.values("pk")[:1]), **told
    )


def same_number(found: BankAccount) -> list[str]:
    """Names of other mentors paid to the very same account."""
    rows = BankAccount.objects.unscoped("names of who shares it, for whoever checks it").filter(
        number_index=found.number_index, replaced_at=None
    )
    return list(rows.exclude(mentor=found.mentor_id).values_list("mentor__name", flat=True))


def rate_editions(programme: Programme) -> list[RateEdition]:
    return list(RateEdition.objects.filter(programme=programme))


def tax_editions(region: str) -> list[TaxEdition]:
    return list(TaxEdition.objects.unscoped("of an office in reach").filter(region=region))


def payable(found: Any) -> Any:
    return found.filter(Q(state=State.CHECKED) & Q(account_state=CHECKED))
