import uuid
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.engines.consignment import left
from dampingi.foundation.ui.fields import RupiahField, day_field
from dampingi.foundation.ui.formats import money
from dampingi.records.catalogue.models import MOST_RUPIAH, Product
from dampingi.records.partners.models import Partner
from dampingi.records.placements.intake import Pieces, PlacementIntake
from dampingi.records.placements.models import Line


class PlacementForm(forms.Form):
    partner = forms.ChoiceField(label=_("Mitra"))
    place = forms.CharField(label=_("Tempat memajang"), max_length=120, help_text=_("Misalnya rak di lobi."))
    share = forms.DecimalField(
        label=_("Bagian mitra, persen"), min_value=0, max_value=Decimal("99.99"), decimal_places=2, localize=True,
        help_text=_("Dari harga jual. Kosong tidak sama dengan nol: isi 0 bila mitra tidak mengambil bagian."),
    )  # fmt: skip
    began_on = day_field(_("Mulai"))
    id = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, partners: list[Partner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partner"].choices = [("", _("Pilih mitra")), *((str(p.id), p.name) for p in partners)]

    def told(self) -> PlacementIntake:
        said = self.cleaned_data
        return PlacementIntake(
            uuid.UUID(said["partner"]), said["place"], int(said["share"] * 100), said["began_on"]
        )


class LineForm(forms.Form):
    product = forms.ChoiceField(label=_("Produk"))
    price = RupiahField(label=_("Harga jual di sana"), min_value=1, max_value=MOST_RUPIAH)

    def __init__(self, *args: Any, products: list[Product], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = ((str(p.id), f"{p.name}, {p.business.name} ({money(p.price)})") for p in products)
        self.fields["product"].choices = [("", _("Pilih produk")), *told]


class PiecesForm(forms.Form):
    """A number beside each product; those left empty are not touched."""

    on = day_field(_("Tanggal"))
    batch = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, lines: list[Line], leaving: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = [row for row in lines if not leaving or left(row.stand)]
        for row in self.lines:
            rest = _("di sana %(rest)d") % {"rest": left(row.stand)}
            self.fields[f"n-{row.id}"] = forms.IntegerField(
                label=row.product.name, required=False, min_value=1, max_value=100_000,
                help_text=f"{row.product.business.name}, {rest}", widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
                error_messages={"min_value": _("Jumlah ditulis sebagai bilangan bulat lebih dari nol.")},
            )  # fmt: skip

    def counts(self) -> list[Any]:
        return [self[f"n-{row.id}"] for row in self.lines]

    def told(self) -> Pieces:
        said = self.cleaned_data
        pieces = {row.id: said[f"n-{row.id}"] for row in self.lines if said.get(f"n-{row.id}")}
        return Pieces(said["on"], said["batch"], pieces)


class PassingForm(forms.Form):
    on = day_field(_("Tanggal diteruskan"))
    receipt = forms.CharField(label=_("Nomor kuitansi atau bukti transfer"), max_length=40)


class DayForm(forms.Form):
    on = day_field(_("Tanggal"))
