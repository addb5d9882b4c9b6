import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.ui.fields import RupiahField, count_field, day_field
from dampingi.records.subsidies.queries import Door
from dampingi.records.subsidies.reconciling import COUNTS, ITEMS

MOST_BYTES = 5_000_000


def month_in(told: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(f"{told}-01")
    except ValueError:
        raise forms.ValidationError(_("Tulis bulan seperti 2026-07.")) from None


class ClaimForm(forms.Form):
    """A sheet, or one line typed."""

    door = forms.ChoiceField(label=_("Bank dan kota"))
    month = forms.CharField(
        label=_("Bulan tagihan"), widget=forms.TextInput(attrs={"type": "month"}), max_length=7
    )
    sheet = forms.FileField(
        label=_("Lembar tagihan"), required=False, widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv"}),
        help_text=_("Lembar yang diunduh dari halaman ini, sesudah diisi; paling besar 5 MB."),
    )  # fmt: skip
    loan = forms.CharField(label=_("Nomor pinjaman"), max_length=40, required=False)
    balance = RupiahField(label=_("Sisa pokok (Rp)"), min_value=0, max_value=10**13, required=False)
    amount = RupiahField(label=_("Subsidi ditagih (Rp)"), min_value=0, max_value=10**13, required=False)

    def __init__(self, doors: list[Door], *told: Any, **named: Any) -> None:
        super().__init__(*told, **named)
        self.doors = {d.key: d for d in doors}
        self.fields["door"].choices = [(d.key, f"{d.bank}, {d.place}") for d in doors]

    def clean_month(self) -> datetime.date:
        return month_in(self.cleaned_data["month"])

    def clean_sheet(self) -> Any:
        sheet = self.cleaned_data["sheet"]
        if sheet and sheet.size > MOST_BYTES:
            raise forms.ValidationError(_("Berkasnya lebih besar dari 5 MB. Hapus gambar dan lembar lain di dalamnya."))  # fmt: skip
        return sheet

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        typed = told.get("loan") and told.get("balance") is not None and told.get("amount") is not None
        if not self.errors and not told.get("sheet") and not typed:
            raise forms.ValidationError(_("Pilih lembar tagihan, atau isi satu baris: nomor pinjaman, sisa pokok, dan subsidinya."))  # fmt: skip
        return told


class PaymentForm(forms.Form):
    reference = forms.CharField(label=_("Nomor SP2D"), max_length=100)
    on = day_field(_("Tanggal bayar"))


class DecreeForm(forms.Form):
    """Which loans a decree names."""

    region = forms.ChoiceField(label=_("Kota"))
    basis = forms.CharField(
        label=_("Dasar"), max_length=400, widget=forms.Textarea(attrs={"rows": 2}), help_text=_("Peraturan wali kota dan DPA yang mendasarinya.")
    )  # fmt: skip
    applications = forms.MultipleChoiceField(
        label=_("Pinjaman"), error_messages={"required": _("Pilih sedikitnya satu pinjaman.")}
    )

    def __init__(self, regions: dict[str, str], ids: list[str], *told: Any, **named: Any) -> None:
        super().__init__(*told, **named)
        self.fields["region"].choices = list(regions.items())  # type: ignore[attr-defined]
        self.fields["applications"].choices = [(id, id) for id in ids]  # type: ignore[attr-defined]


class EnactForm(forms.Form):
    number = forms.CharField(label=_("Nomor keputusan wali kota"), max_length=80)
    on = day_field(_("Tanggal keputusan"))


class ReconciliationForm(forms.Form):
    """What the bank's own books say of a month."""

    door = forms.ChoiceField(label=_("Bank dan kota"))
    month = forms.CharField(label=_("Bulan"), widget=forms.TextInput(attrs={"type": "month"}), max_length=7)
    remarks = forms.CharField(
        label=_("Penjelasan selisih"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Wajib bila angka bank berbeda dari catatan kota."),
    )  # fmt: skip

    def __init__(self, doors: list[Door], *told: Any, **named: Any) -> None:
        super().__init__(*told, **named)
        self.doors = {d.key: d for d in doors}
        self.fields["door"].choices = [(d.key, f"{d.bank}, {d.place}") for d in doors]  # type: ignore[attr-defined]
        for code, label in ITEMS.items():
            self.fields[code] = count_field(label) if code in COUNTS else RupiahField(label=label, min_value=0, max_value=10**15)  # fmt: skip

    @property
    def items(self) -> list[Any]:
        return [self[code] for code in ITEMS]

    def clean_month(self) -> datetime.date:
        return month_in(self.cleaned_data["month"])
