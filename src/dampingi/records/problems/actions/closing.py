"""A problem is closed with a result, opened again, or put aside; nothing is deleted."""

import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.errors import Conflict, Refused
from dampingi.records.problems.actions.course import (
    held_problem,
    must_be_kept,
    must_hold,
    tell,
    tell_writer,
    written,
)
from dampingi.records.problems.authority import called, must_decide
from dampingi.records.problems.models import AgreedAction, Answer, Problem, Result, Said
from dampingi.records.problems.queries import problem_of
from dampingi.records.programmes.rosters import today_in

CLOSED = gettext_noop("Masalah yang Anda catat ditutup: %(title)s.")


@transaction.atomic
def close(*, by: Actor, problem: uuid.UUID, result: str, text: str) -> Problem:
    """By the level that keeps it, once no answer from above is awaited and no action is open."""
    found = held_problem(by, problem)
    if result not in Result.values:
        raise Refused(_("Pilih hasilnya."))
    if found.held != found.home:
        raise Conflict(
            _("Masalah ini menunggu jawaban. Jawab dahulu; yang menutupnya %(level)s.")
            % {"level": called(found.region, found.home)}
        )
    _may_end_so(found, Result(result))
    found.result, found.result_text = result, written(text, _ask(result))
    found.closed_at, found.closed_on, found.closed_by_name = timezone.now(), today_in(found.region), by.name
    found.save(update_fields=["result", "result_text", "closed_at", "closed_on", "closed_by_name"])
    tell(by, found, Said.CLOSED, f"{found.get_result_display()}: {found.result_text}", action="close_problem")
    tell_writer(found, CLOSED, by)
    return found


@transaction.atomic
def reopen(*, by: Actor, problem: uuid.UUID, reason: str) -> Problem:
    found = problem_of(by, problem, locked=True)
    must_be_kept(found)
    if not found.closed_at:
        raise Conflict(_("Masalah ini belum ditutup."))
    must_hold(by, found)
    kept = written(reason, _("Tulis mengapa dibuka kembali."), 300)
    found.closed_at = found.closed_on = None
    found.result = found.result_text = found.closed_by_name = ""
    found.save(update_fields=["result", "result_text", "closed_at", "closed_on", "closed_by_name"])
    tell(by, found, Said.REOPENED, kept, action="reopen_problem", reason=kept)
    return found


@transaction.atomic
def archive(*, by: Actor, problem: uuid.UUID, reason: str) -> Problem:
    """Noted by mistake, or twice: out of lists and figures, and never deleted."""
    found = problem_of(by, problem, locked=True)
    if found.archived_at:
        raise Conflict(_("Masalah ini sudah diarsipkan."))
    _keeps(by, found)
    kept = written(reason, _("Tulis alasan mengarsipkannya."), 300)
    found.archived_at, found.archive_reason = timezone.now(), kept
    found.save(update_fields=["archived_at", "archive_reason"])
    tell(by, found, Said.ARCHIVED, kept, action="archive_problem", reason=kept)
    return found


@transaction.atomic
def restore(*, by: Actor, problem: uuid.UUID) -> Problem:
    found = problem_of(by, problem, locked=True)
    if not found.archived_at:
        raise Conflict(_("Masalah ini tidak diarsipkan."))
    _keeps(by, found)
    found.archived_at, found.archive_reason = None, ""
    found.save(update_fields=["archived_at", "archive_reason"])
    tell(by, found, Said.RESTORED, action="restore_problem")
    return found


def _keeps(by: Actor, found: Problem) -> None:
    if found.held != found.home:
        raise Conflict(_("Masalah ini sedang menunggu jawaban dari atas. Arsipkan setelah dijawab."))
    must_hold(by, found)


def _may_end_so(found: Problem, result: Result) -> None:
    """Within its authority, or by what was answered from above; and never over the head of who still works on it."""
    answers = set(found.handings.exclude(answered_at=None).values_list("kind", flat=True))
    if result is Result.TAKEN and Answer.TAKEN not in answers:
        raise Conflict(_("Belum ada tingkat lain yang menanganinya. Teruskan dahulu dan tunggu jawabannya."))
    told = bool(answers) if result is Result.UNSOLVABLE else Answer.TAKEN in answers
    if not told:
        must_decide(found)
    running = AgreedAction.objects.unscoped("of a problem in hand").filter(
        problem=found, done_at=None, dropped_at=None
    )
    running = running.filter(level=found.home) if result is Result.TAKEN else running
    if count := running.count():
        raise Conflict(
            _("Masih ada %(n)d tindakan yang terbuka. Selesaikan atau batalkan dahulu.") % {"n": count}
        )


def _ask(result: str) -> str:
    if result == Result.UNSOLVABLE:
        return _("Tulis mengapa tidak dapat diselesaikan di sini.")
    return _("Tulis bagaimana diselesaikan.")
