from django.db.models import Q
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.models import Seal
from dampingi.foundation.canonical import digest
from dampingi.foundation.errors import Conflict, Refused
from dampingi.outcomes.documents.codes import heard
from dampingi.outcomes.reports.ledger import Figure, Ledger
from dampingi.outcomes.reports.models import Snapshot


def snapshots(actor: Actor):
    """The reports the actor may read, newest first; those that tell of mentors only where evaluations may be seen."""
    seen = Snapshot.objects.for_actor(actor, Permission.VIEW_EVALUATION).values("id")
    found = Snapshot.objects.for_actor(actor, Permission.PRINT_REPORTS).filter(
        Q(tells_mentors=False) | Q(id__in=seen)
    )
    return (
        found.select_related("programme", "document")
        .prefetch_related("document__printings")
        .order_by("-made_at")
    )


def snapshot(actor: Actor, code: str) -> Snapshot:
    found = snapshots(actor).filter(document__code=heard(code)).first()
    if found is None:
        raise Refused(_("Laporan itu tidak ada, atau di luar wewenang Anda."), status=404)
    return found


def proven(found: Snapshot) -> Snapshot:
    """The snapshot, after its figures were shown to be those it was made with."""
    if digest(found.data) != found.sha256:
        raise Conflict(
            _(
                "Isi bekuan laporan ini tidak lagi cocok dengan sidiknya, jadi tidak dicetak. Laporkan kepada Inspektorat, lalu buat yang baru."
            )
        )
    return found


def figure(found: Snapshot, no: int) -> Figure:
    ledger = Ledger.from_json(found.data["figures"])
    if not 1 <= no <= len(ledger.figures):
        raise Refused(_("Laporan ini tidak memuat angka bernomor %(no)s.") % {"no": no}, status=404)
    return ledger[no]


def audit_head() -> dict[str, object] | None:
    """The last link of the audit chain."""
    last = Seal.objects.order_by("-sequence").first()
    return {"sequence": last.sequence, "hash": last.hash} if last else None
