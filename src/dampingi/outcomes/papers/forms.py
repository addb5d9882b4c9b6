from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.ui.fields import day_field
from dampingi.outcomes.papers.actions import BASIS_LENGTH


class AssignmentForm(forms.Form):
    on = day_field(_("Tanggal surat"))
    basis = forms.CharField(
        label=_("Dasar penugasan"), max_length=BASIS_LENGTH, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Misalnya Keputusan Kepala Dinas tentang penetapan pendamping, dengan nomor dan tanggalnya."),
        error_messages={"required": _("Tulis dasar penugasan, misalnya nomor SK penetapan pendamping.")},
    )  # fmt: skip
    number = forms.CharField(
        label=_("Nomor dari arsip dinas"), required=False, max_length=80,
        help_text=_("Kosongkan agar diberi nomor berikutnya. Hanya untuk satu surat."),
    )  # fmt: skip
