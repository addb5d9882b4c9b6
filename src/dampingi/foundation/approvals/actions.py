import uuid

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.approvals.models import Approval, Verdict
from dampingi.foundation.approvals.queries import approvals_of, require_may_decide
from dampingi.foundation.approvals.workflows import workflows
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.notices.actions import notify
from dampingi.foundation.regions.codes import depth


@transaction.atomic
def submit(
    *,
    by: Actor,
    workflow: str,
    subject: tuple[str, uuid.UUID],
    version: int,
    region: str,
    drafted_by: uuid.UUID,
    programme: uuid.UUID | None = None,
    period: str = "",
) -> Approval:
    """Start a version of a subject on its way up; it waits for the first level above its own region."""
    levels = _levels_above(workflow, depth(region)) or [min(workflows[workflow].levels)]
    approval, new = Approval.objects.unscoped(
        "the submitter's reach is checked by the app that submits"
    ).get_or_create(
        workflow=workflow,
        subject_kind=subject[0],
        subject_id=subject[1],
        version=version,
        defaults={
            "region": region,
            "drafted_by": drafted_by,
            "programme": programme,
            "period": period,
            "level": levels[0],
        },
    )
    if not new:
        raise Conflict(_("Versi ini sudah diajukan. Tunggu keputusan pemeriksa."))
    record_event(by=by, action=f"submit_{workflow}", subject=subject, region=region, programme=programme)
    return approval


@transaction.atomic
def decide(*, by: Actor, approval: uuid.UUID, approved: bool, comment: str = "") -> Approval:
    """Approve at the level it waits for, or return it with a comment. Maker is never checker; nothing is decided twice."""
    found = Approval.objects.unscoped("checked below").select_for_update().filter(id=approval).first()
    if found is None:
        raise Refused(_("Ajuan itu tidak ada."), status=404)
    require_may_decide(by, found)
    if not approved and not comment.strip():
        raise Refused(_("Tulis apa yang perlu diperbaiki sebelum mengembalikan ajuan ini."))
    guard = workflows[found.workflow].guard
    if guard:
        guard(found, approved, comment)
    Verdict.objects.create(
        approval=found,
        level=found.level,
        approved=approved,
        comment=comment.strip(),
        by=by.user_id,
        by_name=by.name,
    )
    record_event(
        by=by,
        action=f"{'approve' if approved else 'return'}_{found.workflow}",
        subject=(found.subject_kind, found.subject_id),
        region=found.region,
        programme=found.programme,
        detail={"level": found.level, "version": found.version},
        values=[comment],
    )
    _move_on(found, approved, comment)
    return found


def settle(
    *, by: Actor, subject: tuple[str, uuid.UUID], decision: str, comment: str = "", version: str | None = None
) -> bool:  # fmt: skip
    """What the form of `c-verdict` says of the version that waits, and that was read where `version` says which; returns whether it was approved."""
    if decision not in ("approve", "return"):
        raise Refused(_("Pilih setujui atau kembalikan."))
    waiting = approvals_of(*subject).filter(state=Approval.State.WAITING).first()
    if waiting is None:
        raise Conflict(
            _("Tidak ada yang menunggu keputusan di sini. Muat ulang halaman untuk melihat keputusannya.")
        )
    if version is not None and version != str(waiting.version):
        raise Conflict(_("Ini diajukan lagi dengan isi lain. Baca dahulu, lalu putuskan."))
    decide(by=by, approval=waiting.id, approved=decision == "approve", comment=comment)
    return decision == "approve"


@transaction.atomic
def withdraw(*, by: Actor, workflow: str, subject: tuple[str, uuid.UUID], reason: str) -> None:
    """What waits for a decision is no longer asked: its subject went another way. The caller has checked that it may."""
    waiting = Approval.objects.unscoped("the app that submitted takes it back").select_for_update()
    for found in waiting.filter(
        workflow=workflow, subject_kind=subject[0], subject_id=subject[1], state=Approval.State.WAITING
    ):
        found.state = Approval.State.RETURNED
        found.save(update_fields=["state"])
        record_event(
            by=by, action=f"withdraw_{workflow}", subject=subject, region=found.region, programme=found.programme,
            reason=reason, detail={"version": found.version},
        )  # fmt: skip


def _move_on(approval: Approval, approved: bool, comment: str) -> None:
    workflow = workflows[approval.workflow]
    above = _levels_above(approval.workflow, approval.level)
    if approved and above:
        approval.level = above[0]
    else:
        approval.state = Approval.State.APPROVED if approved else Approval.State.RETURNED
    approval.save(update_fields=["level", "state"])
    if approval.state == Approval.State.APPROVED:
        workflow.on_approved(approval.subject_id, approval.version)
    elif approval.state == Approval.State.RETURNED:
        workflow.on_returned(approval.subject_id, approval.version, comment)
    elif workflow.on_passed:
        workflow.on_passed(approval.subject_id, approval.version)
    _tell_drafter(approval)


def _tell_drafter(approval: Approval) -> None:
    texts: dict[str, str] = {
        Approval.State.APPROVED: gettext_noop("%(title)s sudah disetujui."),
        Approval.State.RETURNED: gettext_noop("%(title)s dikembalikan untuk diperbaiki."),
    }
    if approval.state in texts:
        workflow = workflows[approval.workflow]
        notify(
            users=[approval.drafted_by],
            text=texts[approval.state],
            values={"title": workflow.title(approval.subject_id)},
            url=workflow.url(approval.subject_id),
        )


def _levels_above(workflow: str, below: int) -> list[int]:
    """The checking depths above `below`, nearest first. (What the top level drafts, another person there checks.)"""
    return [d for d in workflows[workflow].levels if d < below]
