import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.canonical import digest
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.notices.actions import notify
from dampingi.insight.evaluation.changes import changed
from dampingi.insight.evaluation.models import Computation, Evaluation, Result, Subject, TeamResult
from dampingi.insight.evaluation.queries import computation, corrections_to_come, pending
from dampingi.insight.evaluation.recomputing import computed
from dampingi.records.programmes.rosters import today_in

READY = gettext_noop("Hasil penilaian Anda sudah dapat dilihat. Anda dapat menyanggah sampai %(until)s.")
CHANGED = gettext_noop("Hasil penilaian Anda dihitung ulang sesudah sanggahan dijawab, dan berubah.")


@transaction.atomic
def compute(*, by: Actor, evaluation: Evaluation) -> Computation:
    """Results of what was locked, frozen and closed. Opens the window for objections. About a second for a city."""
    _hold(by, evaluation)
    if computation(evaluation):
        raise Conflict(
            _("Hasil penilaian ini sudah dihitung. Hitungan yang sama selalu memberi angka yang sama.")
        )
    days = evaluation.instrument.body["rules"]["objection_days"]
    until = today_in(evaluation.region) + datetime.timedelta(days=days)
    made = _keep(by, evaluation, 1, until)
    for subject in Subject.objects.filter(evaluation=evaluation).select_related("mentor"):
        notify(
            users=[subject.mentor.user_id], text=READY, values={"until": until.isoformat()},
            url=reverse("evaluation_result", args=[evaluation.id, subject.id]),
        )  # fmt: skip
    return made


@transaction.atomic
def recompute(*, by: Actor, evaluation: Evaluation) -> Computation:
    """The same once more with what granted objections corrected. Both stay; whoever's result changed is told, objector or not."""
    _hold(by, evaluation)
    before = computation(evaluation)
    if before is None:
        raise Refused(_("Hasilnya belum dihitung."))
    if today_in(evaluation.region) <= before.objections_until:
        raise Refused(_("Masa sanggah masih berjalan. Hitung ulang sesudah masa sanggah berakhir."))
    if pending(evaluation).exists():
        raise Refused(_("Masih ada sanggahan yang belum dijawab. Jawab semuanya, baru hitung ulang."))
    if not corrections_to_come(evaluation):
        raise Refused(_("Tidak ada bukti yang dikoreksi, jadi hasilnya tetap. Tidak perlu dihitung ulang."))
    made = _keep(by, evaluation, before.number + 1, before.objections_until)
    for subject in changed(before, made):
        notify(
            users=[subject.mentor.user_id], text=CHANGED,
            url=reverse("evaluation_result", args=[evaluation.id, subject.id]),
        )  # fmt: skip
    return made


def _hold(by: Actor, evaluation: Evaluation) -> None:
    by.require(Permission.MANAGE_EVALUATION, region=evaluation.region, programme=evaluation.programme_id)
    Evaluation.objects.unscoped("its own steps").select_for_update(of=("self",)).get(id=evaluation.id)


def _keep(by: Actor, evaluation: Evaluation, number: int, until: datetime.date) -> Computation:
    found = computed(evaluation, number)
    made = Computation.objects.create(
        evaluation=evaluation, number=number, inputs=found.inputs, seed=found.seed, summary=found.summary,
        digest=found.digest, by=by.label, objections_until=until,
    )  # fmt: skip
    subjects = {str(s.mentor_id): s for s in Subject.objects.filter(evaluation=evaluation)}
    Result.objects.bulk_create(
        Result(computation=made, subject=subjects[body["key"]], body=body, hash=digest(body))
        for body in found.mentors
    )
    TeamResult.objects.bulk_create(
        TeamResult(computation=made, region=body["key"], body=body, hash=digest(body)) for body in found.teams
    )
    record_event(
        by=by, action="compute_evaluation" if number == 1 else "recompute_evaluation",
        subject=("evaluation", evaluation.id), region=evaluation.region, programme=evaluation.programme_id,
        detail={"number": number, "digest": made.digest, **made.inputs},
    )  # fmt: skip
    return made
