"""Monthly reports: drafted from the records, handed in more or less on time, checked on the way up, a few sent back."""

import datetime
import uuid
from collections import defaultdict
from dataclasses import dataclass

from dampingi.demo.building import Building
from dampingi.demo.calendars import add_months, last_day
from dampingi.demo.content import read
from dampingi.demo.dice import picker, stream
from dampingi.demo.steps.agreeing import tick
from dampingi.demo.steps.people import exemplary
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.approvals.actions import decide
from dampingi.foundation.approvals.models import Approval
from dampingi.foundation.regions.codes import ancestor, depth
from dampingi.records.mentoring.actions import draft_reports, submit_reports, write_reports
from dampingi.records.mentoring.intake import ReportWords
from dampingi.records.mentoring.models import MonthlyReport
from dampingi.records.programmes.actions import close_month

DAY = datetime.timedelta(days=1)
_DAYS = [d * DAY for d in (-2, 0, 3, 9)]
"""Before or after the due day: reports come in in bunches."""


@dataclass(frozen=True)
class Checkers:
    """Who decides at which level: the kecamatan's mentors, and two people of the city."""

    kecamatan: dict[str, Actor]
    city: tuple[Actor, Actor]

    def for_(self, approval: Approval) -> Actor:
        if approval.level == 3:
            return self.kecamatan[ancestor(approval.region, 3)]
        mentor, office = self.city
        return office if depth(approval.region) == 2 else mentor


def hand_in(b: Building) -> None:
    """Month after month; the latest month's reports still wait for their checkers."""
    checkers = _checkers(b)
    for month in b.year.full_months:
        latest = month == b.year.full_months[-1] and not b.over
        b.clock.set(last_day(month))
        drafts = draft_reports(by=b.by, programme=b.programme, month=month)
        tick(b, month, drafts)
        handed = _write_and_submit(b, month, drafts, latest=latest)
        _check(b, month, handed, checkers, latest=latest)
    for month in b.year.full_months[: None if b.over else -2]:
        b.clock.set(min(b.today, add_months(month, 1) + 25 * DAY))
        close_month(by=b.by, programme=b.programme, month=month)


def _checkers(b: Building) -> Checkers:
    kecamatan = {m.region: b.acting(m.user) for m in b.mentors if depth(m.region) == 3}
    return Checkers(kecamatan, (b.persona("pendamping-kota"), b.persona("penyelenggara")))


def _write_and_submit(
    b: Building, month: datetime.date, drafts: list[MonthlyReport], *, latest: bool
) -> list[MonthlyReport]:
    """Those handed in, in the order of their days. Of the latest month the persona's own is still a draft."""
    dice, rng = stream(b.seed, f"reports/{month}"), picker(b.seed, f"reports/{month}")
    own = {b.persona("pendamping").user_id} if latest else set()
    diligence = {m.id: d for m, d in zip(b.mentors, b.guides.diligence, strict=True)}
    days: dict[datetime.date, list[MonthlyReport]] = defaultdict(list)
    for report in sorted(drafts, key=lambda r: (r.region, r.mentor.name, str(r.mentor_id))):
        late = float(dice.normal(0, 2.1)) - 4.2 * (diligence[report.mentor_id] - 0.82)
        on = report.due_on + next(d for d in _DAYS if d >= min(round(late), 9) * DAY)
        lost = dice.random() < 0.012
        if on <= b.today and not lost and report.mentor.user_id not in own:
            days[on].append(report)
    handed = []
    for on in sorted(days):
        b.clock.set(on)
        write_reports(by=b.by, rows=[_words(r, rng) for r in days[on]])
        handed += submit_reports(by=b.by, reports=days[on], on=on)
    return handed


def _words(report: MonthlyReport, rng) -> ReportWords:
    said = read("speech")
    return ReportWords(
        report.id, rng.choice(said["obstacles"]), rng.choice(said["successes"]), rng.choice(said["plans"])
    )


def _check(
    b: Building, month: datetime.date, handed: list[MonthlyReport], checkers: Checkers, *, latest: bool
) -> None:
    rng = picker(b.seed, f"checks/{month}")
    ids = {r.id: r for r in handed}
    waiting = Approval.objects.unscoped("the demo's checkers decide their own").filter(
        subject_id__in=list(ids)
    )
    by_subject = {a.subject_id: a for a in waiting.prefetch_related("verdicts")}
    mine = ancestor(exemplary(b), 3)
    for report in handed:
        approval = by_subject[report.id]
        b.clock.set(min(b.today, (report.submitted_on or b.today) + rng.randint(1, 5) * DAY))
        leave = latest and (ancestor(report.region, 3) == mine or rng.random() < 0.45)
        if leave:
            continue
        if rng.random() < 0.035:
            _send_back(b, report, approval, checkers, rng, again=not latest)
        else:
            _approve(b, approval, checkers, levels=1 if latest and rng.random() < 0.6 else 2)


def _approve(b: Building, approval: Approval, checkers: Checkers, *, levels: int) -> None:
    for _level in range(levels):
        if approval.state == Approval.State.WAITING:
            approval = decide(by=checkers.for_(approval), approval=approval.id, approved=True)


def _send_back(
    b: Building, report: MonthlyReport, approval: Approval, checkers: Checkers, rng, *, again: bool
) -> None:
    comment = rng.choice(read("speech")["returns"])
    decide(by=checkers.for_(approval), approval=approval.id, approved=False, comment=comment)
    if again:
        _hand_in_again(b, report.id, checkers)


def _hand_in_again(b: Building, report: uuid.UUID, checkers: Checkers) -> None:
    mended = MonthlyReport.objects.for_actor(b.by, "draft_monthly_reports").get(id=report)
    words = ReportWords(report, mended.obstacle, mended.success, f"{mended.plan} (dilengkapi)")
    write_reports(by=b.by, rows=[words])
    again = mended.submitted_on + 7 * DAY
    b.clock.set(again)
    submit_reports(by=b.by, reports=[mended], on=again)
    following = Approval.objects.unscoped("the demo's checkers decide their own").filter(subject_id=report)
    _approve(b, following.get(state=Approval.State.WAITING), checkers, levels=2)
