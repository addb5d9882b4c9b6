import datetime
from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.rowwise import each_row, insert_objects
from dampingi.records.programmes.rosters import Roster, today_in
from dampingi.records.voices.intake import VoiceIntake
from dampingi.records.voices.models import QUESTIONS, Voice


@transaction.atomic
def give_voices(*, by: Actor, rows: Sequence[VoiceIntake], today: datetime.date | None = None) -> list[Voice]:
    """Record what participants say of their mentors, all or none: by themselves, or from paper by the office.

    Mentors never enter voices, not even for a participant without a phone: nobody answers freely to the one they judge.
    """
    roster = Roster([r.enrolment_id for r in rows], [r.mentor_id for r in rows])
    roster.require_reach(by, Permission.GIVE_VOICE, Permission.MANAGE_INTAKE)
    given = _given(roster)

    def voice(row: VoiceIntake) -> Voice:
        enrolment, mentor = roster.enrolment(row.enrolment_id), roster.mentor(row.mentor_id)
        if not roster.accompanied(mentor.id, enrolment.id):
            raise Refused(_("Pendamping itu tidak pernah mendampingi peserta ini. Pilih pendampingnya."))
        if (enrolment.id, mentor.id) in given:
            raise Conflict(
                _("Suara tentang pendamping ini sudah tersimpan. Terima kasih, satu kali sudah cukup.")
            )
        given.add((enrolment.id, mentor.id))
        _check(row, today or today_in(enrolment.region))
        return Voice(
            programme_id=enrolment.programme_id, region=enrolment.region, enrolment=enrolment, mentor=mentor,
            on=row.on, **{q: getattr(row, q) for q in QUESTIONS},
        )  # fmt: skip

    made = each_row(rows, voice)
    insert_objects(made)
    if made:
        values = [(str(v.enrolment_id), str(v.mentor_id), *(getattr(v, q) for q in QUESTIONS)) for v in made]
        # the event names no participant: the trail must not tell who said what
        record_event(
            by=by, action="give_voices", subject=("voice", ""), programme=made[0].programme_id,
            detail={"rows": len(made)}, values=values,
        )  # fmt: skip
    return made


def _given(roster: Roster) -> set[tuple[UUID, UUID]]:
    rows = Voice.objects.unscoped("only whether they spoke").filter(enrolment__in=list(roster.enrolments))
    return set(rows.values_list("enrolment_id", "mentor_id"))


def _check(row: VoiceIntake, today: datetime.date) -> None:
    if row.on > today:
        raise Refused(_("Tanggalnya belum tiba. Perbaiki tanggalnya."))
    if any(getattr(row, q) not in range(1, 6) for q in QUESTIONS):
        raise Refused(_("Jawab kelima pertanyaan dengan nilai 1 sampai 5."))
