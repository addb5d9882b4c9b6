import datetime
import uuid
from typing import Any

from django.db.models import Exists, F, OuterRef, Sum
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Refused
from dampingi.records.grants.models import Agreement, Candidate, Payment, Receipt, Selection, Study, UseReport

SEE, MANAGE, APPROVE = Permission.VIEW_GRANTS, Permission.MANAGE_GRANTS, Permission.APPROVE_GRANTS


def studies(actor: Actor) -> Any:
    return Study.objects.for_actor(actor, SEE)


def study(actor: Actor, id: uuid.UUID) -> Study:
    return _one(studies(actor), id, _("Kajian itu tidak ada, atau di luar wilayah Anda."))


def selections(actor: Actor) -> Any:
    return Selection.objects.for_actor(actor, SEE).select_related("study", "budget")


def selection(actor: Actor, id: uuid.UUID) -> Selection:
    return _one(selections(actor), id, _("Seleksi itu tidak ada, atau di luar wilayah Anda."))


def recipients(actor: Actor) -> Any:
    """Chosen, in a selection that somebody approved."""
    rows = Candidate.objects.for_actor(actor, SEE).filter(
        chosen=True, selection__state=Selection.State.APPROVED
    )
    return rows.select_related(
        "selection__study", "selection__budget", "business__owner", "cooperative", "agreement"
    )


def recipient(actor: Actor, id: uuid.UUID) -> Candidate:
    return _one(
        recipients(actor), id, _("Penerima itu tidak ada, belum ditetapkan, atau di luar wilayah Anda.")
    )


def agreements(actor: Actor) -> Any:
    """With what was paid, and whether a report is late."""
    rows = Agreement.objects.for_actor(actor, SEE).annotate(paid=Sum("payments__amount"))
    return rows.select_related("candidate__selection", "candidate__business__owner", "candidate__cooperative")


def agreement(actor: Actor, id: uuid.UUID) -> Agreement:
    rows = agreements(actor).select_related("candidate__selection__study", "candidate__selection__budget")
    return _one(rows, id, _("Perjanjian itu tidak ada, atau di luar wilayah Anda."))


def payments(actor: Actor) -> Any:
    """Parts that were paid, with whether a report on them waits to be checked."""
    waiting = UseReport.objects.unscoped("of parts in reach").filter(
        payment=OuterRef("pk"), state=UseReport.State.WAITING
    )
    rows = Payment.objects.for_actor(actor, SEE).annotate(waits=Exists(waiting))
    return rows.select_related("agreement__candidate__selection", "agreement__candidate__business__owner")


def overdue(rows: Any, today: datetime.date) -> Any:
    """Whose use nobody told in time: neither accepted nor handed in."""
    return rows.filter(reported_on=None, waits=False, report_due_on__lt=today)


def reports_of(found: Agreement) -> dict[int, list[UseReport]]:
    """part -> its reports, the latest first."""
    rows = UseReport.objects.unscoped("of an agreement in hand").filter(payment__agreement=found)
    held: dict[int, list[UseReport]] = {}
    for each in rows.annotate(part=F("payment__part")).prefetch_related("receipts").order_by("-at"):
        held.setdefault(each.part, []).append(each)
    return held


def receipt(actor: Actor, id: uuid.UUID) -> Receipt:
    """For whoever tells or checks what it was spent on: who only looks on opens nobody's receipts."""
    for permission in (Permission.REPORT_GRANTS, MANAGE, APPROVE):
        reached = UseReport.objects.for_actor(actor, permission)
        found = Receipt.objects.filter(id=id, report__in=reached.values("pk")).first()
        if found:
            return found
    raise Refused(_("Bukti itu tidak ada, atau bukan urusan Anda."), status=404)


def _one(rows: Any, id: uuid.UUID, missing: str) -> Any:
    found = rows.filter(id=id).first()
    if found is None:
        raise Refused(missing, status=404)
    return found
