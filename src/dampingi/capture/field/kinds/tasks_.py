from collections.abc import Sequence

from dampingi.capture.field.entries import APPLIED, Entry, Outcome, Sender
from dampingi.capture.field.kinds.already import compared, in_reach
from dampingi.foundation.origins.models import Origin
from dampingi.records.mentoring.actions import submit_tasks
from dampingi.records.mentoring.intake import SubmissionIntake
from dampingi.records.mentoring.models import Submission as HandedIn

SAID = ("on", "text", "score", "feedback")


def apply(sender: Sender, _origin: Origin, entries: Sequence[Entry]) -> list[Outcome]:
    rows = [_intake(e) for e in entries]
    in_reach(sender, (r.enrolment_id for r in rows))
    known = _handed_in(rows)
    fresh = [r for r in rows if (r.enrolment_id, r.task_id) not in known]
    if fresh:
        submit_tasks(by=sender.by, rows=fresh)
    return [_outcome(known.get((r.enrolment_id, r.task_id)), r) for r in rows]


def _intake(entry: Entry) -> SubmissionIntake:
    said = entry.body.values
    return SubmissionIntake(
        enrolment_id=entry.body.subject,
        task_id=said.id("task"),
        on=said.day("on"),
        text=said.text("text", 4000),
        score=said.number("score", None),
        feedback=said.text("feedback", 2000),
    )


def _handed_in(rows: Sequence[SubmissionIntake]) -> dict:
    found = HandedIn.objects.unscoped("of participants whose reach is checked").filter(
        enrolment__in={r.enrolment_id for r in rows}
    )
    return {(s.enrolment_id, s.task_id): s for s in found}


def _outcome(standing: HandedIn | None, row: SubmissionIntake) -> Outcome:
    return compared(standing, {name: getattr(row, name) for name in SAID}) if standing else APPLIED
