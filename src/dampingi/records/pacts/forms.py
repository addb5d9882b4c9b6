import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.definitions import choices
from dampingi.foundation.ui.fields import RupiahField, day_field
from dampingi.records.pacts.intake import ObligationIntake, PactIntake, SignatoryIntake
from dampingi.records.pacts.models import Obligation, Pact, Side
from dampingi.records.pacts.queries import kinds_for, umbrellas
from dampingi.records.partners.models import Partner

FIELDS = ("kind", "title", "scope", "starts_on", "ends_on")


class PactForm(forms.Form):
    kind = forms.ChoiceField(label=_("Bentuk"), help_text=_("Yang sesuai dengan jenis mitranya."))
    under = forms.ChoiceField(
        label=_("Di bawah kesepakatan"), required=False, help_text=_("Perjanjian kerja sama melaksanakan suatu kesepakatan bersama."),
    )  # fmt: skip
    title = forms.CharField(label=_("Tentang"), max_length=200)
    scope = forms.CharField(
        label=_("Ruang lingkup"), max_length=8_000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Apa yang dikerjakan bersama, di mana, dan untuk siapa."),
    )  # fmt: skip
    starts_on = day_field(_("Berlaku sejak"))
    ends_on = day_field(_("Berlaku sampai"))
    pact = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, partner: Partner, itself: Pact | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [
            (k["code"], choices("pact_kinds")[k["code"]]) for k in kinds_for(partner)
        ]
        held = [(str(p.id), p.title) for p in umbrellas(partner) if p != itself]
        self.fields["under"].choices = [("", _("Tidak ada")), *held]

    @staticmethod
    def initial_of(found: Pact) -> dict[str, Any]:
        return {f: getattr(found, f) for f in FIELDS} | {"under": str(found.under_id or "")}

    def told(self) -> PactIntake:
        return PactIntake(
            **{f: self.cleaned_data[f] for f in FIELDS}, under=_uuid(self.cleaned_data["under"])
        )


def _uuid(said: str) -> Any:

    return uuid.UUID(said) if said else None


class SignatoryForm(forms.Form):
    side = forms.ChoiceField(label=_("Pihak"), choices=Side.choices)
    name = forms.CharField(label=_("Nama"), max_length=150)
    position = forms.CharField(label=_("Jabatan"), max_length=150)
    basis = forms.CharField(
        label=_("Dasar kewenangan"), max_length=300,
        help_text=_("Misalnya nomor keputusan pengangkatan, akta pendirian, atau surat kuasa."),
    )  # fmt: skip

    def told(self) -> SignatoryIntake:
        return SignatoryIntake(**self.cleaned_data)


class ObligationForm(forms.Form):
    side = forms.ChoiceField(label=_("Yang wajib"), choices=Side.choices)
    what = forms.CharField(label=_("Kewajiban"), max_length=300, help_text=_("Satu hal yang dapat dicek."))
    rhythm = forms.ChoiceField(label=_("Kapan"), choices=Obligation.Rhythm.choices)
    due_on = day_field(
        _("Jatuh tempo"), required=False, help_text=_("Untuk yang sekali. Yang bulanan: akhir bulan.")
    )
    unit = forms.ChoiceField(label=_("Satuan"), choices=Obligation.Unit.choices, required=False)
    amount = RupiahField(label=_("Jumlah setiap kali"), required=False, min_value=0)

    def told(self) -> ObligationIntake:
        return ObligationIntake(**self.cleaned_data)


class SignForm(forms.Form):
    on = day_field(_("Ditandatangani pada"))
    our_number = forms.CharField(label=_("Nomor kantor"), max_length=80)
    their_number = forms.CharField(label=_("Nomor mitra"), max_length=80)
    scan = forms.FileField(
        label=_("Pindaian naskah"), help_text=_("PDF paling besar 5 MB, atau foto. Disimpan tersegel.")
    )


class EndPactForm(forms.Form):
    on = day_field(_("Berakhir pada"))
    reason = forms.CharField(label=_("Alasan"), max_length=300)


class DeliveryForm(forms.Form):
    given_on = day_field(_("Diberikan pada"))
    amount = RupiahField(label=_("Jumlah"), required=False, min_value=0)
    note = forms.CharField(label=_("Catatan"), max_length=300, required=False)
    evidence = forms.FileField(label=_("Bukti"), required=False, help_text=_("PDF atau foto, boleh kosong."))


class AnnulForm(forms.Form):
    reason = forms.CharField(label=_("Alasan"), max_length=300)
