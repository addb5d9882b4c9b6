"""A plan goes to the forum, is frozen for the head, and is approved or returned."""

import uuid
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.approvals.actions import submit
from dampingi.foundation.canonical import digest
from dampingi.foundation.errors import Conflict, Refused
from dampingi.outcomes.plans.actions.holding import held_plan, open_locked, recorded
from dampingi.outcomes.plans.freezing import composed, missing
from dampingi.outcomes.plans.models import Plan, State
from dampingi.outcomes.plans.names import NAME


@transaction.atomic
def bring_to_forum(*, by: Actor, plan: Plan) -> Plan:
    held = held_plan(by, plan)
    if held.state != State.DRAFT:
        raise Conflict(_("Rencana ini bukan rancangan lagi. Muat ulang halaman."))
    held.state = State.FORUM
    held.save(update_fields=["state"])
    recorded(by, held, "bring_plan_to_forum")
    return held


@transaction.atomic
def submit_plan(*, by: Actor, plan: Plan) -> Plan:
    """Freeze the plan with its hash and ask the head."""
    held = open_locked(by, plan)
    if by.user_id is None:
        raise Refused(_("Rencana diajukan oleh seorang penyusun."))
    body = composed(held)
    _complete(body)
    held.state, held.body, held.hash, held.version = State.WAITING, body, digest(body), held.version + 1
    held.returned_note = ""
    held.save(update_fields=["state", "body", "hash", "version", "returned_note"])
    submit(
        by=by, workflow=NAME, subject=(NAME, held.id), version=held.version, region=held.region, drafted_by=by.user_id,
        period=str(held.year),
    )  # fmt: skip
    return held


def _complete(body: dict[str, Any]) -> None:
    if not body["activities"]:
        raise Refused(_("Rencana ini belum memuat kegiatan. Ambil dari usulan atau tulis sendiri."))
    lacking = missing(body)
    if lacking:
        title, word = lacking[0]
        raise Refused(
            _('%(n)d isian masih kosong, antara lain %(word)s pada "%(title)s". Lengkapi lebih dahulu.')
            % {"n": len(lacking), "word": word, "title": title[:80]}
        )
    if body["ceiling"] is not None and body["budget"] > body["ceiling"]:
        raise Refused(_("Jumlah anggaran melebihi pagu. Kurangi kegiatan, atau ubah pagunya lebih dahulu."))


def approved(id: uuid.UUID, _version: int) -> None:
    Plan.objects.unscoped("decided").filter(id=id).update(state=State.APPROVED, approved_at=timezone.now())


def returned(id: uuid.UUID, _version: int, comment: str) -> None:
    """What is returned is worked on again; the approval keeps what was submitted by its version."""
    rows = Plan.objects.unscoped("decided").filter(id=id)
    rows.update(state=State.DRAFT, body=None, hash="", returned_note=comment)
