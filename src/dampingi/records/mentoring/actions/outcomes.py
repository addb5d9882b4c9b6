import datetime
import random
import uuid
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.revisions.actions import change
from dampingi.foundation.rowwise import each_row, insert_objects
from dampingi.records.mentoring.actions.batches import audit, recorded, require_open_months, today_of
from dampingi.records.mentoring.intake import OutcomeIntake, ReverificationIntake
from dampingi.records.mentoring.models import Aspect, Outcome, Reverification, ReverificationDraw
from dampingi.records.programmes.models import Enrolment, Programme, ProgrammeRow
from dampingi.records.programmes.rosters import Roster, require_active


@transaction.atomic
def report_outcomes(
    *, by: Actor, rows: Sequence[OutcomeIntake], today: datetime.date | None = None
) -> list[Outcome]:
    """Record what participants achieved per aspect, all or none.

    Reporting an aspect again changes it and keeps what it was, until someone looked at the participant again.
    """
    roster = Roster([r.enrolment_id for r in rows], [r.mentor_id for r in rows])
    roster.require_reach(by, Permission.RECORD_VISITS, Permission.MANAGE_INTAKE)
    if len({(r.enrolment_id, r.aspect) for r in rows}) < len(rows):
        raise Conflict(
            _("Satu kiriman memuat aspek yang sama dua kali untuk seorang peserta. Hapus salah satunya.")
        )
    now, known, looked_at = today_of(roster, today), _known(roster), _with(Reverification, roster)
    each_row(rows, lambda r: _check(r, roster, looked_at, now))
    require_open_months((roster.enrolment(r.enrolment_id), r.on) for r in rows)
    again = [known[key] for r in rows if (key := (r.enrolment_id, r.aspect)) in known]
    require_open_months((roster.enrolment(o.enrolment_id), o.on) for o in again)
    fresh = [r for r in rows if (r.enrolment_id, r.aspect) not in known]
    made = [_outcome(r, roster.enrolment(r.enrolment_id)) for r in fresh]
    insert_objects(made)
    found = known | {(o.enrolment_id, o.aspect): o for o in made}
    for row in rows:
        _mend(by, found[row.enrolment_id, row.aspect], row)
    told = [found[r.enrolment_id, r.aspect] for r in rows]
    values = [(str(o.enrolment_id), o.aspect, o.achieved) for o in told]
    audit(by=by, action="report_outcomes", kind="outcome", rows=told, values=values)
    return told


def _with(model: type[ProgrammeRow], roster: Roster) -> set[uuid.UUID]:
    """The participants of the batch who have such a row."""
    return {enrolment for (enrolment,) in recorded(model, roster, "enrolment_id")}


def _known(roster: Roster) -> dict[tuple[uuid.UUID, str], Outcome]:
    found: dict[tuple[uuid.UUID, str], Outcome] = {}
    ids = list(roster.enrolments)
    for start in range(0, len(ids), 500):
        rows = Outcome.objects.unscoped("of participants whose reach is checked").select_for_update(
            of=("self",)
        )
        found |= {(o.enrolment_id, o.aspect): o for o in rows.filter(enrolment__in=ids[start : start + 500])}
    return found


def _check(row: OutcomeIntake, roster: Roster, looked_at: set[uuid.UUID], today: datetime.date) -> None:
    enrolment, mentor = roster.enrolment(row.enrolment_id), roster.mentor(row.mentor_id)
    if row.aspect not in Aspect.values:
        raise Refused(_("Aspek %(aspect)s tidak dikenal. Pilih dari daftar aspek.") % {"aspect": row.aspect})
    if enrolment.id in looked_at:
        raise Conflict(_("Hasil peserta ini sudah diverifikasi ulang dan tidak dapat diubah lagi."))
    if row.on > today:
        raise Refused(_("Tanggal hasil belum tiba. Perbaiki tanggalnya."))
    if row.on < enrolment.enrolled_on:
        require_active(enrolment, row.on, today=today)
    if not roster.accompanied(mentor.id, enrolment.id):
        raise Refused(
            _("%(name)s tidak pernah mendampingi peserta ini. Pilih pendampingnya.") % {"name": mentor.name}
        )


def _outcome(row: OutcomeIntake, enrolment: Enrolment) -> Outcome:
    return Outcome(
        programme_id=enrolment.programme_id,
        region=enrolment.region,
        enrolment=enrolment,
        aspect=row.aspect,
        achieved=row.achieved,
        on=row.on,
        mentor_id=row.mentor_id,
    )


