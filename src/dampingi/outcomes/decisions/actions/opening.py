from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.insight.evaluation.models import Evaluation
from dampingi.insight.evaluation.queries import computation, unsettled
from dampingi.outcomes.decisions.models import Determination
from dampingi.outcomes.decisions.queries import of_evaluation

LEAST_LETTERS = 20


@transaction.atomic
def open_determination(*, by: Actor, evaluation: Evaluation) -> Determination:
    """Begin to decide, once the results are settled: no objection open, all answered, all computed."""
    _hold(by, evaluation)
    why = unsettled(evaluation)
    if why:
        raise Refused(_("Belum dapat diputuskan. %(why)s") % {"why": why})
    if of_evaluation(evaluation):
        raise Conflict(_("Penetapan untuk penilaian ini sudah dibuka. Buka yang sudah ada."))
    return _open(by, evaluation, number=1)


@transaction.atomic
def correct(*, by: Actor, determination: Determination, why: str) -> Determination:
    """A signed determination stays; a new one names it and decides anew about those it concerns."""
    _hold(by, determination.evaluation)
    last = of_evaluation(determination.evaluation)
    assert last is not None
    if last.signed_at is None:
        raise Conflict(_("Masih ada penetapan yang belum ditandatangani. Selesaikan itu dahulu."))
    if len(why.strip()) < LEAST_LETTERS:
        raise Refused(_("Tuliskan mengapa keputusannya diperbaiki, sedikitnya satu kalimat."))
    return _open(by, last.evaluation, number=last.number + 1, corrects=last, why=why.strip())


def _hold(by: Actor, evaluation: Evaluation) -> None:
    by.require(Permission.MANAGE_EVALUATION, region=evaluation.region, programme=evaluation.programme_id)
    Evaluation.objects.unscoped("its own steps").select_for_update(of=("self",)).get(id=evaluation.id)


def _open(by: Actor, evaluation: Evaluation, **more: Any) -> Determination:
    made = Determination.objects.create(
        evaluation=evaluation, computation=computation(evaluation), programme=evaluation.programme,
        region=evaluation.region, authority=evaluation.programme.region, opened_by=by.user_id, **more,
    )  # fmt: skip
    record_event(
        by=by, action="open_determination", subject=("determination", made.id), region=made.region,
        programme=made.programme_id, detail={"number": made.number, "results": made.computation.digest},
        values=[made.why],
    )  # fmt: skip
    return made
