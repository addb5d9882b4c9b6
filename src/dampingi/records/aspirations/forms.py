from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.definitions import choices
from dampingi.records.aspirations.intake import Heard
from dampingi.records.aspirations.models import State
from dampingi.records.aspirations.themes import MOST
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


class PublicForm(forms.Form):
    """Anybody: the wish, and a name and phone only of who wants an answer. `website` is a trap: people do not see it."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Apa yang Anda harapkan?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Satu hal, dengan kata Anda sendiri. Jangan menulis NIK atau nomor telepon di sini."),
    )  # fmt: skip
    name = forms.CharField(
        label=_("Nama"),
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = PhoneField(label=_("Nomor WhatsApp"), required=False)
    website = forms.CharField(
        label=_("Kosongkan kolom ini"), required=False, max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )  # fmt: skip

    def heard(self) -> Heard:
        said = self.cleaned_data
        return Heard(said["id"], "", said["text"], said["name"], said["phone"])


class ThemeRowForm(forms.Form):
    """An empty name takes the row out."""

    code = forms.CharField(widget=forms.HiddenInput, required=False, max_length=30)
    name = forms.CharField(label=_("Tema"), required=False, max_length=80)
    field = forms.ChoiceField(label=_("Bidang"), choices=lambda: list(choices("constraint_fields").items()))
    words = forms.CharField(
        label=_("Kata yang menunjukkannya"), required=False, max_length=1000,
        help_text=_("Pisahkan dengan koma; imbuhan dan salah ketik dimaafkan."),
    )  # fmt: skip


ThemeRowForms = forms.formset_factory(ThemeRowForm, extra=2, max_num=MOST + 2, absolute_max=MOST + 2)


class ThemeEditionForm(forms.Form):
    reason = forms.CharField(label=_("Apa yang berubah dan mengapa"), max_length=300)
    base = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=100_000)


def kept(rows: Any) -> list[dict[str, Any]]:
    """What the rows say, without those left empty."""
    told = [row.cleaned_data for row in rows if row.cleaned_data]
    return [row | {"words": row["words"].split(",")} for row in told if row.get("name", "").strip()]


class WordingForm(forms.Form):
    said = forms.CharField(
        label=_("Yang diminta, tanpa nama"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Dengan kata umum: bukan siapa, melainkan apa."),
    )  # fmt: skip
    did = forms.CharField(
        label=_("Yang dikerjakan, atau mengapa tidak"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class VerdictForm(forms.Form):
    verdict = forms.ChoiceField(
        label=_("Putusan"),
        choices=(("yes", _("Terbitkan")), ("no", _("Kembalikan"))),
        widget=forms.RadioSelect,
    )
    comment = forms.CharField(
        label=_("Catatan"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
