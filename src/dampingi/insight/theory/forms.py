from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.insight.theory.models import Level, Verdict
from dampingi.insight.theory.rows import MOST
from dampingi.insight.theory.sources import options

BLANK = 3
"""Empty rows offered at the end."""


class RowForm(forms.Form):
    """An empty description takes the row out."""

    code = forms.CharField(widget=forms.HiddenInput, required=False, max_length=30)
    level = forms.ChoiceField(label=_("Tingkat"), choices=Level.choices)
    text = forms.CharField(label=_("Uraian"), required=False, max_length=200)
    planned = forms.CharField(label=_("Rencana"), required=False, max_length=200)
    source = forms.ChoiceField(label=_("Temuan dibaca dari"), required=False)

    def __init__(self, *args: Any, region: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["source"].choices = options(region)


RowForms = forms.formset_factory(RowForm, extra=BLANK, max_num=MOST + BLANK, absolute_max=MOST + BLANK)


class EditionForm(forms.Form):
    reason = forms.CharField(label=_("Apa yang berubah dan mengapa"), required=False, max_length=300)
    base = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=100_000)
    theory = forms.UUIDField(widget=forms.HiddenInput)


def kept(rows: Any) -> list[dict[str, str]]:
    """What the rows say, without those left empty."""
    told = [row.cleaned_data for row in rows if row.cleaned_data]
    return [row for row in told if row.get("text", "").strip()]


class JudgementForm(forms.Form):
    verdict = forms.ChoiceField(
        label=_("Penilaian"), choices=Verdict.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Pilih penilaiannya.")},
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Alasan"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Tulis alasan penilaian Anda.")},
    )  # fmt: skip
    evidence = forms.CharField(
        label=_("Bukti lain"), required=False, max_length=300,
        help_text=_("Dokumen, berita acara, atau catatan yang dapat diperiksa orang lain."),
    )  # fmt: skip
    judgement = forms.UUIDField(widget=forms.HiddenInput)
