import uuid
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission, Role
from dampingi.foundation.accounts.queries import users_with
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.canonical import digest
from dampingi.foundation.errors import Conflict, Denied
from dampingi.foundation.notices.actions import notify
from dampingi.insight.agreements.queries import in_force
from dampingi.insight.evaluation.documents import mentors_of_level
from dampingi.insight.evaluation.models import Evaluation, Instrument, InstrumentLock
from dampingi.records.programmes.rosters import today_in

TO_LOCK = gettext_noop("%(name)s menunggu Anda kunci sebelum siapa pun dinilai.")


@transaction.atomic
def lock_instrument(*, by: Actor, evaluation: Evaluation) -> InstrumentLock:
    """Fix criteria, weights, targets and rules before anything is scored, by someone who did not make them. Nothing unlocks it.

    What each mentor of the level and the office have signed is fixed with it. Raises Denied for whoever wrote the instrument or
    began the evaluation, Conflict where it is locked.
    """
    by.require(Permission.LOCK_INSTRUMENTS, region=evaluation.region, programme=evaluation.programme_id)
    found = Evaluation.objects.unscoped("reach is checked above").select_for_update().get(id=evaluation.id)
    if InstrumentLock.objects.filter(evaluation=found).exists():
        raise Conflict(_("Instrumen penilaian ini sudah dikunci."))
    if by.label in makers(found):
        raise Denied(
            _(
                "Yang mengunci bukan yang menyusun instrumen atau memulai penilaian ini. Minta orang lain menguncinya."
            )
        )
    now = timezone.now()
    Instrument.objects.filter(id=found.instrument_id, locked_at=None).update(
        locked_at=now, locked_by=by.label
    )
    targets = signed_by_mentors(found)
    made = InstrumentLock.objects.create(
        evaluation=found, instrument_hash=found.instrument.hash, targets=targets, at=now, by=by.label, by_name=by.name,
        digest=digest({"instrument": found.instrument.hash, "targets": targets}),
    )  # fmt: skip
    record_event(
        by=by, action="lock_instrument", subject=("evaluation", found.id), region=found.region,
        programme=found.programme_id, detail={"hash": made.instrument_hash, "digest": made.digest},
    )  # fmt: skip
    return made


def makers(evaluation: Evaluation) -> set[str]:
    return {evaluation.created_by, evaluation.instrument.published_by} - {""}


def tell_lockers(evaluation: Evaluation) -> None:
    notify(
        users=[u.id for u in users_with(Role.HEAD, region=evaluation.region, on=today_in(evaluation.region))],
        text=TO_LOCK, values={"name": evaluation.instrument.name}, url=reverse("evaluation", args=[evaluation.id]),
    )  # fmt: skip


def signed_by_mentors(evaluation: Evaluation) -> dict[str, Any]:
    """mentor -> what they and the office have signed until now, None without: of all serving at this level."""
    ids = serving(evaluation)
    agreed = in_force(ids)
    return {
        str(id): {"number": agreed[id].number, "hash": agreed[id].hash} if id in agreed else None
        for id in ids
    }


def serving(evaluation: Evaluation) -> list[uuid.UUID]:
    return list(
        mentors_of_level(evaluation).filter(ended_on=None).order_by("id").values_list("id", flat=True)
    )
