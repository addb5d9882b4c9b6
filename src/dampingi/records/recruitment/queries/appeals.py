"""When a decision may be objected to, and from when it is final."""

from django.db.models import Exists, OuterRef, Q

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.records.programmes.rosters import today_in
from dampingi.records.recruitment.models import Appeal, Applicant, Call

S = Applicant.State


def appeals(actor: Actor):
    """Those the actor may answer, if they did not decide."""
    found = Applicant.objects.for_actor(actor, Permission.ANSWER_OBJECTIONS)
    return Appeal.objects.filter(applicant__in=found.values("id")).select_related("applicant__call")


def of_call(call: Call):
    """The unanswered first. The caller has checked the call."""
    rows = Appeal.objects.filter(applicant__call=call).select_related("applicant")
    return rows.order_by("answered_at", "at")


def may_object(found: Applicant) -> bool:
    """One who was not chosen, up to the last day before the decision is final."""
    if found.final_on is None or found.state not in (S.WAITING, S.REJECTED):
        return False
    return today_in(found.region) < found.final_on


def final(applicants, region: str):
    """Those whose decision can no longer be taken back: the days are over, and no objection on that post waits (of somebody who
    stepped back it waits for nothing)."""
    open_ = Appeal.objects.filter(
        ~Q(applicant__state=S.WITHDRAWN), outcome="", applicant__call=OuterRef("call"), applicant__region=OuterRef("region"), applicant__field=OuterRef("field")
    )  # fmt: skip
    return applicants.filter(Q(final_on=None) | Q(final_on__lte=today_in(region))).exclude(Exists(open_))
