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


class CalendarForm(forms.Form):
    """An address or a file, and what its owner calls it."""

    name = forms.CharField(
        label=_("Nama kalender"), max_length=60, initial=_("Kalender HP"), help_text=_("Hanya Anda yang membacanya."),
        error_messages={"required": _("Beri nama kalender ini; hanya Anda yang membacanya.")},
    )  # fmt: skip
    address = forms.CharField(
        label=_("Alamat iCal"), required=False, max_length=2000, widget=forms.URLInput(attrs={"placeholder": "https://…/basic.ics"}),
        help_text=_("Di Google Kalender: Setelan kalender, “Alamat rahasia dalam format iCal”. Disimpan tersandi, dibaca setiap hari."),
    )  # fmt: skip
    file = forms.FileField(
        label=_("Atau berkas .ics"), required=False, help_text=_("Dibaca sekali; berkasnya tidak disimpan."),
        widget=forms.FileInput(attrs={"accept": ".ics,text/calendar"}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if bool(told.get("address")) == bool(told.get("file")) and not self.errors:
            raise forms.ValidationError(_("Isi alamat iCal atau pilih satu berkas .ics, salah satu saja."))
        return told
