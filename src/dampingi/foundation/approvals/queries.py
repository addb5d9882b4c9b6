from collections.abc import Hashable
from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.approvals.models import Approval
from dampingi.foundation.approvals.workflows import Workflow, workflows
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.regions.codes import ancestor, depth, inside
from dampingi.foundation.regions.queries import name_of


def waiting_for(actor: Actor) -> list[Approval]:
    """What this person can decide now, oldest first: one question for all workflows, for every page's badge asks it.

    Those whose permission reaches equally far are asked of together: an office holds dozens of them for its one region."""
    alike: dict[Hashable, list[Workflow]] = {}
    for workflow in workflows.values():
        if not workflow.gathered and actor.regions(workflow.permission):
            alike.setdefault((actor.scopes(workflow.permission), workflow.exact), []).append(workflow)
    parts = [
        Approval.objects.for_actor(actor, each[0].permission).filter(
            _of_own_level(actor, each[0]), workflow__in=[w.name for w in each], state=Approval.State.WAITING
        )
        for each in alike.values()
    ]
    if not parts:
        return []
    waiting = reduce(or_, parts).prefetch_related("verdicts").order_by("submitted_at", "id")
    return [a for a in waiting if may_decide(actor, a)]


def approvals_of(subject_kind: str, subject_id):
    """Every version's approvals with their verdicts, newest version first. The caller has checked the subject."""
    found = Approval.objects.unscoped("one subject the caller may see").filter(
        subject_kind=subject_kind, subject_id=subject_id
    )
    return found.prefetch_related("verdicts").order_by("-version")


def _of_own_level(actor: Actor, workflow: Workflow) -> Q:
    """Nothing that waits above the regions the actor checks is theirs; where it is decided by the very region, nor what waits below."""
    if not workflow.exact:
        return Q(level__gte=min(depth(prefix) for prefix in actor.regions(workflow.permission)))
    own = {scope.region for scope in actor.scopes(workflow.permission)}
    return reduce(or_, (Q(level=depth(region)) & inside(region) for region in own))


def may_decide(actor: Actor, approval: Approval) -> bool:
    try:
        require_may_decide(actor, approval)
    except Refused:
        return False
    return True


def require_may_decide(by: Actor, approval: Approval) -> None:
    if approval.state != Approval.State.WAITING:
        raise Conflict(_("Ajuan ini sudah diputuskan. Muat ulang halaman untuk melihat keputusannya."))
    if by.user_id is None or by.user_id == approval.drafted_by:
        raise Denied(_("Penyusun tidak boleh memeriksa ajuannya sendiri."))
    if any(v.by == by.user_id for v in approval.verdicts.all()):
        raise Denied(
            _("Anda sudah memutuskan ajuan ini di tingkat sebelumnya; tingkat ini harus orang lain.")
        )
    workflow, region = workflows[approval.workflow], ancestor(approval.region, approval.level)
    if workflow.makers and by.user_id in workflow.makers(approval.subject_id):
        raise Denied(_("Anda ikut menyusun ajuan ini; orang lain yang memeriksanya."))
    by.require(workflow.permission, region=region, programme=approval.programme)
    if workflow.exact and not any(s.region == region for s in by.scopes(workflow.permission)):
        raise Denied(_("Ajuan ini diputuskan oleh %(place)s sendiri.") % {"place": name_of(region)})
