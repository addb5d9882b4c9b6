"""Registering a business and changing what is on record of it."""

import uuid
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dampingi.foundation.definitions import choices
from dampingi.foundation.kbli.queries import edition_of
from dampingi.foundation.regions.codes import contains
from dampingi.foundation.regions.queries import name_of
from dampingi.foundation.ui.fields import RupiahField, count_field, day_field
from dampingi.records.businesses.forms.people import OwnerForm
from dampingi.records.businesses.forms.places import PlaceForm
from dampingi.records.businesses.forms.values import PhoneField, kbli_field, nib_field
from dampingi.records.businesses.intake import BusinessIntake

EDITIONS = (("", "–"), ("2020", "KBLI 2020"), ("2025", "KBLI 2025"))


def _sectors() -> list[tuple[str, str]]:
    return [("", "–"), *choices("sectors").items()]


def _degrees(label: Any) -> "DegreesField":
    return DegreesField(label=label, required=False, max_digits=9, decimal_places=6)


class DegreesField(forms.DecimalField):
    """Degrees with a point or a comma; what a map says more precisely than a metre is rounded."""

    widget = forms.TextInput(attrs={"inputmode": "text", "autocomplete": "off"})

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = value.strip().replace(",", ".").replace("−", "-")
        found = super().to_python(value)
        return found.quantize(Decimal("0.000001")) if found is not None and abs(found) < 1000 else found


class CorrectionForm(forms.Form):
    """What someone who works with the business can set right in the field. `base`: the version the form showed."""

    base = forms.IntegerField(widget=forms.TextInput(attrs={"hidden": True}))
    product = forms.CharField(
        label=lazy("Produk atau jasa"), required=False, max_length=300,
        help_text=lazy("Apa yang dijual, dengan kata sehari-hari: keripik singkong, jahit seragam."),
    )  # fmt: skip
    phone = PhoneField(label=lazy("Telepon usaha"))
    address = forms.CharField(label=lazy("Alamat usaha"), required=False, max_length=300)
    latitude = _degrees(lazy("Lintang"))
    longitude = _degrees(lazy("Bujur"))
    FIELDS: tuple[str, ...] = ("product", "phone", "address", "latitude", "longitude")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if {"latitude", "longitude"} <= said.keys() and (said["latitude"] is None) != (
            said["longitude"] is None
        ):
            self.add_error("longitude", lazy("Isi lintang dan bujur keduanya, atau kosongkan keduanya."))
        return said

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.FIELDS}


