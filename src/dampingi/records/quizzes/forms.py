from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.ui.formats import number
from dampingi.records.quizzes.actions import MOST_QUESTIONS
from dampingi.records.quizzes.marking import Question
from dampingi.records.quizzes.models import Quiz
from dampingi.records.quizzes.queries import state_of

LETTERS = "ABCDE"
SPARE, FIRST = 3, 5
"""Empty places for more questions, and how many at first."""


class QuizForm(forms.Form):
    """The questions there are, and room for some more; what stays empty is left out."""

    def __init__(self, *args: Any, quiz: Quiz | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"] = forms.CharField(widget=forms.HiddenInput, max_length=40, initial=state_of(quiz))
        known = quiz.asked() if quiz else []
        self.room = min(MOST_QUESTIONS, max(FIRST, len(known) + SPARE))
        for n in range(self.room):
            self._add(n, known[n] if n < len(known) else Question("", (), -1))

    def _add(self, n: int, question: Question) -> None:
        area = forms.Textarea(attrs={"rows": 2})
        self.fields[f"text-{n}"] = forms.CharField(
            label=_("Pertanyaan"), max_length=500, required=False, initial=question.text, widget=area
        )
        for k, letter in enumerate(LETTERS):
            said = question.choices[k] if k < len(question.choices) else ""
            self.fields[f"choice-{n}-{k}"] = forms.CharField(
                label=_("Pilihan %(letter)s") % {"letter": letter}, max_length=200, required=False, initial=said
            )  # fmt: skip
        self.fields[f"right-{n}"] = forms.ChoiceField(
            label=_("Yang benar"), required=False, initial=question.right if question.text else "",
            choices=[("", _("Pilih")), *enumerate(LETTERS)],
        )  # fmt: skip

    def blocks(self) -> list[dict[str, Any]]:
        return [
            {
                "number": n + 1, "text": self[f"text-{n}"], "right": self[f"right-{n}"],
                "choices": [self[f"choice-{n}-{k}"] for k in range(len(LETTERS))],
            }
            for n in range(self.room)
        ]  # fmt: skip

    def questions(self) -> list[Question]:
        found = (self._question(n) for n in range(self.room))
        return [q for q in found if q.text or q.choices]

    def _question(self, n: int) -> Question:
        said = self.cleaned_data
        choices = {k: c for k in range(len(LETTERS)) if (c := said[f"choice-{n}-{k}"])}
        right = int(said[f"right-{n}"] or -1)
        place = list(choices).index(right) if right in choices else -1
        return Question(said[f"text-{n}"], tuple(choices.values()), place)


class AnswerForm(forms.Form):
    """One press a question. Who answers for themselves answers all; of a paper, what was left empty stays so."""

    def __init__(self, *args: Any, quiz: Quiz, whole: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.quiz = quiz
        for n, question in enumerate(quiz.asked()):
            choices: list[tuple[Any, Any]] = list(enumerate(question.choices))
            self.fields[f"answer-{n}"] = forms.TypedChoiceField(
                label=f"{number(n + 1)}. {question.text}", coerce=int, empty_value=None, required=whole,
                choices=choices if whole else [*choices, ("", _("Tidak dijawab"))], widget=forms.RadioSelect,
                error_messages={"required": _("Pilih satu jawaban.")},
            )  # fmt: skip

    def answers(self) -> list[int | None]:
        return [self.cleaned_data[f"answer-{n}"] for n in range(len(self.fields))]
