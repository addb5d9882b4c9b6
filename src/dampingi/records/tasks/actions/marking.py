import uuid

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.foundation.notices.actions import notify
from dampingi.records.mentoring.models import Submission
from dampingi.records.tasks.intake import MarkIntake
from dampingi.records.tasks.models import Mark, Version

State = Submission.State
ACCEPTED = gettext_noop("Tugas %(task)s diterima. Baca nilai dan umpan baliknya.")
RETURNED = gettext_noop("Tugas %(task)s dikembalikan. Baca apa yang perlu diperbaiki, lalu kumpulkan lagi.")
LONGEST = 2000


@transaction.atomic
def mark_task(*, by: Actor, said: MarkIntake) -> Mark:
    """Accept a hand-in or send it back for another try. Saying the same twice is once; marking anew adds a mark, the latest holds."""
    submission = _to_mark(by, said.submission_id)
    if submission.version != said.version:
        raise Conflict(_("Peserta sudah mengumpulkan lagi. Muat ulang halaman, lalu nilai yang terbaru."))
    version = submission.versions.select_related("rubric").get(number=said.version)
    levels, score = _found(said, version)
    if not said.accepted and not said.feedback.strip():
        raise Refused(_("Tulis apa yang perlu diperbaiki sebelum mengembalikan tugas ini."))
    if len(said.feedback) > LONGEST:
        raise Refused(_("Tulis paling banyak %(most)d huruf.") % {"most": LONGEST})
    mark = Mark(
        submission=submission, version=version, accepted=said.accepted, levels=levels, score=score,
        feedback=said.feedback.strip(), by=by.user_id, by_name=by.name,
    )  # fmt: skip
    last = version.marks.first()
    if last and _says(last) == _says(mark):
        return last
    mark.save(force_insert=True)
    submission.state = State.ACCEPTED if said.accepted else State.RETURNED
    submission.score, submission.feedback = score, mark.feedback
    submission.save(update_fields=["state", "score", "feedback"])
    record_event(
        by=by, action="mark_task" if said.accepted else "return_task", subject=("submission", submission.id),
        region=submission.region, programme=submission.programme_id, detail={"version": version.number},
        values=[levels, score, mark.feedback],
    )  # fmt: skip
    _tell(submission, said.accepted)
    return mark


def _to_mark(by: Actor, id: uuid.UUID) -> Submission:
    """Reach is asked for with the id in hand, which both databases answer quickly."""
    rows = Submission.objects.unscoped("reach is checked next").select_related("task", "enrolment__person")
    found = rows.select_for_update(of=("self",)).filter(id=id).first()
    reached = found is not None and any(
        Submission.objects.for_actor(by, p).filter(id=id).exists()
        for p in (Permission.RECORD_VISITS, Permission.MANAGE_INTAKE)
    )
    if found is None or not reached:
        raise Refused(_("Pengumpulan tugas itu tidak ada, atau di luar dampingan Anda."), status=404)
    if by.user_id is not None and found.enrolment.person.user_id == by.user_id:
        raise Denied(_("Tidak seorang pun menilai tugasnya sendiri. Minta pendamping lain menilainya."))
    return found


def _found(said: MarkIntake, version: Version) -> tuple[dict[str, int], int | None]:
    """(levels, score): by the version's rubric, or the plain score where there is none."""
    if version.rubric is None:
        if said.levels:
            raise Refused(_("Tugas ini dikumpulkan sebelum ada rubrik. Isi nilainya saja."))
        if said.score is not None and not 0 <= said.score <= 100:
            raise Refused(_("Nilai tugas %(score)s. Isi antara 0 dan 100.") % {"score": said.score})
        return {}, said.score
    rubric = version.rubric.rubric
    levels = rubric.complete(said.levels) if said.accepted else rubric.checked(said.levels)
    return levels, None if rubric.missing(levels) else rubric.score(levels)


def _says(mark: Mark) -> tuple:
    return mark.accepted, mark.levels, mark.score, mark.feedback, mark.by


def _tell(submission: Submission, accepted: bool) -> None:
    user = submission.enrolment.person.user_id
    if user:
        notify(
            users=[user], text=ACCEPTED if accepted else RETURNED, values={"task": submission.task.title},
            url=reverse("submit_task", args=[submission.enrolment_id, submission.task_id]),
        )  # fmt: skip
