"""A course's test before and after, as of trainings: the questions are the course's, the scores its trainees'."""

import datetime
import uuid
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.errors import Conflict, Refused
from dampingi.records.programmes.rosters import today_in
from dampingi.records.quizzes import actions as quizzes
from dampingi.records.quizzes.marking import Question
from dampingi.records.quizzes.models import Opening, Quiz, Side, Sitting
from dampingi.records.quizzes.queries import sitting as answers_of
from dampingi.records.tot.actions.courses import lock_course, open_course
from dampingi.records.tot.models import Course, Trainee
from dampingi.records.tot.queries import COURSE, held_of, trainee_of


@transaction.atomic
def write_quiz(
    *, by: Actor, course: uuid.UUID, questions: Sequence[Question], seen: str | None = None
) -> Quiz:
    found = open_course(by, course)
    return quizzes.write(by=by, about=held_of(found), questions=questions, seen=seen)


@transaction.atomic
def open_quiz(*, by: Actor, course: uuid.UUID, side: str, today: datetime.date | None = None) -> Opening:
    """Before on the day of the first session, after from that day on."""
    found = open_course(by, course)
    first, day = found.sessions.order_by("on").first(), today or today_in(found.region)
    if first is None or first.on > day:
        raise Conflict(_("Pelatihan ini belum berlangsung. Buka tesnya pada hari itu atau sesudahnya."))
    if side == Side.PRE and first.on != day:
        raise Conflict(_("Tes sebelum dibuka pada hari pelatihan. Untuk hari lain, isi nilai dari kertas."))
    return quizzes.open_side(by=by, event=held_of(found), side=side, about=found.id, kind=COURSE)


@transaction.atomic
def close_quiz(*, by: Actor, course: uuid.UUID, side: str) -> Opening:
    found = open_course(by, course)
    return quizzes.close_side(by=by, event=held_of(found), side=side)


@transaction.atomic
def answer_quiz(*, by: Actor, trainee: uuid.UUID, side: str, answers: Sequence[int | None]) -> tuple[Sitting, bool]:  # fmt: skip
    """One's own answers, once; for those who were at a session."""
    row = trainee_of(by, trainee)
    if row.mentor.user_id != by.user_id:
        raise Refused(_("Tes itu bukan untuk Anda. Tanyakan kepada panitia."), status=404)
    if not row.presences.exists():
        raise Conflict(_("Tes ini bagi yang hadir. Pindai kode di layar, atau temui panitia."))
    return _sat(by, _locked(row), row, side, answers, own=True)


@transaction.atomic
def enter_answers(*, by: Actor, trainee: uuid.UUID, side: str, answers: Sequence[int | None]) -> tuple[Sitting, bool]:  # fmt: skip
    row = trainee_of(by, trainee)
    return _sat(by, open_course(by, row.course_id), row, side, answers, own=False)


@transaction.atomic
def annul_answers(*, by: Actor, trainee: uuid.UUID, side: str, reason: str) -> Sitting:
    row = trainee_of(by, trainee)
    course = open_course(by, row.course_id)
    done = quizzes.annul(by=by, event=held_of(course), side=side, sitter=row.id, reason=reason)
    Trainee.objects.filter(id=row.id).update(**{side: None})
    return done


def _sat(by: Actor, course: Course, row: Trainee, side: str, answers: Sequence[int | None], *, own: bool) -> tuple[Sitting, bool]:  # fmt: skip
    row.refresh_from_db(fields=["pre", "post"])
    if getattr(row, side) is not None and answers_of(row.id, side) is None:
        raise Conflict(_("Nilai tes ini sudah diisi dari kertas. Kosongkan nilainya dahulu bila hendak dijawab di sini."))  # fmt: skip
    sitting, new = quizzes.sit(by=by, event=held_of(course), side=side, sitter=row.id, answers=answers, own=own)  # fmt: skip
    if new:
        Trainee.objects.filter(id=row.id).update(**{side: sitting.points})
    return sitting, new


def _locked(row: Trainee) -> Course:
    found = lock_course(row.course_id)
    if found is None or found.closed_at:
        raise Conflict(_("Pelatihan ini sudah ditutup; hasilnya tidak berubah lagi."))
    return found
