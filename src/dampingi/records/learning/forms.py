from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.regions.models import Region
from dampingi.foundation.ui.fields import day_field
from dampingi.records.learning.models import Subject


class TrainingForm(forms.Form):
    title = forms.CharField(label=_("Judul"), max_length=150)
    subject = forms.ChoiceField(label=_("Bidang"), choices=Subject.choices)
    region = forms.ChoiceField(
        label=_("Wilayah peserta"), help_text=_("Peserta dari wilayah ini dianggap diundang.")
    )
    on = forms.DateField(
        label=_("Tanggal"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    minutes = forms.IntegerField(
        label=_("Lama (menit)"), min_value=1, max_value=1440, widget=forms.NumberInput(attrs={"step": 15})
    )
    places = forms.IntegerField(
        label=_("Jumlah tempat"), min_value=1, max_value=2000, required=False,
        help_text=_("Diisi bila peserta perlu mendaftar; yang tidak kebagian masuk daftar tunggu."),
    )  # fmt: skip
    closes_on = day_field(
        _("Pendaftaran ditutup"), required=False, help_text=_("Kosong: pada hari pelatihan.")
    )
    place = forms.CharField(label=_("Tempat"), max_length=150, required=False)
    speaker = forms.CharField(label=_("Narasumber"), max_length=150, required=False)

    def __init__(self, *args, regions: Sequence[Region], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].choices = [(r.code, _indented(r)) for r in regions]  # type: ignore[attr-defined]


class RegistrationForm(forms.Form):
    """How many may come, and until when they register."""

    places = forms.IntegerField(label=_("Jumlah tempat"), min_value=1, max_value=2000, required=False)
    closes_on = day_field(_("Pendaftaran ditutup"), required=False)


def _indented(region: Region) -> str:
    return "\u2003" * max(0, region.code.count(".") - 1) + region.name
