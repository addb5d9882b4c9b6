import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, Sum
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import inside
from dampingi.foundation.regions.queries import names
from dampingi.foundation.stamps import Kept
from dampingi.records.loans.actions.steps import following
from dampingi.records.loans.models import Loan, LoanApplication
from dampingi.records.partners.models import Partner
from dampingi.records.partners.queries import partners_of
from dampingi.records.programmes.rosters import today_in
from dampingi.records.subsidies.examining import book_of, unclaimed
from dampingi.records.subsidies.models import Claim, ClaimLine, DecreeLine, LoanDecree, Reconciliation

SEE = (Permission.VIEW_MONEY, Permission.ANSWER_FOR_BANK)
NAMED = Permission.VIEW_LOANS
"""A decree names borrowers."""
CITY = 5


def claims(actor: Actor) -> Any:
    """The office's of its region; a bank's own for its people."""
    found = _seen(Claim, actor)
    counts = Q(lines__counts=True)
    sums = {"asked": Sum("lines__amount"), "payable": Sum("lines__payable", filter=counts)}
    return found.select_related("bank").annotate(**sums)


def claim(actor: Actor, id: uuid.UUID) -> Claim:
    found = claims(actor).filter(id=id).first()
    if found is None:
        raise Refused(_("Tagihan itu tidak ada, atau bukan urusan Anda."), status=404)
    return found


@dataclass(frozen=True)
class Door:
    """A bank and a city it may bill; `waiting` counts months that are over and nobody claimed, worth `worth`."""

    bank: Partner
    region: str
    place: str
    waiting: int
    worth: int

    @property
    def key(self) -> str:
        return f"{self.bank.id}:{self.region}"


def doors(actor: Actor) -> list[Door]:
    """Where the person may send a claim or sees what was not claimed by the city's own day."""
    rows = Loan.objects.unscoped("narrowed to one's own banks or region").filter(share__gt=0)
    own = (
        Q(bank__in=[p.id for p in partners_of(actor)])
        if actor.holds(Permission.ANSWER_FOR_BANK)
        else Q(pk__in=[])
    )
    for prefix in actor.regions(Permission.VIEW_MONEY):
        own |= inside(prefix)
    pairs = {(bank, region[:CITY]) for bank, region in rows.filter(own).values_list("bank", "region").order_by().distinct()}  # fmt: skip
    banks = Partner.objects.unscoped("of one's own loans").in_bulk([b for b, _r in pairs])
    places, found = names({r for _b, r in pairs}), []
    for bank, region in pairs:
        found.append(Door(banks[bank], region, places.get(region, region), *_waiting(banks[bank], region)))
    return sorted(found, key=lambda d: (d.bank.name, d.region))


def _waiting(bank: Partner, region: str) -> tuple[int, int]:
    """Months and rupiah. All its loans are read for it: once for as long as nobody commits anything, not on every page."""
    today = today_in(region)

    def count() -> tuple[int, int]:
        left = unclaimed(book_of(bank, region), today)
        return len(left), sum(n for *_x, n in left)

    return _counts.of((bank.id, region, today), count)


_counts: Kept[tuple[int, int]] = Kept(most=2000)


def _seen(model: Any, actor: Actor) -> Any:
    """An office's of its region, and a bank's own for its people."""
    reached = Q(pk__in=[])
    for permission in SEE:
        if actor.holds(permission):
            reached |= Q(id__in=model.objects.for_actor(actor, permission).values("id"))
    return model.objects.unscoped("scoped by the reaches above").filter(reached)


def reconciliations(actor: Actor) -> Any:
    return _seen(Reconciliation, actor).select_related("bank")


def reconciliation(actor: Actor, id: uuid.UUID) -> Reconciliation:
    found = reconciliations(actor).filter(id=id).first()
    if found is None:
        raise Refused(_("Rekonsiliasi itu tidak ada, atau bukan urusan Anda."), status=404)
    return found


def decrees(actor: Actor) -> Any:
    """With how many loans each names and what they are expected to cost."""
    counts = Q(lines__counts=True)
    rows = LoanDecree.objects.for_actor(actor, NAMED)
    return rows.annotate(loans=Count("lines", filter=counts), city=Sum("lines__city", filter=counts))


def decree(actor: Actor, id: uuid.UUID) -> LoanDecree:
    found = decrees(actor).filter(id=id).first()
    if found is None:
        raise Refused(_("Keputusan itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def decrees_of_banks(actor: Actor) -> list[tuple[LoanDecree, Partner, int]]:
    """Enacted decrees that name loans of one's own banks, with how many of each; the latest first."""
    if not actor.holds(Permission.ANSWER_FOR_BANK):
        return []
    banks = {p.id: p for p in partners_of(actor)}
    lines = DecreeLine.objects.filter(counts=True, decree__state=LoanDecree.State.ENACTED, application__bank__in=banks)  # fmt: skip
    rows = lines.values_list("decree", "application__bank").annotate(n=Count("id"))
    told = {(decree, bank): n for decree, bank, n in rows}
    found = LoanDecree.objects.unscoped("named by one's own loans").in_bulk({d for d, _b in told})
    ordered = sorted(told, key=lambda key: (found[key[0]].on, found[key[0]].number), reverse=True)
    return [(found[d], banks[b], told[d, b]) for d, b in ordered]


def decree_of_bank(actor: Actor, id: uuid.UUID, bank: uuid.UUID) -> tuple[LoanDecree, Partner]:
    for decree, own, _n in decrees_of_banks(actor):
        if (decree.id, own.id) == (id, bank):
            return decree, own
    raise Refused(_("Keputusan itu tidak ada, atau tidak menyebut pinjaman bank Anda."), status=404)


def undecreed(region: str) -> list[LoanApplication]:
    """Whose next step is the decree and whom none names yet; oldest first. The caller checks the reach."""
    rows = LoanApplication.objects.unscoped("the caller checks the reach").filter(inside(region), end=None)
    rows = (
        rows.filter(submitted_on__isnull=False)
        .exclude(steps__code="decree")
        .exclude(decree_lines__counts=True)
    )
    found = rows.select_related("edition", "bank", "person", "business", "survey", "loan").order_by(
        "submitted_on", "id"
    )
    return [a for a in found if following(a) == "decree"]


def late(actor: Actor) -> list[ClaimLine]:
    """Loans whose borrower did not pay, by the bank's latest line about each; the longest first."""
    rows = ClaimLine.objects.filter(
        claim__in=claims(actor).values("id"), counts=True, late_days__isnull=False
    )
    rows = rows.select_related("loan__bank", "loan__application")
    last = {line.loan_id: line for line in rows.order_by("month", "row")}
    return sorted((n for n in last.values() if n.late_days), key=lambda n: (-(n.late_days or 0), n.told))[:20]
