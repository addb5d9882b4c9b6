"""Steps of the apps whose sessions these are: they have checked who may, and hold the lock of the session or of what is taught."""

import uuid
from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.records.quizzes import queries
from dampingi.records.quizzes.held import Held
from dampingi.records.quizzes.marking import Question, marks, points
from dampingi.records.quizzes.models import Opening, Quiz, Side, Sitting

MOST_QUESTIONS, MOST_CHOICES = 30, 5


def write(*, by: Actor, about: Held, questions: Sequence[Question], seen: str | None = None) -> Quiz:
    """The questions as they should read: the version nobody was asked yet, or else the next one. `seen`: the state they were written upon."""
    asked = [_checked(n, q) for n, q in enumerate(questions, 1)]
    if not 1 <= len(asked) <= MOST_QUESTIONS:
        raise Refused(_("Isi sedikitnya satu dan paling banyak %(most)d soal.") % {"most": MOST_QUESTIONS})
    found = _locked(queries.latest(about.kind, about.id))
    if found and found.questions == asked and not found.openings.exists():
        return found
    if seen is not None and seen != queries.state_of(found):
        raise Conflict(
            _("%(name)s menyimpan soal ini lebih dahulu. Buka halamannya sekali lagi di tab lain, lalu tambahkan perubahan Anda di sana.")
            % {"name": found.by_name if found else _("Orang lain")}
        )  # fmt: skip
    if found is None or found.openings.exists():
        found = Quiz(kind=about.kind, about=about.id, version=found.version + 1 if found else 1)
    found.questions, found.by_name, found.at = asked, by.name, timezone.now()
    found.save()
    _event(
        by, "write_quiz", about, detail={"version": found.version, "rows": len(asked)}, values=[str(found.id)]
    )
    return found


def open_side(*, by: Actor, event: Held, side: str, about: uuid.UUID, kind: str) -> Opening:
    """Let those who are there answer. Both sides use one version; opening the second closes the first."""
    known = queries.openings(event.kind, event.id)
    mine, other = known.get(side), known.get(Side.POST if side == Side.PRE else Side.PRE)
    if mine and mine.closed_at is None:
        raise Conflict(_("Tes ini sudah dibuka."))
    if side == Side.PRE and other:
        raise Conflict(_("Tes sesudah sudah dibuka; tes sebelum tidak dapat dibuka lagi."))
    quiz = other.quiz if other else _locked(queries.latest(kind, about))
    if quiz is None:
        raise Conflict(_("Soalnya belum ditulis. Tulis soalnya dahulu, lalu buka tesnya."))
    if other and other.closed_at is None:
        close_side(by=by, event=event, side=other.side)
    made = mine or Opening(kind=event.kind, event=event.id, side=side, quiz=quiz)
    made.at, made.by, made.by_name = timezone.now(), by.user_id, by.name
    made.closed_at, made.closed_by_name = None, ""
    made.save()
    _event(by, "open_quiz", event, detail={"side": side, "version": quiz.version})
    return made


def close_side(*, by: Actor, event: Held, side: str) -> Opening:
    found = queries.openings(event.kind, event.id).get(side)
    if found is None or found.closed_at:
        raise Conflict(_("Tes ini tidak sedang dibuka."))
    found.closed_at, found.closed_by_name = timezone.now(), by.name
    found.save(update_fields=["closed_at", "closed_by_name"])
    _event(by, "close_quiz", event, detail={"side": side})
    return found


def sit(
    *, by: Actor, event: Held, side: str, sitter: uuid.UUID, answers: Sequence[int | None], own: bool
) -> tuple[Sitting, bool]:
    """Mark somebody's answers. Returns them and whether they are new: the first ones stay. What was closed takes only paper answers, entered for others."""
    opening = queries.openings(event.kind, event.id).get(side)
    if opening is None or (own and opening.closed_at):
        raise Conflict(_("Tes ini tidak sedang dibuka. Tanyakan kepada panitia."))
    known = queries.sitting(sitter, side)
    if known:
        return known, False
    asked = opening.quiz.asked()
    if len(answers) != len(asked) or not all(
        a is None or 0 <= a < len(q.choices) for q, a in zip(asked, answers, strict=True)
    ):
        raise Refused(_("Jawabannya tidak cocok dengan soalnya. Muat ulang halamannya, lalu jawab lagi."))
    marked = marks(asked, answers)
    made = Sitting.objects.create(
        opening=opening, sitter=sitter, answers=list(answers), marks=marked, points=points(marked), own=own, by_name=by.name
    )  # fmt: skip
    _event(by, "answer_quiz", event, detail={"side": side}, values=[str(sitter), made.points])
    return made, True


def annul(*, by: Actor, event: Held, side: str, sitter: uuid.UUID, reason: str) -> Sitting:
    """Take answers back that were somebody else's, or given by mistake; they stay with who and why, and may be given anew."""
    found = queries.sitting(sitter, side)
    if found is None:
        raise Conflict(_("Tidak ada jawaban yang berlaku untuk tes ini."))
    if not reason.strip():
        raise Refused(_("Tulis alasan membatalkan jawaban ini."))
    found.annulled_at, found.annulled_by_name = timezone.now(), by.name
    found.annulled_reason = reason.strip()[:300]
    found.save(update_fields=["annulled_at", "annulled_by_name", "annulled_reason"])
    _event(by, "annul_quiz_answers", event, reason=found.annulled_reason, values=[str(sitter), side])
    return found


def _locked(quiz: Quiz | None) -> Quiz | None:
    """Nobody opens a version while it is being written, nor the other way round."""
    return Quiz.objects.select_for_update(no_key=True).get(id=quiz.id) if quiz else None


def _checked(number: int, question: Question) -> dict:
    text, choices = question.text.strip(), [c.strip() for c in question.choices]
    told = {"n": number}
    if not text or len(text) > 500:
        raise Refused(_("Soal %(n)d: isi pertanyaannya, paling panjang 500 huruf.") % told)
    if not 2 <= len(choices) <= MOST_CHOICES or not all(0 < len(c) <= 200 for c in choices):
        raise Refused(_("Soal %(n)d: isi dua sampai lima pilihan, masing-masing paling panjang 200 huruf.") % told)  # fmt: skip
    if len({c.casefold() for c in choices}) < len(choices):
        raise Refused(_("Soal %(n)d: ada pilihan yang sama. Bedakan tulisannya.") % told)
    if not 0 <= question.right < len(choices):
        raise Refused(_("Soal %(n)d: tandai pilihan yang benar.") % told)
    return {"text": text, "choices": choices, "right": question.right}


def _event(by: Actor, action: str, held: Held, **more) -> None:
    record_event(
        by=by, action=action, subject=held.subject, region=held.region, programme=held.programme, **more
    )
