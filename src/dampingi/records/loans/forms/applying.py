import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.definitions import choices
from dampingi.foundation.ui.fields import RupiahField
from dampingi.records.loans.actions.applying import Asked
from dampingi.records.loans.eligibility import DECLARED
from dampingi.records.loans.models import LoanApplication
from dampingi.records.loans.reasons import CONSENT
from dampingi.records.loans.terms import LARGEST

DECLARATIONS = {
    CONSENT: _(
        "Bila bank menolak, bank boleh memberi tahu petugas keuangan dinas satu sebab berkode, agar saya dapat dibantu."
    ),
    "no_bad_credit": _("Saya menyatakan tidak ada kredit macet atas nama saya atau keluarga inti."),
    "no_civil_servant": _("Saya menyatakan bukan ASN, anggota TNI, atau Polri."),
}


class StartForm(forms.Form):
    application = forms.UUIDField(widget=forms.HiddenInput)
    edition = forms.ChoiceField(label=_("Skema"))
    bank = forms.ChoiceField(label=_("Bank"), help_text=_("Bank mitra dinas untuk skema ini."))
    amount = RupiahField(
        label=_("Pinjaman"), min_value=1, max_value=LARGEST, help_text=_("Misalnya 10.000.000.")
    )
    months = forms.IntegerField(
        label=_("Jangka waktu (bulan)"),
        min_value=1,
        max_value=360,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )

    def __init__(
        self, *args: Any, editions: list[tuple[str, str]], banks: list[tuple[str, str]], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.fields["edition"].choices, self.fields["bank"].choices = editions, banks  # type: ignore[attr-defined]

    def asked(self) -> Asked:
        told = self.cleaned_data
        return Asked(
            told["edition"],
            told["bank"],
            told["amount"],
            told["months"],
            told.get("product", ""),
            told.get("turnover"),
            told.get("purpose", ""),
        )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        return told | {k: uuid.UUID(told[k]) for k in ("edition", "bank") if told.get(k)}


class DraftForm(StartForm):
    application = None  # type: ignore[assignment]
    product = forms.CharField(label=_("Produk yang dijual"), max_length=300, required=False)
    turnover = RupiahField(label=_("Omzet sebulan"), min_value=0, max_value=LARGEST, required=False)
    purpose = forms.CharField(
        label=_("Untuk apa pinjamannya"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Barang yang dibeli, harganya, dan tambahan penjualan yang diharapkan."),
    )

    def __init__(self, *args: Any, requirements: list[str], **more: Any) -> None:
        super().__init__(*args, **more)
        self.declares = [c for c in DECLARED if c in requirements]
        self.declares.append(CONSENT)
        for code in self.declares:
            self.fields[f"declared_{code}"] = forms.ChoiceField(
                label=DECLARATIONS[code],
                required=False,
                choices=(("yes", _("Ya, benar")), ("no", _("Tidak"))),
                widget=forms.RadioSelect,
            )

    @property
    def statements(self) -> list[Any]:
        return [self[f"declared_{code}"] for code in self.declares]

    def declared(self) -> dict[str, bool]:
        told = {c: self.cleaned_data[f"declared_{c}"] for c in self.declares}
        return {c: said == "yes" for c, said in told.items() if said}

    @staticmethod
    def initial_of(found: LoanApplication) -> dict[str, Any]:
        told = {"edition": str(found.edition_id), "bank": str(found.bank_id)}
        told |= {k: getattr(found, k) for k in ("amount", "months", "product", "turnover", "purpose")}
        return told | {f"declared_{c}": "yes" if said else "no" for c, said in found.declared.items()}


class EndForm(forms.Form):
    """A coded reason; `reasons` are those somebody of that kind may give."""

    reason = forms.ChoiceField(label=_("Sebab"))
    note = forms.CharField(
        label=_("Catatan"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, reasons: dict[str, str], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["reason"].choices = [("", "–"), *reasons.items()]  # type: ignore[attr-defined]


class ChecksForm(forms.Form):
    """A finding and its reason for each requirement; begins with what the records suggest."""

    def __init__(self, *args: Any, asked: list[str], verdicts: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.asked, called = asked, choices("loan_requirements")
        for code in asked:
            self.fields[f"verdict_{code}"] = forms.ChoiceField(label=called[code], choices=verdicts)
            self.fields[f"reason_{code}"] = forms.CharField(
                label=_("Sebab bila tidak terpenuhi"), max_length=300, required=False
            )

    @property
    def pairs(self) -> list[tuple[Any, Any]]:
        return [(self[f"verdict_{c}"], self[f"reason_{c}"]) for c in self.asked]

    def rows(self) -> dict[str, tuple[str, str]]:
        return {c: (self.cleaned_data[f"verdict_{c}"], self.cleaned_data[f"reason_{c}"]) for c in self.asked}
