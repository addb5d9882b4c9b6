from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.jobs.models import Job
from dampingi.foundation.ui.lists import Column, Filter, ListOf
from dampingi.foundation.ui.states import State

_STATES = {
    Job.State.WAITING: State.NONE,
    Job.State.RUNNING: State.WATCH,
    Job.State.DONE: State.GOOD,
    Job.State.FAILED: State.LATE,
    Job.State.CANCELLED: State.NONE,
}

JOBS = ListOf(
    name="pekerjaan",
    noun=_("pekerjaan"),
    columns=(
        Column("kind", _("Pekerjaan"), lambda j: j.title, href=lambda j: reverse("job", args=[j.id])),
        Column(
            "state", _("Keadaan"), lambda j: (_STATES[j.state], j.get_state_display()), "state", ("state",)
        ),
        Column("created_at", _("Diminta"), "created_at", "moment", ("created_at",)),
        Column("finished_at", _("Selesai"), "finished_at", "moment", ("finished_at",)),
    ),
    order="-created_at",
    ties=("id",),
    filters=(Filter("state", _("Keadaan"), lambda: Job.State.choices),),
)