def _mend(by: Actor, outcome: Outcome, row: OutcomeIntake) -> None:
    if (outcome.achieved, outcome.on, outcome.mentor_id) == (row.achieved, row.on, row.mentor_id):
        return
    values = {"achieved": row.achieved, "on": row.on, "mentor_id": row.mentor_id}
    change(by=by, record=outcome, kind="outcome", values=values)


@transaction.atomic
def draw_reverification(*, by: Actor, programme: Programme, share: float, seed: int) -> list[uuid.UUID]:
    """Draw the participants whose outcome another person looks at again: a simple random sample, once per programme.

    All participants with a reported outcome can be drawn, passed or not, or the error could not be told both ways.
    """
    by.require(Permission.REVERIFY_OUTCOMES, region=programme.region, programme=programme.id)
    if not 0 < share <= 1:
        raise Refused(_("Bagian yang diverifikasi ulang ditulis antara 0 dan 1, misalnya 0.12 untuk 12%."))
    if ReverificationDraw.objects.unscoped("whether it happened").filter(programme=programme).exists():
        raise Conflict(_("Undian verifikasi ulang program ini sudah dilakukan dan tidak diulang."))
    listed = _drawable(programme)
    if not listed:
        raise Refused(_("Belum ada hasil peserta yang dilaporkan. Undi setelah pendamping melaporkannya."))
    size = max(1, round(len(listed) * share))
    drawn = random.Random(seed).sample(listed, size)  # noqa: S311 - reproducible by design, published with its seed
    insert_objects(
        [ReverificationDraw(programme=programme, region=e.region, enrolment=e, seed=seed) for e in drawn]
    )
    record_event(
        by=by,
        action="draw_reverification",
        subject=("programme", programme.id),
        region=programme.region,
        programme=programme.id,
        detail={"seed": seed, "of": len(listed), "drawn": size},
        values=[str(e.id) for e in drawn],
    )
    return [e.id for e in drawn]


def _drawable(programme: Programme) -> list[Enrolment]:
    """In an order that does not hang on ids, so that the same people and seed give the same sample."""
    found = Enrolment.objects.unscoped("the whole programme takes part in the draw").filter(
        programme=programme, outcomes__isnull=False
    )
    return list(
        found.select_related("person").order_by("region", "person__key", "enrolled_on", "id").distinct()
    )


@transaction.atomic
def reverify(
    *, by: Actor, rows: Sequence[ReverificationIntake], today: datetime.date | None = None
) -> list[Reverification]:
    """Record what was found of drawn participants. Whoever looks again is a person, and not the participant's mentor."""
    if by.user_id is None:
        raise Denied(_("Verifikasi ulang dilakukan oleh orang, bukan oleh sistem."))
    roster = Roster([r.enrolment_id for r in rows])
    roster.require_reach(by, Permission.REVERIFY_OUTCOMES)
    drawn, done = _with(ReverificationDraw, roster), _with(Reverification, roster)
    theirs, now = _reported_by(by, roster), today_of(roster, today)

    def reverification(row: ReverificationIntake) -> Reverification:
        enrolment = roster.enrolment(row.enrolment_id)
        if enrolment.id not in drawn:
            raise Refused(_("Peserta ini tidak terundi untuk verifikasi ulang. Pilih dari daftar undian."))
        if enrolment.id in done:
            raise Conflict(_("Peserta ini sudah diverifikasi ulang."))
        if enrolment.id in theirs:
            raise Denied(_("Anda melaporkan hasil peserta ini; verifikasi ulang harus oleh orang lain."))
        if row.on > now:
            raise Refused(_("Tanggal verifikasi ulang belum tiba. Perbaiki tanggalnya."))
        done.add(enrolment.id)
        return _reverification(by, row, enrolment)

    made = each_row(rows, reverification)
    insert_objects(made)
    values = [(str(r.enrolment_id), r.passed) for r in made]
    audit(by=by, action="reverify", kind="reverification", rows=made, values=values)
    return made


def _reported_by(by: Actor, roster: Roster) -> set[uuid.UUID]:
    rows = Outcome.objects.unscoped("of participants whose reach is checked").filter(mentor__user=by.user_id)
    return set(rows.filter(enrolment__in=list(roster.enrolments)).values_list("enrolment_id", flat=True))


def _reverification(by: Actor, row: ReverificationIntake, enrolment: Enrolment) -> Reverification:
    return Reverification(
        programme_id=enrolment.programme_id,
        region=enrolment.region,
        enrolment=enrolment,
        passed=row.passed,
        by=by.user_id,
        by_name=by.name,
        on=row.on,
        note=row.note,
    )
