"""What the public reads of an aspiration: written anew without names, approved by somebody else, withdrawn with a reason."""

import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.engines.disclosure.traces import traces
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.approvals import actions as approvals
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.records.aspirations.actions.answering import alone
from dampingi.records.aspirations.actions.recording import held, record
from dampingi.records.aspirations.models import Aspiration, Wording
from dampingi.records.aspirations.queries.saying import NAME, seen_row

LEAST, LONGEST = 10, 600
S = Wording.State


@transaction.atomic
def propose_wording(*, by: Actor, aspiration: uuid.UUID, said: str, did: str) -> Wording:
    """Whoever answers it writes it for everybody; the office approves it. A further one is the next version."""
    row = held(by, aspiration)
    alone(row)
    if by.user_id is None:
        raise Denied(_("Kalimat untuk umum diusulkan oleh yang menjawab aspirasinya."))
    if not row.answered_at:
        raise Conflict(_("Aspirasi ini belum dijawab. Jawab dahulu, lalu tulis kalimat untuk umum."))
    _check(said, did, row)
    found = Wording.objects.unscoped("of an aspiration in hand").filter(aspiration=row).first()
    if found and found.state == S.PROPOSED:
        raise Conflict(_("Kalimat ini sedang menunggu persetujuan. Tunggu putusannya."))
    found = found or Wording(aspiration=row, programme_id=row.programme_id, region=row.region, version=0)
    found.said, found.did, found.version, found.state = (
        said.strip(),
        did.strip(),
        found.version + 1,
        S.PROPOSED,
    )
    found.drafted_by, found.drafted_by_name, found.at = by.user_id, by.name, timezone.now()
    found.save()
    record(
        by,
        "propose_aspiration_wording",
        row,
        values=[found.said, found.did],
        detail={"version": found.version},
    )
    approvals.submit(
        by=by, workflow=NAME, subject=("aspiration_wording", found.id), version=found.version, region=row.region,
        drafted_by=by.user_id, programme=row.programme_id,
    )  # fmt: skip
    return found


@transaction.atomic
def withdraw_wording(*, by: Actor, aspiration: uuid.UUID, reason: str) -> Wording:
    """Taken from the public page at once."""
    row = seen_row(by, aspiration)
    by.require(Permission.PUBLISH_ASPIRATIONS, region=row.region, programme=row.programme_id)
    rows = Wording.objects.unscoped("reach is checked above").select_for_update(of=("self",))
    found = rows.filter(aspiration=row).first()
    if found is None or found.state != S.PUBLISHED:
        raise Conflict(_("Hanya kalimat yang terbit yang dapat ditarik."))
    if not reason.strip():
        raise Refused(_("Tulis mengapa kalimat ini ditarik."))
    found.state, found.withdrawn_at, found.withdrawn_why = S.WITHDRAWN, timezone.now(), reason.strip()[:500]
    found.save(update_fields=["state", "withdrawn_at", "withdrawn_why"])
    record(by, "withdraw_aspiration_wording", row, reason=found.withdrawn_why)
    return found


def published(id: uuid.UUID, _version: int) -> None:
    """Once more looked at for names: others may have joined since."""
    found = _of(id)
    _refuse_traces(f"{found.said}\n{found.did}", found.aspiration)
    found.state, found.published_at = S.PUBLISHED, timezone.now()
    found.save(update_fields=["state", "published_at"])


def returned(id: uuid.UUID, _version: int, comment: str) -> None:
    found = _of(id)
    found.state, found.returned_why = S.RETURNED, comment.strip()
    found.save(update_fields=["state", "returned_why"])


def _of(id: uuid.UUID) -> Wording:
    rows = Wording.objects.unscoped("decided by who may").select_for_update(of=("self",))
    return rows.select_related("aspiration__responsible").get(id=id)


def _check(said: str, did: str, row: Aspiration) -> None:
    if min(len(said.strip()), len(did.strip())) < LEAST:
        raise Refused(_("Tulis keduanya: apa yang diminta, dan apa yang dikerjakan atau mengapa tidak."))
    if max(len(said.strip()), len(did.strip())) > LONGEST:
        raise Refused(_("Tulis paling banyak %(most)d huruf.") % {"most": LONGEST})
    _refuse_traces(f"{said}\n{did}", row)


def _refuse_traces(text: str, row: Aspiration) -> None:
    found = traces(text, _names(row))
    if not found:
        return
    kinds = {"name": _("nama"), "number": _("nomor"), "mail": _("surel"), "address": _("alamat")}
    told = ", ".join(f"{kinds[t.kind]} “{t.words}”" for t in found[:8])
    raise Refused(
        _("Masih ada yang menunjukkan siapa orangnya: %(found)s. Hapus, atau ganti dengan kata umum.")
        % {"found": told}
    )


def _names(row: Aspiration) -> list[str]:
    joined = Aspiration.objects.unscoped("names that must not be told").filter(joins=row)
    found = [row.name, row.answered_by_name, *joined.values_list("name", flat=True)]
    found += [row.responsible.name] if row.responsible else []
    return [name for name in dict.fromkeys(found) if name]
