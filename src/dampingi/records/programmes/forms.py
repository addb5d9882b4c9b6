import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class WithdrawForm(forms.Form):
    on = forms.DateField(
        label=_("Tanggal berhenti"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    reason = forms.CharField(
        label=_("Alasan"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Misalnya pindah kota, bekerja, sakit. Alasan ini tercatat dan ikut dihitung dalam evaluasi."
        ),
    )

    def clean_on(self) -> datetime.date:
        if self.cleaned_data["on"] > timezone.localdate():
            raise forms.ValidationError(_("Tanggal itu belum tiba. Isi tanggal hari ini atau sebelumnya."))
        return self.cleaned_data["on"]


class MonthForm(forms.Form):
    month = forms.DateField()
    reason = forms.CharField(required=False, max_length=300)
