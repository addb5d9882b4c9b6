import uuid
from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from dampingi.foundation.ui.formats import short_day
from dampingi.records.mentoring.models import StageCompletion
from dampingi.records.programmes.models import Enrolment, Stage

Track = list[dict[str, str]]


def stage_tracks(enrolments: Sequence[Enrolment], today: date) -> dict[uuid.UUID, Track]:
    """The programmes' stages of each participant as the stage-track component shows them. The caller has checked the reach."""
    completed = StageCompletion.objects.unscoped("of participants in reach").filter(enrolment__in=enrolments)
    done: dict[uuid.UUID, dict[uuid.UUID, date]] = {}
    for enrolment, stage, on in completed.values_list("enrolment_id", "stage_id", "done_on"):
        done.setdefault(enrolment, {})[stage] = on
    stages: dict[uuid.UUID, list[Stage]] = {}
    for found in Stage.objects.filter(programme__in={e.programme_id for e in enrolments}).order_by("order"):
        stages.setdefault(found.programme_id, []).append(found)
    return {e.id: _track(e, stages.get(e.programme_id, []), done.get(e.id, {}), today) for e in enrolments}


def _track(enrolment: Enrolment, stages: list[Stage], done: dict[uuid.UUID, date], today: date) -> Track:
    track: Track = []
    reached = False
    for stage in stages:
        if stage.id in done:
            state, note = "done", _("selesai %(day)s") % {"day": short_day(done[stage.id])}
        else:
            state = "skipped" if enrolment.exited_on else "next" if reached else "now"
            note = "" if enrolment.exited_on else _due(stage.due_on, today)
            reached = True
        track.append({"label": stage.name, "state": state, "note": note})
    return track


def _due(due_on: date, today: date) -> str:
    if due_on < today:
        return _("lewat tenggat %(days)d hari") % {"days": (today - due_on).days}
    return _("tenggat %(day)s") % {"day": short_day(due_on)}
