"""A bank's claim before the head: by somebody else than who accepted it, read line by line."""

import uuid

from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.approvals.workflows import Workflow, register
from dampingi.records.subsidies.models import Claim, LoanDecree


def register_workflow() -> None:
    from dampingi.records.subsidies.actions.claims import NAME
    from dampingi.records.subsidies.actions.decrees import NAME as DECREE
    from dampingi.records.subsidies.actions.decrees import approved as decree_cleared
    from dampingi.records.subsidies.actions.decrees import returned as decree_returned
    from dampingi.records.subsidies.actions.paying import approved, returned

    register(
        Workflow(
            name=NAME, permission=Permission.APPROVE_MONEY, levels=(2,), on_approved=approved, on_returned=returned, url=_url, title=_title,
            guard=_read_first, makers=_makers,
        )
    )  # fmt: skip

    register(
        Workflow(
            name=DECREE, permission=Permission.APPROVE_MONEY, levels=(2,), on_approved=decree_cleared, on_returned=decree_returned,
            url=lambda id: reverse("loan_decree", args=[id]), title=_decree_title, guard=_read_first,
        )
    )  # fmt: skip


def _decree_title(id: uuid.UUID) -> str:
    found = LoanDecree.objects.unscoped("what one is told about").get(id=id)
    return _("Rancangan keputusan pinjaman: %(n)d pinjaman") % {"n": found.lines.filter(counts=True).count()}


def _read_first(_approval: object, _approved: bool, _comment: str) -> None:
    """Never from the inbox alone."""


def _makers(id: uuid.UUID) -> list[uuid.UUID]:
    found = Claim.objects.unscoped("who had a hand in it").get(id=id)
    return [who for who in (found.by, found.accepted_by) if who]


def _url(id: uuid.UUID) -> str:
    return reverse("subsidy_claim", args=[id])


def _title(id: uuid.UUID) -> str:
    found = Claim.objects.unscoped("what one is told about").select_related("bank").get(id=id)
    return _("Tagihan subsidi %(bank)s %(month)s") % {"bank": found.bank, "month": f"{found.month:%m/%Y}"}
