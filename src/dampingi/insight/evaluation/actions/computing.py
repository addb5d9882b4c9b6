import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.canonical import digest
from dampingi.foundation.errors import Conflict
from dampingi.foundation.notices.actions import notify
from dampingi.insight.evaluation.models import Computation, Evaluation, Result, Subject, TeamResult
from dampingi.insight.evaluation.recomputing import computed
from dampingi.records.programmes.rosters import today_in


@transaction.atomic
def compute(*, by: Actor, evaluation: Evaluation) -> Computation:
    """Results of what was locked, frozen and closed. Opens the window for objections. About a second for a city."""
    by.require(Permission.MANAGE_EVALUATION, region=evaluation.region, programme=evaluation.programme_id)
    if Computation.objects.filter(evaluation=evaluation).exists():
        raise Conflict(
            _("Hasil penilaian ini sudah dihitung. Hitungan yang sama selalu memberi angka yang sama.")
        )
    found = computed(evaluation)
    days = evaluation.instrument.body["rules"]["objection_days"]
    made = Computation.objects.create(
        evaluation=evaluation, inputs=found.inputs, seed=found.seed, summary=found.summary, digest=found.digest,
        by=by.label, objections_until=today_in(evaluation.region) + datetime.timedelta(days=days),
    )  # fmt: skip
    subjects = {
        str(s.mentor_id): s for s in Subject.objects.filter(evaluation=evaluation).select_related("mentor")
    }
    Result.objects.bulk_create(
        Result(computation=made, subject=subjects[body["key"]], body=body, hash=digest(body))
        for body in found.mentors
    )
    TeamResult.objects.bulk_create(
        TeamResult(computation=made, region=body["key"], body=body, hash=digest(body)) for body in found.teams
    )
    _tell(made, subjects)
    record_event(
        by=by, action="compute_evaluation", subject=("evaluation", evaluation.id), region=evaluation.region,
        programme=evaluation.programme_id, detail={"digest": made.digest, **made.inputs},
    )  # fmt: skip
    return made


def _tell(made: Computation, subjects: dict[str, Any]) -> None:
    for subject in subjects.values():
        notify(
            users=[subject.mentor.user_id],
            text=gettext_noop(
                "Hasil penilaian Anda sudah dapat dilihat. Anda dapat menyanggah sampai %(until)s."
            ),
            values={"until": made.objections_until.isoformat()},
            url=reverse("evaluation_result", args=[made.evaluation_id, subject.id]),
        )
