"""Who attended enough of a curriculum: established by the office with what they attended, frozen for the certificate."""

import uuid
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.notices.actions import notify
from dampingi.foundation.rowwise import insert_objects
from dampingi.records.learning.actions.curricula import lock_curriculum
from dampingi.records.learning.models import Attendance, Completion, Curriculum, Module
from dampingi.records.learning.passing import needed
from dampingi.records.learning.queries.curricula import learners

COMPLETED = gettext_noop("Anda memenuhi syarat sertifikat %(title)s. Unduh sertifikatnya di Pelatihan saya.")


@transaction.atomic
def establish_completions(*, by: Actor, curriculum: uuid.UUID) -> list[Completion]:
    """Everyone who meets the rule today and has none yet. What is established stays, also when the rule changes later."""
    found = lock_curriculum(by, curriculum)
    modules = list(found.modules.all())
    if not modules:
        raise Refused(_("Kurikulum ini belum memiliki modul. Tambahkan modulnya dahulu."))
    kept = Completion.objects.unscoped("who has one").filter(curriculum=found).values("enrolment")
    rows = learners(by, found, Permission.MANAGE_INTAKE).filter(
        done__gte=needed(len(modules), found.least_share)
    )
    ready = list(rows.exclude(id__in=kept).order_by("region", "person__key", "id"))
    if not ready:
        raise Conflict(_("Tidak ada peserta baru yang memenuhi syarat. Lihat siapa yang masih kurang."))
    attended = _attended(found, [e.id for e in ready])
    made = [
        Completion(
            curriculum=found, enrolment=e, programme_id=e.programme_id, region=e.region, by=by.user_id, by_name=by.name,
            total=len(modules), share=found.least_share, sessions=attended[e.id],
        )
        for e in ready
    ]  # fmt: skip
    insert_objects(made)
    record_event(
        by=by, action="establish_completions", subject=("curriculum", found.id), region=found.programme.region,
        programme=found.programme_id, detail={"rows": len(made)},
        values=[(str(c.enrolment_id), c.sessions) for c in made],
    )  # fmt: skip
    users = [e.person.user_id for e in ready if e.person.user_id]
    notify(users=users, text=COMPLETED, values={"title": found.title}, url=reverse("own_trainings"))
    return made


def _attended(curriculum: Curriculum, ids: list[uuid.UUID]) -> dict[uuid.UUID, list[dict[str, Any]]]:
    """enrolment -> for each module attended its first session, in the curriculum's order."""
    rows = Attendance.objects.unscoped("of participants in reach").filter(
        enrolment__in=ids, present=True, training__module__curriculum=curriculum
    )
    first: dict[tuple[uuid.UUID, uuid.UUID], tuple[Module, Any]] = {}
    for a in rows.select_related("training__module").order_by("training__on", "training__title", "id"):
        first.setdefault((a.enrolment_id, a.training.module_id), (a.training.module, a.training))
    found: dict[uuid.UUID, list[dict[str, Any]]] = {id: [] for id in ids}
    for (enrolment, _module), (module, training) in sorted(first.items(), key=lambda item: item[1][0].order):
        found[enrolment].append(
            {"title": module.title, "on": training.on.isoformat(), "minutes": training.minutes}
        )
    return found
