from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.records.voices.models import QUESTIONS
from dampingi.records.voices.queries import ANSWERS, QUESTION_TEXTS


class VoiceForm(forms.Form):
    """The five statements, each from 1 (not at all) to 5 (very much), and words if one wishes."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for question in QUESTIONS:
            self.fields[question] = forms.TypedChoiceField(
                label=QUESTION_TEXTS[question], choices=ANSWERS, coerce=int, widget=forms.RadioSelect
            )
        self.fields["comment"] = forms.CharField(
            label=_("Ada yang ingin Anda tambahkan?"),
            required=False,
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 3}),
        )
