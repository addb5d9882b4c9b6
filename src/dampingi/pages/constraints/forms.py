import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.ui.fields import day_field
from dampingi.records.mentoring.forms.progress import ConstraintForm, ResolutionForm
from dampingi.records.mentoring.forms.visits import SEVERITIES

__all__ = ["ConstraintForm", "ReopeningForm", "ResolutionForm", "WeightForm"]


class WeightForm(forms.Form):
    severity = forms.TypedChoiceField(
        label=_("Seberapa berat sekarang"), choices=SEVERITIES, coerce=int, widget=forms.RadioSelect
    )


class ReopeningForm(WeightForm):
    since = day_field(_("Muncul lagi sejak"))
    note = forms.CharField(
        label=_("Catatan"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean_since(self) -> datetime.date:
        if self.cleaned_data["since"] > timezone.localdate():
            raise forms.ValidationError(_("Tanggal itu belum tiba. Perbaiki tanggalnya."))
        return self.cleaned_data["since"]
