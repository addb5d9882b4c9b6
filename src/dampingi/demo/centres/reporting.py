"""Monthly reports of the consultants: most in time, some late, one missed; the centre's head or the kabupaten checks."""

import datetime

from dampingi.demo.calendars import add_months, last_day
from dampingi.demo.centres.scene import Centres
from dampingi.demo.content import read
from dampingi.demo.dice import picker
from dampingi.demo.personas import BELITUNG
from dampingi.demo.steps.agreeing import tick
from dampingi.foundation.approvals.actions import decide
from dampingi.foundation.approvals.models import Approval
from dampingi.records.mentoring.actions import draft_reports, submit_reports, write_reports
from dampingi.records.mentoring.intake import ReportWords
from dampingi.records.mentoring.models import MonthlyReport
from dampingi.records.programmes.actions import close_month

DAY = datetime.timedelta(days=1)
LATE, MISSED = 0.14, 0.02
CHECKERS = {BELITUNG: "dinas-belitung"}
CENTRE_HEAD = "kepala-plut"


def report(b: Centres) -> None:
    """The latest month's still wait for their checker; the personas' own are drafts."""
    rng = picker(b.seed, "centres/reports")
    for month in b.year.full_months:
        latest = month == b.year.full_months[-1]
        b.clock.set(last_day(month))
        drafts = draft_reports(by=b.by, programme=b.programme, month=month)
        tick(b, month, drafts)
        handed = _hand_in(b, [d for d in drafts if not (latest and d.mentor.user in b.users.values())], rng)
        if not latest:
            _check(b, month, handed)
    for month in [b.year.on(1, 1), *b.year.full_months[:-2]]:
        b.clock.set(min(b.today, add_months(month, 1) + 25 * DAY))
        close_month(by=b.by, programme=b.programme, month=month)


def _hand_in(b: Centres, drafts: list[MonthlyReport], rng) -> list[MonthlyReport]:
    said, handed = read("speech"), []
    for report in sorted(drafts, key=lambda r: (r.region, r.mentor.field, r.mentor.name)):
        chance = rng.random()
        on = report.due_on + (3 * DAY if chance < LATE else -DAY)
        if on > b.today or chance > 1 - MISSED:
            continue
        b.clock.set(on)
        words = ReportWords(
            report.id,
            rng.choice(said["obstacles"]),
            rng.choice(said["successes"]),
            rng.choice(said["plans"]),
        )
        write_reports(by=b.by, rows=[words])
        handed += submit_reports(by=b.by, reports=[report], on=on)
    return handed


def _check(b: Centres, month: datetime.date, handed: list[MonthlyReport]) -> None:
    b.clock.set(min(b.today, add_months(month, 1) + 12 * DAY))
    waiting = Approval.objects.unscoped("the demo's checkers decide their own").filter(
        subject_id__in=[r.id for r in handed]
    )
    for approval in waiting.order_by("region", "id"):
        by = b.persona(CHECKERS.get(approval.region, CENTRE_HEAD))
        decide(by=by, approval=approval.id, approved=True)
