"""What the style page shows: every component with invented figures that look like an office's, and its markup."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django import forms
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dampingi.foundation.ui import gallery_data as data
from dampingi.foundation.ui import plots
from dampingi.foundation.ui.lists import Column, Filter, Listing, ListOf
from dampingi.foundation.ui.tilemap import grouped

SAMPLES = Path(__file__).parent / "templates" / "ui" / "gallery"
TITLES = {
    "figures": gettext_lazy("Angka"),
    "states": gettext_lazy("Keadaan dan label"),
    "buttons": gettext_lazy("Tombol"),
    "notices": gettext_lazy("Pemberitahuan"),
    "listing": gettext_lazy("Daftar"),
    "form": gettext_lazy("Formulir"),
    "stages": gettext_lazy("Jalur tahap"),
    "timeline": gettext_lazy("Linimasa"),
    "evidence": gettext_lazy("Kartu bukti"),
    "verdicts": gettext_lazy("Putusan dan sidik"),
    "definitions": gettext_lazy("Daftar fakta"),
    "tilemap": gettext_lazy("Peta petak"),
    "regionmap": gettext_lazy("Peta batas wilayah"),
    "charts": gettext_lazy("Bagan"),
    "progress": gettext_lazy("Kemajuan"),
    "tabs": gettext_lazy("Tab"),
    "dialog": gettext_lazy("Dialog"),
    "empty": gettext_lazy("Keadaan kosong"),
}
SWATCHES = (
    ("page", "surface", "sunken", "line", "ink", "ink-soft", "ink-faint"),
    ("accent", "accent-strong", "accent-soft"),
    ("good", "good-soft", "watch", "watch-soft", "late", "late-soft", "none", "none-soft"),
)


@dataclass(frozen=True)
class Sample:
    slug: str
    title: str
    source: str
    shown: SafeString


class SampleRows(list):
    """Rows in memory that answer as a queryset does, as far as a list asks."""

    def filter(self, *_either: Any, **wanted: Any) -> "SampleRows":
        return SampleRows(row for row in self if all(row[key] == value for key, value in wanted.items()))

    def order_by(self, *ordering: Any) -> "SampleRows":
        rows = SampleRows(self)
        for each in reversed(ordering):
            name = each.expression.name
            rows.sort(key=lambda row, name=name: row[name], reverse=each.descending)
        return rows


class SampleForm(forms.Form):
    business = forms.CharField(label=gettext_lazy("Nama usaha"))
    phone = forms.CharField(label=gettext_lazy("Nomor HP"), help_text=gettext_lazy("Contoh: 0812 3456 7890"))
    turnover = forms.IntegerField(label=gettext_lazy("Omzet sebulan (Rp)"), min_value=0)
    topic = forms.ChoiceField(
        label=gettext_lazy("Topik"), choices=[("", "–"), ("a", "Pemasaran"), ("b", "Pembukuan")]
    )
    way = forms.ChoiceField(
        label=gettext_lazy("Cara bertemu"),
        widget=forms.RadioSelect,
        choices=[("a", "Di tempat usaha"), ("b", "Telepon")],
    )
    note = forms.CharField(label=gettext_lazy("Saran"), widget=forms.Textarea, required=False)
    agree = forms.BooleanField(label=gettext_lazy("Pelaku usaha setuju fotonya disimpan"), required=False)


LIST = ListOf(
    name="contoh",
    noun=gettext_lazy("usaha"),
    columns=(
        Column(
            "name",
            gettext_lazy("Usaha"),
            sort=("name",),
            href=lambda row: "#daftar",
            note=lambda row: row["owner"],
        ),
        Column("region", gettext_lazy("Kelurahan"), sort=("region",)),
        Column("turnover", gettext_lazy("Omzet sebulan"), kind="money", sort=("turnover",)),
        Column("visits", gettext_lazy("Kunjungan"), kind="number", sort=("visits",)),
        Column("last", gettext_lazy("Terakhir"), kind="day", sort=("last",)),
        Column(
            "state", gettext_lazy("Keadaan"), kind="state", value=lambda row: (row["state"], row["words"])
        ),
    ),
    order="name",
    filters=(Filter("region", gettext_lazy("Kelurahan"), lambda: [(name, name) for name in data.VILLAGES]),),
    search=lambda rows, text: SampleRows(row for row in rows if text.lower() in row["name"].lower()),
    search_label=gettext_lazy("Nama usaha"),
    per_page=5,
)


def everything(request: HttpRequest) -> dict[str, Any]:
    context = _context(request)
    return {"samples": [_sample(slug, context, request) for slug in TITLES], "swatches": SWATCHES}


def _sample(slug: str, context: dict[str, Any], request: HttpRequest) -> Sample:
    path = SAMPLES / f"{slug}.html"
    source = path.read_text().replace("{% load i18n %}", "").strip()
    return Sample(
        slug, str(TITLES[slug]), source, render_to_string(f"ui/gallery/{slug}.html", context, request)
    )


def _context(request: HttpRequest) -> dict[str, Any]:
    wrong = SampleForm(
        {"business": "Keripik Bu Ros", "phone": "", "turnover": "-5", "topic": "a", "way": "a"}
    )
    return {
        "listing": Listing(LIST, SampleRows(data.BUSINESSES), request.GET),
        "form": wrong,
        "stages": data.stages(),
        "entries": data.entries(),
        "facts": data.facts(),
        "groups": grouped(data.TILES, data.DISTRICTS),
        "region_map": data.region_map(),
        "trend": _trend(),
        "ranked": _ranked(),
        "dots": _dots(),
        "funnel": _funnel(),
        "multiples": _multiples(),
        "trend_rows": [(row["period"], f"{row['value']:,}".replace(",", ".")) for row in data.VISITS],
        "day": date(2024, 11, 21),
        "tabs": [
            {"href": "#tabs", "label": _("Ringkasan"), "current": True},
            {"href": "#tabs", "label": _("Kunjungan"), "count": 24},
            {"href": "#tabs", "label": _("Riwayat"), "count": 1208},
        ],
    }


def _trend() -> plots.Drawing:
    return plots.trend(
        data.VISITS,
        title=_("Kunjungan per bulan"),
        description=_("Naik dari 1.204 di Januari menjadi 2.118 di Agustus; target 2.000."),
        target=2000,
    )


def _ranked() -> plots.Drawing:
    return plots.ranked(
        data.PASS_RATES,
        title=_("Tingkat lulus per kecamatan"),
        description=_("Dari 91% di Beji sampai 58% di Tapos, dengan selang kepercayaan 90%."),
        format=".0%",
        top=1.1,
    )


def _dots() -> plots.Drawing:
    return plots.dots(
        data.PASS_RATES,
        title=_("Tingkat lulus terhadap target"),
        description=_("Tiga dari enam kecamatan mencapai target 80%."),
        target=0.8,
        format=".0%",
    )


def _funnel() -> plots.Drawing:
    points, limits = data.funnel()
    return plots.funnel(
        points,
        limits,
        title=_("Tingkat lulus dan banyaknya binaan"),
        description=_("Dua dari empat puluh pendamping berada di luar batas 95%."),
        centre=0.79,
        size_title=_("binaan"),
    )


def _multiples() -> plots.Drawing:
    return plots.small_multiples(
        data.PER_DISTRICT,
        title=_("Kunjungan per binaan, tiap kecamatan"),
        description=_("Semua kecamatan naik sejak Maret; Tapos paling lambat."),
        format=",.1f",
        target=1.0,
    )
