import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.ui.fields import RupiahField, count_field, day_field
from dampingi.records.materials.intake import Arrived, PoolIntake
from dampingi.records.materials.models import Demand, Pool


class PoolForm(forms.Form):
    pool = forms.UUIDField(widget=forms.HiddenInput)
    item = forms.CharField(label=_("Bahan"), max_length=100)
    unit = forms.CharField(label=_("Satuan"), max_length=20, help_text=_("Misalnya kg, liter, atau lembar."))
    region = forms.ChoiceField(label=_("Untuk usaha di"))
    cooperative_id = forms.ChoiceField(label=_("Koperasi yang memesan"), required=False)
    supplier = forms.CharField(label=_("Pemasok"), max_length=150, required=False)
    price = RupiahField(label=_("Harga bersama"), min_value=1)
    per = count_field(
        _("Isi kemasan harga bersama"), initial=1, help_text=_("Banyaknya satuan untuk harga itu.")
    )
    retail_price = RupiahField(label=_("Harga eceran"), min_value=1)
    retail_per = count_field(_("Isi kemasan harga eceran"), initial=1)
    retail_source = forms.CharField(
        label=_("Sumber harga eceran"), max_length=150, help_text=_("Misalnya nama pasar atau toko.")
    )
    retail_on = day_field(_("Diamati tanggal"))
    financing = forms.ChoiceField(label=_("Pembiayaan"), choices=Pool.Financing.choices)
    closes_on = day_field(_("Permintaan ditutup"))
    deliver_by = day_field(_("Diantar paling lambat"))

    def __init__(
        self, *args: Any, places: list[tuple[str, Any]], cooperatives: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].choices = places  # type: ignore[attr-defined]
        self.fields["cooperative_id"].choices = [("", "–"), *cooperatives]  # type: ignore[attr-defined]

    def told(self) -> PoolIntake:
        said = {k: v for k, v in self.cleaned_data.items() if k != "pool"}
        said["cooperative_id"] = uuid.UUID(said["cooperative_id"]) if said["cooperative_id"] else None
        return PoolIntake(**said)


class DeliveryForm(forms.Form):
    def __init__(self, *args: Any, demands: list[Demand], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.demands = demands
        for d in demands:
            self.fields[f"r-{d.id}"] = _pieces(_("Datang"), d.quantity)
            self.fields[f"d-{d.id}"] = _pieces(_("Rusak"), 0)

    def rows(self) -> list[tuple[Demand, forms.BoundField, forms.BoundField]]:
        return [(d, self[f"r-{d.id}"], self[f"d-{d.id}"]) for d in self.demands]

    def arrived(self) -> dict[uuid.UUID, Arrived]:
        said = self.cleaned_data
        return {d.id: Arrived(said[f"r-{d.id}"], said[f"d-{d.id}"]) for d in self.demands}


def _pieces(label: Any, initial: int) -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"inputmode": "numeric"})
    return forms.IntegerField(label=label, min_value=0, max_value=1_000_000, initial=initial, widget=widget)


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Mengapa dibatalkan"), max_length=300)


class ReceiptForm(forms.Form):
    receipt = forms.CharField(label=_("Nomor kuitansi"), max_length=40)


class WantForm(forms.Form):
    business = forms.UUIDField()
    quantity = forms.IntegerField(min_value=1, max_value=1_000_000)
    needed_by = forms.DateField()
