"""A training's test before and after: written for its module, opened for those who came, and their score once answered."""

import datetime
import uuid
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.errors import Conflict, Refused
from dampingi.records.learning.actions.curricula import lock_curriculum
from dampingi.records.learning.actions.registrations import lock_training
from dampingi.records.learning.models import Attendance, Module, Training
from dampingi.records.learning.queries.quizzes import MODULE, held_of, reached_attendance
from dampingi.records.programmes.queries import require_open
from dampingi.records.programmes.rosters import today_in
from dampingi.records.quizzes import actions as quizzes
from dampingi.records.quizzes.held import Held
from dampingi.records.quizzes.marking import Question
from dampingi.records.quizzes.models import Opening, Quiz, Side, Sitting
from dampingi.records.quizzes.queries import sitting as answers_of


@transaction.atomic
def write_quiz(
    *, by: Actor, module: uuid.UUID, questions: Sequence[Question], seen: str | None = None
) -> Quiz:
    found = Module.objects.filter(id=module).first()
    curriculum = lock_curriculum(by, found.curriculum_id if found else None)
    programme = curriculum.programme
    about = Held(MODULE, module, programme.region, programme.id, ("curriculum", curriculum.id))
    return quizzes.write(by=by, about=about, questions=questions, seen=seen)


@transaction.atomic
def open_quiz(*, by: Actor, training: uuid.UUID, side: str, today: datetime.date | None = None) -> Opening:
    """For those marked as present: before on the day itself, after from that day on."""
    found = _locked(by, training)
    day = today or today_in(found.region)
    if found.module_id is None:
        raise Conflict(_("Pelatihan ini tanpa modul. Pilih modulnya dahulu: soalnya milik modul."))
    if side == Side.PRE and found.on != day:
        raise Conflict(_("Tes sebelum dibuka pada hari pelatihan. Untuk hari lain, isi nilai dari kertas."))
    if found.on > day:
        raise Conflict(_("Pelatihan ini belum berlangsung. Buka tesnya pada hari itu atau sesudahnya."))
    require_open(found.programme, found.on)
    return quizzes.open_side(by=by, event=held_of(found), side=side, about=found.module_id, kind=MODULE)


@transaction.atomic
def close_quiz(*, by: Actor, training: uuid.UUID, side: str) -> Opening:
    found = _locked(by, training)
    return quizzes.close_side(by=by, event=held_of(found), side=side)


@transaction.atomic
def answer_quiz(*, by: Actor, attendance: uuid.UUID, side: str, answers: Sequence[int | None]) -> tuple[Sitting, bool]:  # fmt: skip
    """One's own answers, once; returns them and whether they are new."""
    mine = Attendance.objects.for_actor(by, Permission.GIVE_VOICE).filter(id=attendance).first()
    if mine is None:
        raise Refused(_("Tes itu bukan untuk Anda. Tanyakan kepada panitia."), status=404)
    return _sat(by, mine, side, answers, own=True)


@transaction.atomic
def enter_answers(*, by: Actor, attendance: uuid.UUID, side: str, answers: Sequence[int | None]) -> tuple[Sitting, bool]:  # fmt: skip
    """For someone without a phone, by whoever keeps the training or accompanies them; also of a side that was closed."""
    return _sat(by, reached_attendance(by, attendance), side, answers, own=False)


@transaction.atomic
def annul_answers(*, by: Actor, attendance: uuid.UUID, side: str, reason: str) -> Sitting:
    """The score goes with the answers it came from."""
    row = reached_attendance(by, attendance)
    training = _lock(row.training_id)
    require_open(training.programme, training.on)
    done = quizzes.annul(by=by, event=held_of(training), side=side, sitter=row.id, reason=reason)
    _score(row, side, None)
    return done


def _sat(by: Actor, row: Attendance, side: str, answers: Sequence[int | None], *, own: bool) -> tuple[Sitting, bool]:  # fmt: skip
    training = _lock(row.training_id)
    row.refresh_from_db(fields=["pre", "post", "present"])
    if training.cancelled_at or not row.present:
        raise Conflict(_("Tes ini bagi yang hadir. Catat kehadirannya dahulu."))
    require_open(training.programme, training.on)
    if getattr(row, side) is not None and answers_of(row.id, side) is None:
        raise Conflict(_("Nilai tes ini sudah diisi dari kertas. Kosongkan nilainya dahulu bila hendak dijawab di sini."))  # fmt: skip
    sitting, new = quizzes.sit(by=by, event=held_of(training), side=side, sitter=row.id, answers=answers, own=own)  # fmt: skip
    if new:
        _score(row, side, sitting.points)
    return sitting, new


def _score(row: Attendance, side: str, points: int | None) -> None:
    setattr(row, side, points)
    row.save(update_fields=[side])


def _locked(by: Actor, id: uuid.UUID) -> Training:
    found = lock_training(id)
    if found is None or not by.may(
        Permission.MANAGE_INTAKE, region=found.region, programme=found.programme_id
    ):
        raise Refused(_("Pelatihan itu tidak ada, atau di luar wilayah Anda."), status=404)
    if found.cancelled_at:
        raise Conflict(_("Pelatihan ini dibatalkan; tidak ada tesnya."))
    return found


def _lock(id: uuid.UUID) -> Training:
    found = lock_training(id)
    assert found is not None
    return found
