from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.definitions import choices
from dampingi.foundation.ui.fields import day_field
from dampingi.records.hours.actions import kinds_by_hand
from dampingi.records.hours.intake import WorkIntake
from dampingi.records.programmes.models import Mentor


class WorkForm(forms.Form):
    """`reasoned`: the month's report is approved already, or a row is corrected; then a reason is asked."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    on = day_field(_("Tanggal"))
    kind = forms.ChoiceField(label=_("Pekerjaan"))
    hours = forms.IntegerField(
        label=_("Jam"),
        min_value=0,
        max_value=12,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    minutes = forms.IntegerField(
        label=_("Menit"),
        min_value=0,
        max_value=59,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    starts = forms.TimeField(
        label=_("Mulai pukul"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("Bila ingat; dipakai menandai waktu yang bertumpuk."),
    )
    note = forms.CharField(label=_("Keterangan"), required=False, max_length=300)
    reason = forms.CharField(
        label=_("Alasan"), max_length=300, help_text=_("Terbaca bersama catatan ini."),
        error_messages={"required": _("Tulis alasannya.")},
    )  # fmt: skip

    def __init__(self, *args: Any, reasoned: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = kinds_by_hand()
        self.fields["kind"].choices = [(c, n) for c, n in choices("work_kinds").items() if c in offered]
        if not reasoned:
            del self.fields["reason"]

    def clean(self) -> dict[str, Any]:
        super().clean()
        told = self.cleaned_data
        told["length"] = (told.get("hours") or 0) * 60 + (told.get("minutes") or 0)
        if not told["length"] and not {"hours", "minutes"} & set(self.errors):
            self.add_error("hours", _("Isi lamanya."))
        return told

    def intake(self, mentor: Mentor) -> WorkIntake:
        told = self.cleaned_data
        return WorkIntake(
            told["id"], mentor.id, told["on"], told["kind"], told["length"], told["starts"], told["note"],
            reason=told.get("reason", ""),
        )  # fmt: skip


class WithdrawForm(forms.Form):
    id = forms.UUIDField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Alasan menarik"), max_length=300, error_messages={"required": _("Tulis alasannya.")}
    )
