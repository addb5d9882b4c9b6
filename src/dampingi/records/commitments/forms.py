from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.ui.fields import day_field
from dampingi.records.commitments.actions import Kept
from dampingi.records.commitments.sealing import About


def _clock(label: Any) -> forms.TimeField:
    return forms.TimeField(label=label, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))


class CommitmentForm(forms.Form):
    id = forms.UUIDField(widget=forms.HiddenInput)
    title = forms.CharField(
        label=_("Untuk apa"), max_length=120, help_text=_("Hanya Anda yang membacanya; disimpan tersandi."),
        error_messages={"required": _("Beri nama waktu ini; hanya Anda yang membacanya.")},
    )  # fmt: skip
    on = day_field(_("Tanggal"), help_text=_("Bila setiap minggu: hari pertamanya."))
    starts = _clock(_("Mulai"))
    ends = _clock(_("Selesai"))
    weekly = forms.BooleanField(label=_("Setiap minggu pada hari itu"), required=False)
    until = day_field(
        _("Sampai"),
        required=False,
        help_text=_("Untuk yang setiap minggu. Kosongkan bila terus berlangsung."),
    )
    note = forms.CharField(
        label=_("Catatan"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def kept(self) -> Kept:
        told = self.cleaned_data
        return Kept(
            told["id"], told["on"], told["starts"], told["ends"], told["weekly"], told["until"],
            About(told["title"].strip(), told["note"].strip()),
        )  # fmt: skip
