import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.ui.fields import Files, FilesField, day_field
from dampingi.records.partners.models import Partner
from dampingi.records.photojobs.actions import Slot


class AskForm(forms.Form):
    partner = forms.ChoiceField(label=_("Diminta dari"))
    due_on = day_field(_("Paling lambat"))
    wish = forms.CharField(
        label=_("Yang diinginkan"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Misalnya latar putih, satu foto isi dan satu foto kemasan."),
    )  # fmt: skip

    def __init__(self, *args: Any, partners: list[Partner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partner"].choices = [("", _("Pilih mitra")), *((str(p.id), p.name) for p in partners)]

    def told(self) -> dict[str, Any]:
        return self.cleaned_data | {"partner": uuid.UUID(self.cleaned_data["partner"])}


class SlotForm(forms.Form):
    group = forms.CharField(
        label=_("Kelompok mahasiswa"), max_length=100, help_text=_("Namanya tampil di samping foto.")
    )
    on = day_field(_("Tanggal memotret"))
    at = forms.TimeField(label=_("Jam"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    place = forms.CharField(label=_("Tempat"), max_length=150)

    def told(self) -> Slot:
        return Slot(**self.cleaned_data)


class JobPhotosForm(forms.Form):
    photos = FilesField(
        label=_("Foto"), help_text=_("JPEG, PNG, atau WebP, paling besar 12 MB. Data lokasi di dalamnya dibuang."),
        widget=Files(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )  # fmt: skip
