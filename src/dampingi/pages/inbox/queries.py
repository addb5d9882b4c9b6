"""What waits for a person: what they may decide, what they were told, and the work their role has open."""

import datetime
import uuid
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.approvals.models import Approval
from dampingi.foundation.approvals.queries import waiting_for
from dampingi.foundation.approvals.workflows import workflows
from dampingi.foundation.errors import Refused
from dampingi.foundation.notices.queries import notices_for
from dampingi.foundation.regions.codes import zone
from dampingi.foundation.regions.queries import names
from dampingi.foundation.stamps import Kept
from dampingi.foundation.ui.formats import day
from dampingi.foundation.ui.states import State
from dampingi.records.meetings.queries.items import own_items
from dampingi.records.mentoring.models import MonthlyReport
from dampingi.records.mentoring.workflow import report_title
from dampingi.records.problems.queries import own_agreed, waiting_here
from dampingi.records.questions.listing import state_of
from dampingi.records.questions.models import Question
from dampingi.records.questions.queries import waiting_for_me

OLD_DAYS = 7
SHOWN_QUESTIONS = 20


@dataclass(frozen=True)
class Waiting:
    """One subject that waits for this person's decision, with what is needed to judge whether to open it now."""

    approval: Approval
    title: str
    place: str
    url: str
    days: int
    late: bool | None
    facts: tuple[tuple[str, str], ...]
    quick: bool = True
    """May be decided from the inbox; what asks for a reason is opened first."""

    @property
    def state(self) -> State:
        return State.LATE if self.days > OLD_DAYS else State.WATCH if self.days > 2 else State.GOOD

    @property
    def waited(self) -> str:
        return _("hari ini") if self.days == 0 else _("menunggu %(days)d hari") % {"days": self.days}


def waiting(actor: Actor) -> list[Waiting]:
    """Oldest first, with the figures of those that are monthly reports."""
    found = waiting_for(actor)
    places = names(approval.region for approval in found)
    reports = _reports([a.subject_id for a in found if a.subject_kind == "monthly_report"])
    return [_waiting(approval, places, reports.get(approval.subject_id)) for approval in found]


def waiting_count(actor: Actor) -> int:
    """Every page shows it: counted once for as long as nobody commits anything."""
    return _counts.of((actor.user_id, actor.held, timezone.localdate()), lambda: _count(actor))


_counts: Kept[int] = Kept(most=2000)


def _count(actor: Actor) -> int:
    asked = own_items(actor).count() + own_agreed(actor).count() + waiting_here(actor).count()
    return len(waiting_for(actor)) + notices_for(actor, unread=True).count() + asked


def asked(actor: Actor) -> list[Question]:
    """Questions of the clinic this person was asked to answer, the nearest promise first, with how they stand."""
    found = list(waiting_for_me(actor)[:SHOWN_QUESTIONS])
    for each in found:
        each.look, each.look_words = state_of(each, timezone.localdate())  # type: ignore[attr-defined]
    return found


def approval_of(actor: Actor, id: uuid.UUID) -> Approval:
    """A subject in the reader's reach, decided or not."""
    found = Approval.objects.for_actor(actor, Permission.CHECK_MONTHLY_REPORTS).filter(id=id).first()
    if found is None:
        raise Refused(_("Ajuan itu tidak ada, atau di luar wilayah Anda."), status=404)
    return found


def decided_here(approval: Approval) -> bool:
    """Whether a press in the inbox is enough. What has rules of its own, or a page for its dozens, is decided there."""
    workflow = workflows[approval.workflow]
    return workflow.guard is None and not workflow.gathered


def may_check(actor: Actor) -> bool:
    return any(actor.holds(w.permission) for w in workflows.values() if not w.gathered)


def _reports(ids: list[uuid.UUID]) -> dict[uuid.UUID, MonthlyReport]:
    found = MonthlyReport.objects.unscoped("their approvals wait for the reader").filter(id__in=ids)
    return {report.id: report for report in found.select_related("mentor")}


def _waiting(approval: Approval, places: dict[str, str], report: MonthlyReport | None) -> Waiting:
    workflow = workflows[approval.workflow]
    today = timezone.now().astimezone(zone(approval.region)).date()
    since = approval.submitted_at.astimezone(zone(approval.region)).date()
    return Waiting(
        approval=approval,
        title=report_title(report) if report else workflow.title(approval.subject_id),
        place=places.get(approval.region, approval.region),
        url=workflow.url(approval.subject_id),
        days=max(0, (today - since).days),
        late=report.late if report else None,
        facts=_facts(report, since),
        quick=decided_here(approval),
    )


def _facts(report: MonthlyReport | None, since: datetime.date) -> tuple[tuple[str, str], ...]:
    if report is None:
        return ((_("Diajukan"), day(since)),)
    figures = report.figures
    return (
        (_("Kunjungan"), str(figures.get("visits", "–"))),
        (_("Peserta ditemui"), f"{figures.get('met', '–')}/{figures.get('participants', '–')}"),
        (_("Tahap lewat tenggat"), str(figures.get("stages_overdue", "–"))),
    )