class BusinessForm(CorrectionForm):
    name = forms.CharField(label=lazy("Nama usaha"), max_length=200)
    sector = forms.ChoiceField(label=lazy("Sektor"), required=False, choices=_sectors)
    kbli = kbli_field(label=lazy("Kode KBLI"), help_text=lazy("Lima angka, bila tahu."))
    kbli_edition = forms.ChoiceField(label=lazy("Edisi KBLI"), required=False, choices=EDITIONS)
    nib = nib_field(label=lazy("NIB"), help_text=lazy("13 angka dari OSS."))
    started_year = forms.IntegerField(
        label=lazy("Tahun berdiri"), required=False, min_value=1900,
        error_messages={"min_value": lazy("Isi tahun dengan empat angka, misalnya 2021.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    annual_sales = RupiahField(
        label=lazy("Omzet setahun"), required=False, min_value=0, max_value=10**15,
        help_text=lazy("Perkiraan dalam rupiah, misalnya 60.000.000."),
    )  # fmt: skip
    capital = RupiahField(
        label=lazy("Modal"), required=False, min_value=0, max_value=10**15,
        help_text=lazy("Tanpa tanah dan bangunan tempat usaha."),
    )  # fmt: skip
    workers = count_field(lazy("Tenaga kerja"), required=False)
    FIELDS = (
        "name", "sector", *CorrectionForm.FIELDS, "nib", "kbli", "kbli_edition", "started_year", "annual_sales",
        "capital", "workers",
    )  # fmt: skip

    def clean_kbli_edition(self) -> str:
        """A code without its edition gets the one it is likely of; an edition without a code means nothing."""
        said = self.cleaned_data
        if not said.get("kbli"):
            return ""
        return (
            said["kbli_edition"]
            or edition_of(said["kbli"], f"{self.data.get('product', '')} {said.get('name', '')}").edition
        )


class RegisterForm(BusinessForm, OwnerForm, PlaceForm):
    """`id` is made when the form is first shown and kept with its draft: sending is safe twice."""

    id = forms.UUIDField(widget=forms.TextInput(attrs={"hidden": True}))
    sure = forms.BooleanField(required=False, widget=forms.HiddenInput)
    base = None  # type: ignore[assignment]

    def intake(self) -> BusinessIntake:
        said = self.cleaned_data
        return BusinessIntake(
            id=said["id"],
            region=said["region"],
            owner=self.new_owner(said["region"]),
            owner_id=said["owner_id"],
            **self.values(),
        )


class MoveForm(PlaceForm):
    address = forms.CharField(label=lazy("Alamat yang baru"), required=False, max_length=300)
    on = day_field(lazy("Pindah pada"))
    reason = forms.CharField(
        label=lazy("Alasan"), max_length=500, help_text=lazy("Misalnya: sewa habis, mendekati pembeli, ikut keluarga.")
    )  # fmt: skip
    leaves = forms.BooleanField(
        label=lazy("Ya, usaha ini pindah ke luar wilayah saya"), required=False, widget=forms.HiddenInput
    )
    """Asked only where it does, so that a slip on a kelurahan of the same name gives no business away."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].widget.attrs["hx-post"] = f"{reverse('place_candidates')}?semua=1"
        self.order_fields(["place", "region", "leaves", "address", "on", "reason"])

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        region = said.get("region")
        if said.get("place") and region and not any(p and contains(p, region) for p in self.within):
            self.fields["leaves"].widget = forms.CheckboxInput()
            if not said.get("leaves"):
                told = _(
                    "%(place)s di luar wilayah Anda. Setelah disimpan, usaha ini dipegang dinas di sana dan tidak tampak "
                    "lagi bagi Anda. Centang bila memang demikian, atau pilih kelurahan lain."
                )
                self.add_error("leaves", told % {"place": name_of(region)})
        return said


class CloseForm(forms.Form):
    reason = forms.ChoiceField(
        label=lazy("Mengapa tutup"), choices=lambda: list(choices("closures").items()), widget=forms.RadioSelect
    )  # fmt: skip
    on = day_field(lazy("Tutup pada"))
    note = forms.CharField(
        label=lazy("Keterangan"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=lazy("Wajib bila alasannya «Lainnya»."),
    )  # fmt: skip


class ReopenForm(forms.Form):
    on = day_field(lazy("Buka kembali pada"))
    note = forms.CharField(
        label=lazy("Keterangan"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(label=lazy("Alasan"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class NewOwnerForm(OwnerForm, PlaceForm):
    """`place` is where a new person lives; not asked where someone on record is chosen."""

    on = day_field(lazy("Berganti pemilik pada"))
    reason = forms.CharField(
        label=lazy("Alasan"), max_length=500, help_text=lazy("Misalnya: dijual, diteruskan anak, pembagian warisan.")
    )  # fmt: skip

    def __init__(self, *args: Any, within: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, within=within, **kwargs)
        self.fields["place"].label = lazy("Tempat tinggal pemilik baru")
        self.fields["place"].required = not self.chosen

    def told(self) -> dict[str, Any]:
        said = self.cleaned_data
        owner: uuid.UUID | None = said["owner_id"]
        told = {"on": said["on"], "reason": said["reason"], "owner_id": owner}
        return told | {"owner": None if owner else self.new_owner(said["region"])}
