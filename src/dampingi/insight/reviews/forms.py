import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.ui.fields import count_field, day_field


class FreezeForm(forms.Form):
    as_of = day_field(_("Keadaan sampai tanggal"))
    note = forms.CharField(
        label=_("Catatan"),
        required=False,
        max_length=300,
        help_text=_("Misalnya: untuk laporan akhir tahun."),
    )
    freeze = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, today: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_as_of(self) -> datetime.date:
        if self.cleaned_data["as_of"] > self.today:
            raise forms.ValidationError(_("Tanggal itu belum tiba. Isi tanggal hari ini atau sebelumnya."))
        return self.cleaned_data["as_of"]


class ExitRuleForm(forms.Form):
    days = count_field(
        _("Berhenti dalam berapa hari sejak terdaftar"), help_text=_("0 berarti tidak ada yang dikecualikan.")
    )
    replaced = forms.BooleanField(label=_("Hanya bila tempatnya sudah diisi pengganti"), required=False)
    reason = forms.CharField(
        label=_("Dasar atau alasannya"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Tulis alasan atau dasar aturan ini; pembaca evaluasi akan melihatnya.")},
    )  # fmt: skip
    rule = forms.UUIDField(widget=forms.HiddenInput)
