import uuid
from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as lazy

from dampingi.foundation.ui.fields import day_field
from dampingi.records.businesses.forms.places import PlaceForm
from dampingi.records.businesses.forms.values import PhoneField, nik_field
from dampingi.records.businesses.intake import PersonIntake
from dampingi.records.businesses.models import Sex

_FINDS = {
    "autocomplete": "off",
    "hx-post": reverse_lazy("owner_candidates"),
    "hx-trigger": "input changed delay:400ms, load",
    "hx-target": "#calon-pemilik",
    "hx-include": "[name=owner_name], [name=owner_phone], #calon-pemilik",
}
SEXES = (("", "–"), *Sex.choices)


class OwnerForm(forms.Form):
    """The owner: someone on record (`owner_id`, chosen from those found while typing) or a new person."""

    owner_id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    owner_name = forms.CharField(
        label=lazy("Nama pemilik"), max_length=150, widget=forms.TextInput(attrs=_FINDS),
        error_messages={"required": lazy("Isi nama pemiliknya, atau pilih orang yang sudah tercatat.")},
    )  # fmt: skip
    owner_phone = PhoneField(
        label=lazy("Telepon pemilik"),
        widget=forms.TextInput(attrs=_FINDS | {"type": "tel", "hx-trigger": "input changed delay:400ms"}),
    )
    owner_sex = forms.ChoiceField(label=lazy("Jenis kelamin"), required=False, choices=SEXES)
    owner_born_on = day_field(lazy("Tanggal lahir"), required=False)
    owner_address = forms.CharField(label=lazy("Alamat rumah"), required=False, max_length=300)
    owner_nik = nik_field(
        label=lazy("NIK"), help_text=lazy("16 angka pada KTP. Boleh menyusul; disimpan tersegel.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner_name"].required = not self.chosen

    def new_owner(self, region: str) -> PersonIntake | None:
        """None where someone on record was chosen."""
        said = self.cleaned_data
        if said["owner_id"]:
            return None
        return PersonIntake(
            name=said["owner_name"].strip(),
            region=region,
            sex=said["owner_sex"],
            born_on=said["owner_born_on"],
            phone=said["owner_phone"],
            address=said["owner_address"].strip(),
            nik=said["owner_nik"],
        )

    @property
    def chosen(self) -> uuid.UUID | None:
        try:
            return uuid.UUID(str(self["owner_id"].value()))
        except ValueError:
            return None


class PersonForm(PlaceForm):
    """What is on record of a person. The NIK is never shown: what is typed here replaces it."""

    base = forms.IntegerField(widget=forms.TextInput(attrs={"hidden": True}))
    name = forms.CharField(label=lazy("Nama"), max_length=150)
    sex = forms.ChoiceField(label=lazy("Jenis kelamin"), required=False, choices=SEXES)
    born_on = day_field(lazy("Tanggal lahir"), required=False)
    phone = PhoneField(label=lazy("Telepon"))
    address = forms.CharField(label=lazy("Alamat rumah"), required=False, max_length=300)
    nik = nik_field(
        label=lazy("NIK baru"), help_text=lazy("Isi hanya bila NIK yang tercatat keliru atau belum ada.")
    )
    FIELDS = ("name", "sex", "born_on", "phone", "address", "region")

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.FIELDS}
