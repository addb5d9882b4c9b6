from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.insight.participation.actions import LONGEST_REASON


class SwitchForm(forms.Form):
    reason = forms.CharField(
        label=_("Alasan"), max_length=LONGEST_REASON, help_text=_("Terbaca di kartu model oleh semua yang memakainya.")
    )  # fmt: skip
