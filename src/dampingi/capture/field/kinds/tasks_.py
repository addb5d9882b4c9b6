from collections.abc import Sequence

from django.utils.translation import gettext as _

from dampingi.capture.field.entries import APPLIED, Entry, Outcome, Sender
from dampingi.capture.field.kinds.already import compared, in_reach, overlapping
from dampingi.foundation.errors import Refused
from dampingi.foundation.origins.models import Origin
from dampingi.records.mentoring.models import Submission as HandedIn
from dampingi.records.tasks.actions import mark_task, submit_tasks
from dampingi.records.tasks.intake import FileIntake, MarkIntake, SubmissionIntake
from dampingi.records.tasks.models import RubricEdition, Version

SAID = ("on", "text", "score", "feedback")


def apply(sender: Sender, _origin: Origin, entries: Sequence[Entry]) -> list[Outcome]:
    rows = [_intake(e) for e in entries]
    in_reach(sender, (r.enrolment_id for r in rows))
    known = _handed_in(rows)
    fresh = [r for r in rows if _asked(known.get((r.enrolment_id, r.task_id)), r)]
    if fresh:
        submit_tasks(by=sender.by, rows=fresh)
    return [APPLIED if r in fresh else _outcome(sender, known[r.enrolment_id, r.task_id], r) for r in rows]


def _intake(entry: Entry) -> SubmissionIntake:
    said = entry.body.values
    return SubmissionIntake(
        enrolment_id=entry.body.subject,
        task_id=said.id("task"),
        on=said.day("on"),
        text=said.text("text", 4000),
        score=said.number("score", None),
        levels=said.levels("levels"),
        edition_id=said.id("edition") if said.get("levels") else None,
        feedback=said.text("feedback", 2000),
        files=tuple(FileIntake(f"foto-{n}.jpg", photo) for n, photo in enumerate(entry.photos, 1)),
        id=entry.id,
    )


def _handed_in(rows: Sequence[SubmissionIntake]) -> dict:
    found = HandedIn.objects.unscoped("of participants whose reach is checked").filter(
        enrolment__in={r.enrolment_id for r in rows}
    )
    return {(s.enrolment_id, s.task_id): s for s in found}


def _asked(standing: HandedIn | None, row: SubmissionIntake) -> bool:
    """Nothing stands yet, it was sent back, or photos come to what still waits for its mark."""
    if standing is None or standing.state == HandedIn.State.RETURNED:
        return True
    return bool(row.files) and standing.state == HandedIn.State.HANDED_IN and not _same(standing, row)


def _same(standing: HandedIn, row: SubmissionIntake) -> bool:
    return standing.versions.filter(hash=row.hash).exists()


def _outcome(sender: Sender, standing: HandedIn, row: SubmissionIntake) -> Outcome:
    last = standing.versions.get(number=standing.version)
    if last.hash == row.hash and _marked_so(last, row):
        return APPLIED
    if row.files and not _same(standing, row):
        return overlapping({"photos": [None, last.attachments.count(), len(row.files)]})
    if _only_marks(standing, row) and last.rubric_id == row.edition_id:
        said = MarkIntake(
            standing.id, standing.version, True, levels=row.levels, score=row.score, feedback=row.feedback
        )
        mark_task(by=sender.by, said=said)
        return APPLIED
    sent = {name: getattr(row, name) for name in SAID}
    return compared(standing, sent | ({"score": _scored(row)} if row.levels else {}))


def _marked_so(last: Version, row: SubmissionIntake) -> bool:
    if row.levels and last.rubric_id == row.edition_id:
        mark = last.marks.first()
        return mark is not None and (mark.levels, mark.feedback) == (row.levels, row.feedback)
    score = _scored(row) if row.levels else row.score
    return (last.suggested_score, last.suggested_feedback) == (score, row.feedback)


def _only_marks(standing: HandedIn, row: SubmissionIntake) -> bool:
    """A mark for what the participant handed in meanwhile and nobody marked."""
    waits = standing.state == HandedIn.State.HANDED_IN
    marks = row.score is not None or bool(row.levels)
    return waits and marks and not row.files and row.text in ("", standing.text)


def _scored(row: SubmissionIntake) -> int:
    """By the edition the phone showed."""
    edition = RubricEdition.objects.filter(id=row.edition_id, task=row.task_id).first()
    if edition is None:
        raise Refused(_("Rubrik itu bukan rubrik tugas ini. Muat ulang, lalu nilai lagi."))
    return edition.rubric.score(edition.rubric.complete(row.levels))
