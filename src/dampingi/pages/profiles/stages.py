from datetime import date

from django.utils.translation import gettext as _

from dampingi.foundation.ui.formats import short_day
from dampingi.records.mentoring.models import StageCompletion
from dampingi.records.programmes.models import Enrolment


def stage_track(enrolment: Enrolment, today: date) -> list[dict[str, str]]:
    """The programme's stages as the stage-track component shows them. The caller has checked the reach."""
    done = dict(
        StageCompletion.objects.unscoped("of a participant in reach")
        .filter(enrolment=enrolment)
        .values_list("stage_id", "done_on")
    )
    track: list[dict[str, str]] = []
    reached = False
    for stage in enrolment.programme.stages.order_by("order"):
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
