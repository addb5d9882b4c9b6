"""The pages of a session's test, for the apps whose sessions these are."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.ui.fields import attempt
from dampingi.records.quizzes import results
from dampingi.records.quizzes.forms import AnswerForm, QuizForm
from dampingi.records.quizzes.held import Held
from dampingi.records.quizzes.marking import Question
from dampingi.records.quizzes.models import Opening, Quiz, Side, Sitting
from dampingi.records.quizzes.queries import answered, openings


@dataclass(frozen=True, slots=True)
class Doors:
    """Addresses of one session's test."""

    back: str
    back_label: str
    page: str
    rows: str
    write: str
    opening: Callable[[str], str]
    closing: Callable[[str], str]
    entry: Callable[[uuid.UUID, str], str]


def side_of(words: str) -> str:
    if words not in results.SIDES:
        raise Refused(_("Tes itu tidak ada. Pilih tes sebelum atau tes sesudah."), status=404)
    return results.SIDES[words]


def write_page(request: HttpRequest, *, quiz: Quiz | None, about: uuid.UUID, save: Callable[[Sequence[Question], str], Quiz], back: str, back_label: str) -> HttpResponse:  # fmt: skip
    form = QuizForm(request.POST or None, quiz=quiz)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: save(form.questions(), form.cleaned_data["seen"]))
        if made:
            told = {"v": made.version, "n": len(made.questions)}
            messages.success(request, _("Soal versi %(v)d tersimpan: %(n)d soal.") % told)
            return redirect(request.path)
    context = {
        "form": form, "quiz": quiz, "about": about, "used": quiz is not None and quiz.openings.exists(),
        "back": back, "back_label": back_label,
    }  # fmt: skip
    return render(request, "quizzes/write.html", context, status=422 if form.errors else 200)


def session_page(
    request: HttpRequest, *, event: Held, quiz: Quiz | None, people: dict[uuid.UUID, str], manages: bool, doors: Doors,
    lead: str, no_quiz: str,
) -> HttpResponse:  # fmt: skip
    """Both sides with who answered, and the hardest questions. `people` were there and are in reach."""
    known = openings(event.kind, event.id)
    done = answered(people)
    context = {
        "sides": [_side(side, known, people, done, doors) for side in results.WORDS] if quiz or known else [],
        "questions": results.questions(known, list(people), doors.rows),
        "manages": manages, "write": doors.write if manages else "", "lead": lead, "no_quiz": no_quiz,
        "back": doors.back, "back_label": doors.back_label,
    }  # fmt: skip
    return render(request, "quizzes/session.html", context)


def rows_page(request: HttpRequest, *, event: Held, people: dict[uuid.UUID, str], doors: Doors, lead: str) -> HttpResponse:  # fmt: skip
    known = openings(event.kind, event.id)
    asked = {key: request.GET.get(key, "") for key in ("tes", "soal", "jawaban")}
    found = results.rows(known, people, asked)
    for row in found:
        row["door"] = doors.entry(row["sitting"].sitter, row["word"])
    context = {
        "rows": found, "question": _question(known, asked["soal"]), "narrowed": any(asked.values()),
        "back": doors.page, "lead": lead,
    }  # fmt: skip
    return render(request, "quizzes/rows.html", context)


def answer_page(
    request: HttpRequest, *, event: Held, side: str, sitter: uuid.UUID, sitting: Sitting | None, own: bool,
    act: Callable[[Sequence[int | None]], tuple[Sitting, bool]], back: str, back_label: str, lead: str, annulment: str = "",
) -> HttpResponse:  # fmt: skip
    """Big buttons for one's own answers, or those of somebody's paper. `sitting` is what was answered already."""
    opening = openings(event.kind, event.id).get(side)
    if opening is None or (own and not sitting and opening.closed_at):
        raise Conflict(_("Tes ini tidak sedang dibuka. Tanyakan kepada panitia."))
    form = AnswerForm(request.POST or None, quiz=opening.quiz, whole=own)
    if request.method == "POST" and (sitting or form.is_valid()):
        done = (sitting, False) if sitting else attempt(form, lambda: act(form.answers()))
        if done:
            if not done[1]:
                messages.info(request, _("Tes ini sudah dijawab; yang pertama yang berlaku."))
            return redirect(request.path)
    context = {
        "form": form, "sitting": sitting, "own": own, "side": Side(side).label, "draft": f"{event.id}:{sitter}:{side}",
        "review": _review(sitting) if own else [], "back": back, "back_label": back_label, "lead": lead,
        "annulment": annulment,
    }  # fmt: skip
    return render(request, "quizzes/answer.html", context, status=422 if form.errors and not sitting else 200)


def _side(side: str, known: dict[str, Opening], people: dict, done: set, doors: Doors) -> dict[str, Any]:
    words, opening = results.WORDS[side], known.get(side)
    missing = [
        {"name": name, "door": doors.entry(id, words)}
        for id, name in sorted(people.items(), key=lambda pair: pair[1].casefold())
        if (id, side) not in done
    ]
    return {
        "label": Side(side).label, "opening": opening, "open": opening is not None and opening.closed_at is None,
        "may_open": side == Side.POST or Side.POST not in known,
        "done": len(people) - len(missing), "there": len(people), "missing": missing, "door": f"{doors.rows}?tes={words}",
        "open_address": doors.opening(words), "close_address": doors.closing(words),
    }  # fmt: skip


def _question(known: dict[str, Opening], said: str) -> dict[str, Any] | None:
    asked = next(iter(known.values())).quiz.asked() if known else []
    number = int(said) if said.isdecimal() and len(said) <= 3 else 0
    return {"number": number, "text": asked[number - 1].text} if 1 <= number <= len(asked) else None


def _review(sitting: Sitting | None) -> list[dict[str, Any]]:
    """One's own answers beside the right ones, once the test after is over: before that they would give it away."""
    if sitting is None or sitting.opening.side != Side.POST or sitting.opening.closed_at is None:
        return []
    pairs = zip(sitting.opening.quiz.asked(), sitting.answers, strict=True)
    return [
        {"text": q.text, "mine": "–" if a is None else q.choices[a], "right": q.choices[q.right], "good": a == q.right}
        for q, a in pairs
    ]  # fmt: skip
