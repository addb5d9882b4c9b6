from collections.abc import Sequence

from dampingi.capture.field.entries import APPLIED, Entry, Outcome, Sender
from dampingi.capture.field.kinds.already import compared, in_reach
from dampingi.foundation.origins.models import Origin
from dampingi.records.mentoring.actions import complete_stages
from dampingi.records.mentoring.intake import StageIntake
from dampingi.records.mentoring.models import StageCompletion


def apply(sender: Sender, _origin: Origin, entries: Sequence[Entry]) -> list[Outcome]:
    rows = [
        StageIntake(e.body.subject, e.body.values.id("stage"), e.body.values.day("done_on")) for e in entries
    ]
    in_reach(sender, (r.enrolment_id for r in rows))
    done = _done(rows)
    fresh = [r for r in rows if (r.enrolment_id, r.stage_id) not in done]
    if fresh:
        complete_stages(by=sender.by, rows=fresh)
    return [_outcome(done.get((r.enrolment_id, r.stage_id)), r) for r in rows]


def _done(rows: Sequence[StageIntake]) -> dict:
    found = StageCompletion.objects.unscoped("of participants whose reach is checked").filter(
        enrolment__in={r.enrolment_id for r in rows}
    )
    return {(c.enrolment_id, c.stage_id): c for c in found}


def _outcome(standing: StageCompletion | None, row: StageIntake) -> Outcome:
    return compared(standing, {"done_on": row.done_on}) if standing else APPLIED
