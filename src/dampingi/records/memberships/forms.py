import datetime
import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.ui import formats
from dampingi.foundation.ui.fields import RupiahField, day_field
from dampingi.records.memberships.intake import SavingIntake, TermsIntake
from dampingi.records.memberships.models import Membership, Saving, Terms
from dampingi.records.memberships.queries import unpaid_months

PAID_IN = [(k.value, k.label) for k in (Saving.Kind.PRINCIPAL, Saving.Kind.MONTHLY)]


class TermsForm(forms.Form):
    principal = RupiahField(
        label=_("Simpanan pokok"), min_value=0, help_text=_("Rupiah, dibayar sekali saat menjadi anggota.")
    )
    monthly = RupiahField(
        label=_("Simpanan wajib sebulan"), min_value=0, help_text=_("Isi 0 bila tidak ada.")
    )
    open = forms.BooleanField(label=_("Menerima anggota baru sekarang"), required=False)
    asks = forms.CharField(
        label=_("Yang dibawa pemohon"), required=False, max_length=300, help_text=_("Misalnya KTP dan NIB.")
    )

    partner_id = forms.ChoiceField(
        label=_("Pengurusnya masuk sebagai mitra"),
        required=False,
        help_text=_("Kosongkan bila dinas memutuskan atas namanya."),
    )

    def __init__(self, *args: Any, partners: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partner_id"].choices = [("", "–"), *partners]  # type: ignore[attr-defined]

    @staticmethod
    def initial_of(held: Terms | None) -> dict[str, Any]:
        if held is None:
            return {"open": True}
        return {
            "principal": held.principal,
            "monthly": held.monthly,
            "open": held.open,
            "asks": held.asks,
            "partner_id": str(held.partner_id or ""),
        }

    def told(self) -> TermsIntake:
        said = self.cleaned_data
        return TermsIntake(
            **said | {"partner_id": uuid.UUID(said["partner_id"]) if said["partner_id"] else None}
        )


class DecisionForm(forms.Form):
    verdict = forms.ChoiceField(
        label=_("Keputusan pengurus"),
        choices=(("yes", _("Terima")), ("no", _("Tolak"))),
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Alasan"),
        required=False,
        max_length=300,
        help_text=_("Wajib bila ditolak; pemohon membacanya."),
    )


class SavingForm(forms.Form):
    saving = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("Simpanan"), choices=PAID_IN)
    month = forms.ChoiceField(label=_("Untuk bulan"), required=False, help_text=_("Simpanan wajib saja."))
    amount = RupiahField(label=_("Jumlah"), min_value=1)
    on = day_field(_("Tanggal bayar"))
    receipt = forms.CharField(label=_("Nomor kuitansi"), max_length=40)

    def __init__(self, *args: Any, membership: Membership, today: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        months = unpaid_months(membership, today)
        self.fields["month"].choices = [("", "–"), *((m.isoformat(), formats.month(m)) for m in months)]  # type: ignore[attr-defined]

    def told(self) -> SavingIntake:
        said = self.cleaned_data
        month = datetime.date.fromisoformat(said["month"]) if said["month"] else None
        return SavingIntake(said["kind"], said["amount"], said["on"], said["receipt"], month)


class StrikeForm(forms.Form):
    reason = forms.CharField(label=_("Mengapa dicoret"), max_length=300)


class LeavingForm(forms.Form):
    reason = forms.CharField(label=_("Mengapa keluar"), max_length=300)
    receipt = forms.CharField(
        label=_("Nomor kuitansi pengembalian"), required=False, max_length=30, help_text=_("Wajib bila ada simpanan yang dikembalikan.")
    )  # fmt: skip
