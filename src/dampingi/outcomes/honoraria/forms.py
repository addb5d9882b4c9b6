from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.ui.formats import month


class BundleForm(forms.Form):
    month = forms.ChoiceField(label=_("Bulan"))

    def __init__(self, *args: Any, months: list, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["month"].choices = [(f"{m:%Y-%m-%d}", month(m)) for m in months]


class BankListForm(forms.Form):
    reason = forms.CharField(
        label=_("Untuk apa"),
        max_length=300,
        help_text=_("Daftar ini memuat nomor rekening dan NPWP; pembuatannya tercatat."),
    )
