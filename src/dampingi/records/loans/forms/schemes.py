from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.engines.subsidy import Method
from dampingi.foundation.definitions import choices
from dampingi.foundation.ui.fields import RupiahField, count_field, day_field
from dampingi.records.loans.forms.fields import PercentField
from dampingi.records.loans.models.schemes import Kind

METHODS = {
    Method.FLAT: _("Flat: bunga dari pinjaman semula, tetap setiap bulan (juga margin syariah)"),
    Method.EFFECTIVE: _("Menurun (efektif): bunga dari sisa pinjaman, pokok tetap"),
    Method.ANNUITY: _("Anuitas: bunga dari sisa pinjaman, angsuran tetap"),
}
TIERS, RATES = range(1, 5), range(1, 5)


class SchemeForm(forms.Form):
    """A scheme's terms; `body` is what the action takes."""

    region = forms.ChoiceField(label=_("Wilayah"))
    code = forms.CharField(
        label=_("Kode"), max_length=30, help_text=_("Tetap sama pada setiap edisi, misalnya subsidi_bunga.")
    )
    name = forms.CharField(label=_("Nama skema"), max_length=120)
    kind = forms.ChoiceField(label=_("Jenis"), choices=Kind.choices)
    source = forms.CharField(
        label=_("Dasar"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Peraturan atau perjanjian dengan bank yang menetapkannya."),
    )
    from_on = day_field(_("Berlaku sejak"))
    method = forms.ChoiceField(label=_("Cara menghitung bunga"), choices=list(METHODS.items()))
    least, most = (
        RupiahField(label=_("Pinjaman terkecil"), min_value=1),
        RupiahField(label=_("Pinjaman terbesar"), min_value=1),
    )
    months_least = count_field(_("Jangka waktu tersingkat (bulan)"))
    months_most = count_field(_("Jangka waktu terlama (bulan)"))
    advertised = PercentField(
        label=_("Bunga peminjam yang diumumkan, setahun"),
        required=False,
        help_text=_("Halaman peserta memperingatkan bila subsidi tidak menyisakan sebesar ini."),
    )
    tolerance = RupiahField(label=_("Selisih pembulatan bank yang dibiarkan"), min_value=0, initial=100)
    requirements = forms.MultipleChoiceField(
        label=_("Syarat"), required=False, widget=forms.CheckboxSelectMultiple
    )
    documents = forms.MultipleChoiceField(
        label=_("Dokumen yang diminta"), required=False, widget=forms.CheckboxSelectMultiple
    )
    banks = forms.MultipleChoiceField(
        label=_("Bank yang menyalurkan"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Kosongkan bila semua bank mitra boleh menyalurkannya."),
    )
    note = forms.CharField(label=_("Apa yang berubah"), required=False, max_length=300)  # fmt: skip

    def __init__(self, *args: Any, regions: dict[str, str], banks: dict[str, str], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["region"].choices = list(regions.items())  # type: ignore[attr-defined]
        self.bank_names = banks
        self.fields["banks"].choices = list(banks.items())  # type: ignore[attr-defined]
        self.fields["requirements"].choices = list(choices("loan_requirements").items())  # type: ignore[attr-defined]
        self.fields["documents"].choices = list(choices("loan_documents").items())  # type: ignore[attr-defined]
        for n in TIERS:
            self.fields[f"upto_{n}"] = RupiahField(label=_("Sampai dengan"), min_value=1, required=False)
            self.fields[f"share_{n}"] = PercentField(
                label=_("Bagian bunga yang dibayar kota (%)"), required=False
            )
        for n in RATES:
            self.fields[f"rate_on_{n}"] = day_field(_("Sejak"), required=False)
            self.fields[f"rate_{n}"] = PercentField(label=_("Bunga bank setahun (%)"), required=False)
        self.steps = choices("loan_steps")
        for code, name in self.steps.items():
            self.fields[f"step_{code}"] = forms.IntegerField(
                label=name, required=False, min_value=1, max_value=20
            )

    @property
    def pairs(self) -> dict[str, list[tuple[Any, Any]]]:
        return {
            "tiers": [(self[f"upto_{n}"], self[f"share_{n}"]) for n in TIERS],
            "rates": [(self[f"rate_on_{n}"], self[f"rate_{n}"]) for n in RATES],
        }

    @property
    def step_fields(self) -> list[Any]:
        return [self[f"step_{code}"] for code in self.steps]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        for first, second, numbers in (("upto", "share", TIERS), ("rate_on", "rate", RATES)):
            for n in numbers:
                if (told.get(f"{first}_{n}") is None) != (
                    told.get(f"{second}_{n}") is None
                ) and not self.errors:
                    self.add_error(f"{second}_{n}", _("Isi keduanya, atau kosongkan keduanya."))
        return told

    def body(self) -> dict[str, Any]:
        told = self.cleaned_data
        steps = sorted(
            (told[f"step_{c}"], i, c) for i, c in enumerate(self.steps) if told[f"step_{c}"] is not None
        )
        return {
            "name": told["name"].strip(), "kind": told["kind"], "source": told["source"].strip(), "method": told["method"],
            "least": told["least"], "most": told["most"], "months": [told["months_least"], told["months_most"]],
            "advertised": told["advertised"], "tolerance": told["tolerance"], "requirements": told["requirements"],
            "documents": told["documents"], "steps": [c for _n, _i, c in steps],
            "tiers": [{"upto": told[f"upto_{n}"], "share": told[f"share_{n}"]} for n in TIERS if told[f"upto_{n}"] is not None],
            "rates": [{"on": told[f"rate_on_{n}"].isoformat(), "rate": told[f"rate_{n}"]} for n in RATES if told[f"rate_on_{n}"]],
        } | ({"banks": [{"id": id, "name": self.bank_names[id]} for id in told["banks"]]} if told["banks"] else {})  # fmt: skip

    @staticmethod
    def initial_of(body: dict[str, Any], code: str) -> dict[str, Any]:
        told = {k: body.get(k) for k in ("name", "kind", "source", "method", "least", "most", "advertised", "tolerance", "requirements", "documents")}  # fmt: skip
        told |= {"code": code, "months_least": body["months"][0], "months_most": body["months"][1]}
        told["banks"] = [b["id"] for b in body.get("banks", ())]
        for n, tier in enumerate(body["tiers"], 1):
            told |= {f"upto_{n}": tier["upto"], f"share_{n}": tier["share"]}
        for n, rate in enumerate(body["rates"], 1):
            told |= {f"rate_on_{n}": rate["on"], f"rate_{n}": rate["rate"]}
        return told | {f"step_{code}": n for n, code in enumerate(body["steps"], 1)}
