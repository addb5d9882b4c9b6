import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui.fields import RupiahField, day_field
from dampingi.records.budgets.models import LARGEST, Budget, Decree, Purpose

STEPS = (
    ("owe", _("Menjadi utang: tagihannya diterima")),
    ("pay", _("Dibayar: SP2D terbit")),
    ("release", _("Lepaskan cadangan: tidak jadi dipakai")),
    ("reserve", _("Tambah cadangan")),
)


def _amount() -> RupiahField:
    return RupiahField(label=_("Jumlah (Rp)"), min_value=1, max_value=LARGEST)


def _year(label: Any, **more: Any) -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"inputmode": "numeric"})
    return forms.IntegerField(label=label, min_value=2015, max_value=2100, widget=widget, **more)


class PressForm(forms.Form):
    """Pressed twice, noted once."""

    press = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None, **more: Any) -> None:
        super().__init__(data, initial={"press": uuid.uuid4()} | (initial or {}), **more)


class DecreeForm(forms.Form):
    region = forms.ChoiceField(label=_("Kota atau kabupaten"))
    kind = forms.ChoiceField(label=_("Jenis keputusan"), choices=Decree.Kind.choices)
    year = _year(_("Tahun anggaran"))
    purpose = forms.ChoiceField(label=_("Untuk"), choices=Purpose.choices)
    to = forms.ChoiceField(
        label=_("Digeser ke"), choices=[("", _("bukan pergeseran")), *Purpose.choices], required=False,
        help_text=_("Hanya untuk pergeseran, dalam tahun yang sama."),
    )  # fmt: skip
    amount = _amount()
    number = forms.CharField(
        label=_("Nomor keputusan"), max_length=100, help_text=_("Misalnya nomor DPA atau perubahannya.")
    )
    on = day_field(_("Tanggal keputusan"))
    note = forms.CharField(label=_("Catatan"), max_length=300, required=False)

    def __init__(self, actor: Actor, *told: Any, **named: Any) -> None:
        super().__init__(*told, **named)
        regions = [r for r in actor.regions(Permission.MANAGE_MONEY) if r]
        self.fields["region"].choices = sorted(names(regions).items(), key=lambda pair: pair[1])

    def asked(self) -> dict[str, Any]:
        told = dict(self.cleaned_data)
        told["to"] = (told["year"], told["to"]) if told["to"] else None
        return told


class EarmarkForm(PressForm):
    name = forms.CharField(
        label=_("Untuk apa"), max_length=200, help_text=_("Kontrak, keputusan, atau kegiatannya.")
    )
    amount = _amount()
    due_on = day_field(_("Perkiraan dibayar"), help_text=_("Boleh di tahun berikutnya; dipakai perkiraan."))


class StepForm(PressForm):
    """`held`: the budgets in which something of the promise stands; which one is asked where there are several."""

    budget = forms.ChoiceField(
        label=_("Dari anggaran"), help_text=_("Yang terutang dibayar dari tahunnya sendiri.")
    )
    step = forms.ChoiceField(label=_("Langkah"), choices=STEPS)
    amount = _amount()
    on = day_field(_("Tanggal"))
    reference = forms.CharField(
        label=_("Nomor bukti"), max_length=100, required=False, help_text=_("Wajib untuk pembayaran: nomor SP2D.")
    )  # fmt: skip
    note = forms.CharField(label=_("Catatan"), max_length=300, required=False)

    def __init__(self, *told: Any, held: list[Budget], **named: Any) -> None:
        super().__init__(*told, **named)
        self.fields["budget"].choices = [(str(b.id), str(b)) for b in held]
        if len(held) < 2:
            del self.fields["budget"]


class ReversalForm(forms.Form):
    reason = forms.CharField(
        label=_("Mengapa dibalik"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
