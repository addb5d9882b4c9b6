from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.definitions import source_names
from dampingi.foundation.regions.codes import LEVELS
from dampingi.foundation.ui.fields import RupiahField, day_field
from dampingi.records.honoraria.models import Per

PAID_LEVELS = tuple(reversed(LEVELS[1:]))
"""kelurahan, kecamatan, kota."""
MOST_BRACKETS = 6


def _reason(label: Any, **more: Any) -> forms.CharField:
    missing = {"required": _("Tulis alasannya.")}
    return forms.CharField(
        label=label, max_length=500, widget=forms.Textarea(attrs={"rows": 2}), error_messages=missing, **more
    )


class AccountForm(forms.Form):
    bank = forms.ChoiceField(label=_("Bank"))
    number = forms.CharField(
        label=_("Nomor rekening"),
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    holder = forms.CharField(
        label=_("Nama pemilik rekening"), max_length=150, help_text=_("Seperti pada buku tabungan.")
    )
    npwp = forms.CharField(
        label=_("NPWP"), required=False, max_length=30, widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=_("Tanpa NPWP, pajaknya dapat lebih tinggi."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bank"].choices = [
            ("", "–"),
            *((c, f"{n} ({c})") for c, n in source_names("banks").items()),
        ]


class ReasonForm(forms.Form):
    reason = _reason(_("Alasan"))


class PayForm(forms.Form):
    on = day_field(_("Tanggal bayar"))
    reference = forms.CharField(
        label=_("Nomor bukti"), max_length=80, help_text=_("Misalnya nomor SP2D atau bukti transfer.")
    )
    count = forms.IntegerField(widget=forms.HiddenInput)


class RatesForm(forms.Form):
    """A rate and a monthly cap for each level and unit; empty ones are not paid."""

    starts_on = day_field(_("Berlaku mulai bulan"), help_text=_("Dihitung mulai bulan tanggal ini."))
    basis = forms.CharField(
        label=_("Dasar"), max_length=400, help_text=_("Keputusan atau dokumen anggaran, dengan nomornya.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for level in PAID_LEVELS:
            for per in Per:
                self.fields[f"amount-{level}-{per}"] = RupiahField(
                    label=per.label, required=False, min_value=0
                )
                self.fields[f"cap-{level}-{per}"] = forms.IntegerField(
                    label=_("Paling banyak sebulan"), required=False, min_value=1, max_value=1_000,
                    widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
                )  # fmt: skip

    def levels(self) -> list[tuple[str, list[tuple[forms.BoundField, forms.BoundField]]]]:
        pair = lambda level, per: (self[f"amount-{level}-{per}"], self[f"cap-{level}-{per}"])  # noqa: E731
        return [(level, [pair(level, per) for per in Per]) for level in PAID_LEVELS]

    def body(self) -> list[dict[str, Any]]:
        told = self.cleaned_data
        return [
            {
                "level": level,
                "per": per.value,
                "amount": told[f"amount-{level}-{per}"],
                "cap": told[f"cap-{level}-{per}"],
            }
            for level in PAID_LEVELS
            for per in Per
            if told[f"amount-{level}-{per}"]
        ]

    @staticmethod
    def first(body: list[dict[str, Any]]) -> dict[str, Any]:
        told = {}
        for line in body:
            told[f"amount-{line['level']}-{line['per']}"] = line["amount"]
            told[f"cap-{line['level']}-{line['per']}"] = line["cap"]
        return told


def _share(label: Any, most: int = 100, **more: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, min_value=0, max_value=most, decimal_places=2, max_digits=6, localize=True, **more
    )


class TaxForm(forms.Form):
    starts_on = day_field(_("Berlaku mulai bulan"), help_text=_("Dihitung mulai bulan tanggal ini."))
    name = forms.CharField(label=_("Nama aturan"), max_length=120)
    legal_basis = forms.CharField(
        label=_("Dasar hukum"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Dengan nomor dan tahunnya."),
    )
    base = _share(_("Dasar pengenaan (% dari kotor)"))
    step = forms.IntegerField(
        label=_("Dasar dibulatkan ke bawah ke kelipatan (Rp)"), min_value=1, max_value=1_000_000
    )
    surcharge = _share(_("Tambahan bila tanpa NPWP (%)"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for n in range(MOST_BRACKETS):
            self.fields[f"upto-{n}"] = RupiahField(label=_("Sampai"), required=False, min_value=1)
            self.fields[f"share-{n}"] = _share(_("Tarif (%)"), required=False)

    def brackets(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"upto-{n}"], self[f"share-{n}"]) for n in range(MOST_BRACKETS)]

    def body(self) -> dict[str, Any]:
        told = self.cleaned_data
        rows = [(told[f"upto-{n}"], told[f"share-{n}"]) for n in range(MOST_BRACKETS)]
        return {
            "base": _hundredths(told["base"]), "step": told["step"], "surcharge": _hundredths(told["surcharge"]),
            "brackets": [{"upto": upto, "share": _hundredths(share)} for upto, share in rows if share is not None],
        }  # fmt: skip

    @staticmethod
    def first(body: dict[str, Any]) -> dict[str, Any]:
        told = {
            "base": Decimal(body["base"]) / 100,
            "step": body["step"],
            "surcharge": Decimal(body["surcharge"]) / 100,
        }
        for n, b in enumerate(body["brackets"]):
            told |= {f"upto-{n}": b["upto"], f"share-{n}": Decimal(b["share"]) / 100}
        return told


def _hundredths(share: Decimal) -> int:
    return int(share * 100)
