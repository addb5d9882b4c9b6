import uuid
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.foundation.regions.codes import ancestor, depth
from dampingi.records.businesses.models import Business
from dampingi.records.loans.models import End, LoanApplication, SchemeEdition
from dampingi.records.partners.models import Partner
from dampingi.records.partners.queries import active_on
from dampingi.records.programmes.rosters import today_in

SEE, ASK, ANSWER = Permission.VIEW_LOANS, Permission.ASK_FOR_LOANS, Permission.ANSWER_FOR_BANK
WITH = ("edition", "bank", "person", "business", "end")


def applications(actor: Actor) -> Any:
    """Those in reach; of drafts only one's own and those one may finish."""
    rows = LoanApplication.objects.for_actor(actor, SEE).select_related(*WITH)
    return rows.filter(submitted_on__isnull=False)


def application(actor: Actor, id: uuid.UUID) -> LoanApplication:
    found = LoanApplication.objects.for_actor(actor, SEE).select_related(*WITH).filter(id=id).first()
    if found is None or (found.submitted_on is None and not drafts(actor).filter(id=id).exists()):
        raise Refused(_("Pengajuan itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def drafts(actor: Actor) -> Any:
    return LoanApplication.objects.for_actor(actor, ASK).filter(submitted_on=None)


def addressed(actor: Actor) -> Any:
    """What the bank's people see: after the office's check, nothing else."""
    return LoanApplication.objects.for_actor(actor, ANSWER).select_related(*WITH)


def addressed_one(actor: Actor, id: uuid.UUID) -> LoanApplication:
    found = addressed(actor).filter(id=id).first()
    if found is None:
        raise Refused(_("Pengajuan itu tidak ada, atau tidak ditujukan kepada bank Anda."), status=404)
    return found


def with_papers(actor: Actor, id: uuid.UUID) -> LoanApplication:
    """For whoever asks or answers: who only looks on does not open people's papers, nor a bank where nothing came of it."""
    rows = LoanApplication.objects
    found = rows.for_actor(actor, ASK).filter(id=id).first()
    found = found or rows.for_actor(actor, ANSWER).filter(id=id, end=None).first()
    if found:
        return found
    raise Refused(_("Dokumen itu tidak ada, atau bukan urusan Anda."), status=404)


def reads_papers(actor: Actor, id: uuid.UUID) -> bool:
    try:
        return bool(with_papers(actor, id))
    except Refused:
        return False


def own_business(actor: Actor) -> Any:
    """Of whoever asks for themselves."""
    return Business.objects.for_actor(actor, ASK).filter(archived_at=None).select_related("owner")


def banks_for(edition: SchemeEdition) -> Any:
    """The banks a scheme names, or every bank the office works with where it names none."""
    rows = Partner.objects.unscoped("the banks of a public scheme").filter(
        kind="bank", region__in=_above(edition.region)
    )
    named = [b["id"] for b in edition.body.get("banks", ())]
    rows = rows.filter(active_on(today_in(edition.region)))
    return (rows.filter(id__in=named) if named else rows).order_by("name", "id")


def banks_of(regions: Iterable[str]) -> Any:
    """Banks an office of these regions may name in a scheme."""
    found = list(regions)
    above = {each for region in found for each in _above(region)}
    rows = Partner.objects.unscoped("the banks of one's own regions").filter(kind="bank", region__in=above)
    return rows.filter(active_on(today_in(found[0] if found else ""))).order_by("name", "id")


def _above(region: str) -> list[str]:
    """The region itself and those it lies in: a province's partner serves its cities."""
    return [ancestor(region, n) for n in range(1, depth(region) + 1)]


def may_read_reason(actor: Actor, end: End) -> bool:
    """What a bank found is for finance officers only; everything else for whoever sees the application."""
    return end.kind != End.Kind.BANK or actor.may(Permission.SEE_BANK_REASONS, region=end.application.region)
