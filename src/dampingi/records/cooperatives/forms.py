from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.engines.sheets.values.phones import phones
from dampingi.foundation.definitions import choices
from dampingi.foundation.regions.codes import ancestor, depth
from dampingi.foundation.regions.queries import name_of
from dampingi.foundation.ui.fields import RupiahField, count_field, day_field
from dampingi.records.cooperatives.intake import BookYearIntake, CooperativeIntake
from dampingi.records.cooperatives.models import Answer, BookYear, Cooperative

WIDE = "luas"


class CooperativeForm(forms.Form):
    name = forms.CharField(label=_("Nama koperasi"), max_length=150)
    registration = forms.CharField(label=_("Nomor Induk Koperasi"), max_length=30, required=False)
    legal_number = forms.CharField(label=_("Nomor badan hukum"), max_length=60, required=False)
    legal_on = day_field(_("Tanggal badan hukum"))
    kind = forms.ChoiceField(label=_("Jenis"))
    sharia = forms.BooleanField(label=_("Menurut prinsip syariah"), required=False)
    region = forms.ChoiceField(label=_("Letak kantor"))
    address = forms.CharField(label=_("Alamat"), max_length=200, required=False)
    members_area = forms.ChoiceField(
        label=_("Wilayah keanggotaan"),
        help_text=_("Menentukan siapa yang membina dan menilai: kota, provinsi, atau pusat."),
    )
    contact = forms.CharField(label=_("Nama pengurus yang dihubungi"), max_length=150, required=False)
    phone = forms.CharField(label=_("Telepon"), max_length=40, required=False)
    shop_unit = forms.BooleanField(label=_("Mempunyai unit toko"), required=False)
    digital = forms.ChoiceField(label=_("Pembukuan digital"), choices=Answer.choices, required=False)
    transparent = forms.ChoiceField(
        label=_("Laporan keuangan terbuka bagi anggota"), choices=Answer.choices, required=False
    )
    closed_on = day_field(_("Bubar pada"), required=False)
    reason = forms.CharField(label=_("Alasan mengubah"), max_length=300, required=False)
    cooperative = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, places: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("Pilih jenis")), *choices("cooperative_kinds").items()]
        self.fields["region"].choices = [("", _("Pilih tempat")), *places]
        tops = {ancestor(code, d) for code, _n in places for d in (2, 1) if depth(code) >= d}
        areas = sorted(tops, key=lambda c: (-depth(c), c))
        self.fields["members_area"].choices = [
            *((c, name_of(c)) for c in areas), (WIDE, _("Beberapa provinsi")),
        ]  # fmt: skip

    @staticmethod
    def initial_of(found: Cooperative) -> dict[str, Any]:
        fields = (
            "name", "registration", "legal_number", "legal_on", "kind", "sharia", "region", "address", "contact", "phone",
            "shop_unit", "digital", "transparent", "closed_on",
        )  # fmt: skip
        return {f: getattr(found, f) for f in fields} | {"members_area": found.members_area or WIDE}

    def clean_phone(self) -> str:
        said = self.cleaned_data["phone"]
        if not said:
            return ""
        found = phones(said)
        if not isinstance(found, tuple) or len(found) != 1:
            raise forms.ValidationError(_("Nomor itu tidak terbaca. Tulis lengkap, misalnya 0812 3456 7890."))
        return str(found[0])

    def told(self) -> CooperativeIntake:
        said = {k: v for k, v in self.cleaned_data.items() if k not in ("reason", "cooperative")}
        return CooperativeIntake(
            **said | {"members_area": "" if said["members_area"] == WIDE else said["members_area"]}
        )


def _rupiah(label: Any, **more: Any) -> RupiahField:
    return RupiahField(label=label, **more)


class BookYearForm(forms.Form):
    year = forms.IntegerField(
        label=_("Tahun buku"),
        min_value=1950,
        max_value=2200,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    meeting_on = day_field(_("Rapat anggota tahunan pada"), required=False)
    members_men = count_field(_("Anggota laki-laki"))
    members_women = count_field(_("Anggota perempuan"))
    assets = _rupiah(_("Aset"), min_value=0)
    equity = _rupiah(_("Modal sendiri"))
    loans = _rupiah(_("Pinjaman kepada anggota"), min_value=0, required=False)
    turnover = _rupiah(_("Volume usaha"), min_value=0)
    surplus = _rupiah(_("Sisa hasil usaha"), help_text=_("Rugi ditulis dengan tanda kurang."))

    @staticmethod
    def initial_of(found: BookYear) -> dict[str, Any]:
        return {f: getattr(found, f) for f in BookYearForm.base_fields}

    def told(self) -> BookYearIntake:
        return BookYearIntake(**self.cleaned_data | {"loans": self.cleaned_data["loans"] or 0})
