from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.definitions import choices
from dampingi.records.aspirations.intake import Heard
from dampingi.records.aspirations.models import State
from dampingi.records.businesses.forms.values import PhoneField

ANSWERS = [s for s in State if s != State.RECEIVED]


class AspirationForm(forms.Form):
    id = forms.UUIDField(widget=forms.HiddenInput)
    field = forms.ChoiceField(label=_("Bidang"), choices=lambda: list(choices("constraint_fields").items()))
    text = forms.CharField(label=_("Aspirasinya"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))
    name = forms.CharField(label=_("Nama"), max_length=150, required=False)
    phone = PhoneField(label=_("Telepon (bila ingin dijawab)"), required=False)

    def heard(self) -> Heard:
        said = self.cleaned_data
        return Heard(said["id"], said["field"], said["text"], said["name"], said["phone"])


class DeskForm(AspirationForm):
    region = forms.ChoiceField(label=_("Kecamatan"))

    def __init__(self, *args: Any, districts: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].choices = districts


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=_("Jawaban"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Orangnya membacanya kata demi kata."),
        error_messages={"required": _("Tulis jawabannya; orangnya membacanya kata demi kata.")},
    )  # fmt: skip
    state = forms.ChoiceField(
        label=_("Keadaannya sekarang"), required=False, choices=[(s.value, s.label) for s in ANSWERS], widget=forms.RadioSelect
    )  # fmt: skip


class FollowForm(forms.Form):
    label = forms.CharField(
        label=_("Apa yang dikerjakan atau direncanakan"), max_length=300,
        error_messages={"required": _("Tulis apa yang dikerjakan, atau kegiatan mana yang menjawabnya.")},
    )  # fmt: skip
