from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.ui.fields import day_field


class ClosingForm(forms.Form):
    as_of = day_field(_("Keadaan pada akhir tanggal"))
    remarks = forms.CharField(
        label=_("Catatan"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Yang perlu diketahui dari pendampingan di kecamatan ini."),
    )  # fmt: skip
