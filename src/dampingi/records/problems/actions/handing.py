"""A problem goes up one level, and its answer comes back down."""

import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.errors import Conflict, Refused
from dampingi.records.problems.actions.course import (
    held_problem,
    must_hold,
    open_problem,
    tell,
    tell_level,
    tell_writer,
    written,
)
from dampingi.records.problems.authority import above, acts_at, called, must_decide, people_at, rank
from dampingi.records.problems.models import Answer, Handing, Level, Problem, Said
from dampingi.records.problems.queries import waiting_handing
from dampingi.records.programmes.rosters import today_in

COMES = gettext_noop("Masalah diteruskan kepada Anda: %(title)s.")
GOES = gettext_noop("Masalah %(title)s diteruskan kepada %(level)s.")
BACK = gettext_noop("Masalah %(title)s dijawab dari atas dan kembali kepada %(level)s.")


@transaction.atomic
def hand_up(*, by: Actor, problem: uuid.UUID, text: str) -> Handing:
    """To the next level, when the authority lies above."""
    found = held_problem(by, problem)
    upper = above(found.held)
    if upper is None or rank(found.level) <= rank(found.held):
        raise Conflict(
            _(
                "Kewenangannya pada %(level)s sendiri. Bila keliru, ubah kewenangannya dengan alasan, lalu teruskan."
            )
            % {"level": called(found.region, found.level)}
        )
    kept = written(text, _("Tulis apa yang diminta dari tingkat di atas."))
    made = Handing.objects.create(
        problem=found, from_level=found.held, to_level=upper, text=kept, by_name=by.name
    )
    tell(by, found, Said.HANDED, f"{called(found.region, upper)}: {kept}", action="hand_problem_up")
    _move(found, upper)
    tell_level(found, upper, COMES, by)
    tell_writer(found, GOES, by)
    return made


@transaction.atomic
def answer(*, by: Actor, problem: uuid.UUID, kind: str, text: str, source: str = "") -> Handing:
    """By the level it was handed to; by who handed it, with the letter it came by, where nobody of that level works here."""
    found = open_problem(by, problem)
    waiting = waiting_handing(found)
    if waiting is None:
        raise Conflict(
            _("Tidak ada yang menunggu jawaban: masalah ini tidak diteruskan, atau sudah dijawab.")
        )
    if kind not in Answer.values:
        raise Refused(_("Pilih jawabannya."))
    letter = _letter(by, found, waiting, source)
    if kind != Answer.DECLINED:
        must_decide(found)
    waiting.kind, waiting.answer = kind, written(text, _("Tulis jawabannya."))
    waiting.source, waiting.answered_at, waiting.answered_by_name = letter, timezone.now(), by.name
    waiting.save(update_fields=["kind", "answer", "source", "answered_at", "answered_by_name"])
    said = f"{waiting.get_kind_display()}: {waiting.answer}" + (f" ({letter})" if letter else "")
    tell(by, found, Said.ANSWERED, said, action="answer_problem")
    _move(found, Level(waiting.from_level))
    tell_level(found, found.held, BACK, by)
    tell_writer(found, BACK, by)
    return waiting


def enters_for(by: Actor, found: Problem, waiting: Handing) -> bool:
    """Whether the answer of a level nobody works for here is entered by who handed it up."""
    if acts_at(by, found.region, found.held):
        return False
    nobody = not people_at(found.region, found.held, today_in(found.region))
    return nobody and acts_at(by, found.region, waiting.from_level)


def _letter(by: Actor, found: Problem, waiting: Handing, source: str) -> str:
    if enters_for(by, found, waiting):
        return written(source, _("Tulis nomor dan tanggal surat jawabannya."), 200)
    must_hold(by, found)
    return ""


def _move(found: Problem, level: Level) -> None:
    found.held = level
    found.save(update_fields=["held"])
