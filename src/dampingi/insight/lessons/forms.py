from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.insight.lessons.models import Concerned, Side


class FactorForm(forms.Form):
    side = forms.ChoiceField(
        label=_("Sisi"), choices=Side.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Pilih penghambat atau pendukung.")},
    )  # fmt: skip
    text = forms.CharField(label=_("Faktornya"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    evidence = forms.CharField(
        label=_("Di mana itu dapat dilihat"), max_length=300,
        help_text=_("Berita acara, laporan, atau siapa yang menyampaikannya dalam acara apa."),
    )  # fmt: skip
    place = forms.ChoiceField(label=_("Wilayah"), required=False)
    factor = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, places: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [("", _("Seluruh wilayah program")), *places]


class LessonForm(forms.Form):
    learnt = forms.CharField(
        label=_("Apa yang dipelajari"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    basis = forms.ChoiceField(
        label=_("Dasarnya"), help_text=_("Apa yang dikatakan dasar itu sekarang ikut disimpan."),
        error_messages={"required": _("Pilih dasar pelajaran ini.")},
    )  # fmt: skip
    evidence = forms.CharField(label=_("Bukti lain"), required=False, max_length=300)
    concerns = forms.ChoiceField(label=_("Siapa yang berkepentingan"), choices=Concerned.choices)
    change = forms.CharField(
        label=_("Apa yang sebaiknya diubah"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    for_year = forms.IntegerField(label=_("Untuk rencana tahun"), min_value=2000, max_value=2200)
    lesson = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, bases: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["basis"].choices = bases


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Alasan menariknya"),
        max_length=300,
        error_messages={"required": _("Tulis alasan menariknya.")},
    )
