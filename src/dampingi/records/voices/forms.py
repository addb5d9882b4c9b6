from django import forms

from dampingi.records.voices.models import QUESTIONS
from dampingi.records.voices.queries import ANSWERS, QUESTION_TEXTS


class VoiceForm(forms.Form):
    """The five statements, each from 1 (not at all) to 5 (very much)."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for question in QUESTIONS:
            self.fields[question] = forms.TypedChoiceField(
                label=QUESTION_TEXTS[question], choices=ANSWERS, coerce=int, widget=forms.RadioSelect
            )
