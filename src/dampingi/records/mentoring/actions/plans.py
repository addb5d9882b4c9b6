import datetime
import uuid
from collections import Counter
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.definitions import choices, source_names
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.notices.actions import notify
from dampingi.foundation.rowwise import insert_objects
from dampingi.records.businesses.queries import reached
from dampingi.records.mentoring.addresses import plan_address
from dampingi.records.mentoring.models import Plan, PlannedVisit, Visit
from dampingi.records.mentoring.queries.plans import still_planned
from dampingi.records.programmes.models import Enrolment, Mentor
from dampingi.records.programmes.queries import enrolments_by_business, mentors_of
from dampingi.records.programmes.rosters import CHUNK

FURTHEST = datetime.timedelta(days=366)
WHY_NOT = {
    "outsider": gettext_noop("bukan peserta aktif suatu program"),
    "no_mentor": gettext_noop("peserta sedang tidak mempunyai pendamping"),
    "planned": gettext_noop("sudah ada rencana kunjungan dengan topik yang sama"),
}
"""Why a business gets no planned visit; the codes stand in `Plan.unmet`."""


@transaction.atomic
def plan_visits(
    *,
    by: Actor,
    region: str,
    businesses: Sequence[uuid.UUID],
    topic: str,
    due_on: datetime.date,
    about: str = "",
    note: str = "",
    today: datetime.date | None = None,
) -> Plan:
    """Ask the mentors of these businesses to visit them about a topic by a day. Who cannot be visited, and why, is kept too.

    `about` is the constraint (or the field) it is for, by its code.
    """
    today = today or timezone.localdate()
    by.require(Permission.PLAN_HELP, region=region)
    wanted = reached(by, Permission.PLAN_HELP, businesses)
    _check(topic, due_on, about, today)
    plan = Plan(
        region=region, topic=topic, about=about, note=note.strip(), due_on=due_on, by=by.user_id, by_name=by.name, made_on=today,
    )  # fmt: skip
    visits = _visits(plan, wanted, today)
    if not visits:
        reasons = {_(WHY_NOT[why]) for _id, why in plan.unmet}
        raise Refused(
            _("Tidak ada usaha yang dapat dikunjungi: %(why)s. Pilih pelatihan atau klinik untuk mereka.")
            % {"why": ", ".join(sorted(reasons)) or _("tidak ada usaha terpilih")}
        )
    plan.save(force_insert=True)
    insert_objects(visits)
    _tell(plan, visits)
    record_event(
        by=by, action="plan_visits", subject=("plan", plan.id), region=region,
        detail={"visits": len(visits), "unmet": len(plan.unmet)}, values=[str(v.enrolment_id) for v in visits],
    )  # fmt: skip
    return plan


@transaction.atomic
def cancel_plan(*, by: Actor, plan: uuid.UUID, reason: str) -> Plan:
    """Take a plan back: what was visited stays visited, the rest leaves the mentors' day."""
    reached_by = Plan.objects.for_actor(by, Permission.PLAN_HELP).filter(id=plan)
    found = (
        Plan.objects.unscoped("reach is checked by the id")
        .select_for_update()
        .filter(id=plan, pk__in=reached_by.values("pk"))
        .first()
    )
    if found is None:
        raise Refused(_("Rencana itu tidak ada, atau di luar wilayah Anda."), status=404)
    if found.cancelled_at:
        raise Conflict(_("Rencana itu sudah dibatalkan."))
    if not reason.strip():
        raise Refused(_("Tulis alasan membatalkan rencana ini."))
    found.cancelled_at, found.cancel_reason = timezone.now(), reason.strip()
    found.save(update_fields=["cancelled_at", "cancel_reason"])
    record_event(
        by=by, action="cancel_plan", subject=("plan", found.id), region=found.region, reason=reason.strip()
    )
    return found


def tick_off(visits: Sequence[Visit]) -> None:
    """Planned visits of these participants are done by the first visit on or after the day they were planned."""
    first: dict[uuid.UUID, Visit] = {}
    for visit in sorted(visits, key=lambda v: v.on):
        first.setdefault(visit.enrolment_id, visit)
    ids = list(first)
    for start in range(0, len(ids), CHUNK):
        for planned in (
            still_planned().filter(enrolment__in=ids[start : start + CHUNK]).select_related("plan")
        ):
            visit = next(
                (
                    v
                    for v in visits
                    if v.enrolment_id == planned.enrolment_id and v.on >= planned.plan.made_on
                ),
                None,
            )
            if visit:
                planned.visit = visit
                planned.save(update_fields=["visit"])


def _check(topic: str, due_on: datetime.date, about: str, today: datetime.date) -> None:
    if topic not in choices("topics"):
        raise Refused(_("Topik %(topic)s tidak dikenal. Pilih dari daftar topik.") % {"topic": topic})
    if about and about not in source_names("constraints") | source_names("constraint_fields"):
        raise Refused(_("Kode kendala %(code)s tidak dikenal. Pilih dari daftar kendala.") % {"code": about})
    if not today <= due_on <= today + FURTHEST:
        raise Refused(_("Batas waktu kunjungan mulai hari ini sampai setahun ke depan. Perbaiki tanggalnya."))


def _visits(plan: Plan, businesses: list[uuid.UUID], today: datetime.date) -> list[PlannedVisit]:
    enrolments = enrolments_by_business(businesses)
    mentors = _mentors(enrolments, today)
    planned = _already(enrolments, plan.topic)
    found: list[PlannedVisit] = []
    for business in businesses:
        enrolment = enrolments.get(business)
        mentor = mentors.get(enrolment.id) if enrolment else None
        if enrolment and mentor and enrolment.id not in planned:
            found.append(
                PlannedVisit(
                    plan=plan, enrolment=enrolment, mentor=mentor, programme_id=enrolment.programme_id, region=enrolment.region
                )
            )  # fmt: skip
        else:
            why = "outsider" if enrolment is None else "no_mentor" if mentor is None else "planned"
            plan.unmet.append([str(business), why])
    return found


def _mentors(enrolments: dict[uuid.UUID, Enrolment], today: datetime.date) -> dict[uuid.UUID, Mentor]:
    ids = [e.id for e in enrolments.values()]
    found: dict[uuid.UUID, Mentor] = {}
    for start in range(0, len(ids), CHUNK):
        found |= mentors_of(ids[start : start + CHUNK], on=today)
    return found


def _already(enrolments: dict[uuid.UUID, Enrolment], topic: str) -> set[uuid.UUID]:
    ids = [e.id for e in enrolments.values()]
    found: set[uuid.UUID] = set()
    for start in range(0, len(ids), CHUNK):
        rows = still_planned().filter(enrolment__in=ids[start : start + CHUNK], plan__topic=topic)
        found.update(rows.values_list("enrolment_id", flat=True))
    return found


def _tell(plan: Plan, visits: Sequence[PlannedVisit]) -> None:
    """One notice a mentor, however many they are to visit."""
    for user, count in Counter(v.mentor.user_id for v in visits).items():
        notify(
            users=[user],
            text=gettext_noop("%(count)s dampingan Anda direncanakan dikunjungi sampai %(day)s."),
            values={"count": count, "day": f"{plan.due_on:%d-%m-%Y}"},
            url=plan_address(plan.id),
        )
