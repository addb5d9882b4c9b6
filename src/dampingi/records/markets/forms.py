from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.definitions import choices
from dampingi.foundation.regions.models import Region
from dampingi.foundation.ui.fields import RupiahField, day_field
from dampingi.records.markets.actions.points import DEAREST, MOST_STALLS, PointTold
from dampingi.records.markets.actions.sales import MOST as MOST_SOLD
from dampingi.records.markets.actions.sellers import MOST_TURNS
from dampingi.records.markets.models import Point, Seller, Stall, Weekday


def _time(label: Any) -> forms.TimeField:
    return forms.TimeField(label=label, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))


def told_regions(regions: Sequence[Region]) -> list[tuple[str, str]]:
    return [(r.code, "\u2003" * max(0, r.code.count(".") - 1) + r.name) for r in regions]


class PointForm(forms.Form):
    region = forms.ChoiceField(label=_("Wilayah"))
    name = forms.CharField(label=_("Nama titik"), max_length=120)
    place = forms.CharField(
        label=_("Tempat"), max_length=200, help_text=_("Seperti orang mencarinya: nama gedung, jalan.")
    )
    weekday = forms.TypedChoiceField(label=_("Hari"), choices=Weekday.choices, coerce=int)
    opens, closes = _time(_("Buka")), _time(_("Tutup"))
    season_from, season_to = day_field(_("Musim dari")), day_field(_("Musim sampai"))
    fee = RupiahField(
        label=_("Sewa lapak sehari"), min_value=0, max_value=DEAREST, help_text=_("0 bila gratis.")
    )
    most_of_a_kind = forms.IntegerField(
        label=_("Lapak sejenis paling banyak"), required=False, min_value=1, max_value=MOST_STALLS,
        help_text=_("Agar satu titik tidak menjual hal yang sama semua."),
    )  # fmt: skip
    notice_days = forms.IntegerField(
        label=_("Batas mengembalikan lapak (hari sebelumnya)"), min_value=0, max_value=30
    )
    keeper = forms.CharField(
        label=_("Petugas titik (nama masuk)"), max_length=150, required=False,
        help_text=_("Ia mencatat kehadiran dari telepon; tidak perlu orang kantor."),
    )  # fmt: skip

    def __init__(self, *args: Any, regions: Sequence[Region], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].choices = told_regions(regions)  # type: ignore[attr-defined]

    def told(self) -> PointTold:
        return PointTold(**self.cleaned_data)


def initial_of(point: Point) -> dict[str, Any]:
    named = ("region", "name", "place", "weekday", "opens", "closes", "season_from", "season_to", "fee",
             "most_of_a_kind", "notice_days")  # fmt: skip
    return {n: getattr(point, n) for n in named} | {"keeper": point.keeper.login if point.keeper else ""}


class StallsForm(forms.Form):
    count = forms.IntegerField(label=_("Tambah lapak"), min_value=1, max_value=MOST_STALLS, initial=5)
    kind = forms.ChoiceField(label=_("Jenis"), choices=Stall.Kind.choices)
    fee = RupiahField(label=_("Sewa khusus"), min_value=0, max_value=DEAREST, required=False)


class RotaForm(forms.Form):
    region = forms.ChoiceField(label=_("Wilayah"))
    first, last = day_field(_("Dari")), day_field(_("Sampai"))

    def __init__(self, *args: Any, regions: Sequence[Region], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].choices = told_regions(regions)  # type: ignore[attr-defined]


class SellerForm(forms.Form):
    goods = forms.ChoiceField(
        label=_("Yang dijual"), choices=lambda: [("", "–"), *choices("market_goods").items()]
    )
    days = forms.TypedMultipleChoiceField(
        label=_("Hari yang bisa"), choices=Weekday.choices, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    most = forms.IntegerField(
        label=_("Giliran paling banyak dalam satu jadwal"), min_value=1, max_value=MOST_TURNS, initial=2
    )
    pirt = forms.CharField(
        label=_("Nomor PIRT"), max_length=30, required=False, help_text=_("Untuk makanan dan minuman.")
    )
    shown = forms.BooleanField(
        label=_("Nama usaha boleh tampil di halaman titik pemasaran yang dibaca umum"), required=False
    )


def initial_seller(seller: Seller | None) -> dict[str, Any]:
    named = ("goods", "days", "most", "pirt", "shown")
    return {n: getattr(seller, n) for n in named} if seller else {}


class SaleForm(forms.Form):
    amount = RupiahField(label=_("Penjualan hari itu"), min_value=0, max_value=MOST_SOLD)
    best = forms.CharField(label=_("Paling laku"), max_length=80, required=False)
