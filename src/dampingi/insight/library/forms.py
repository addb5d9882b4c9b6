"""A definition as an office writes it. Each mistake stands beside the field where its cure belongs."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dampingi.engines.indicators import Dataset, Indicator
from dampingi.insight.indicators.wording import DIRECTIONS, EVERY, KINDS, LEVELS, OVER, SIGNS, STEPS
from dampingi.insight.monitoring.dashboard.wording import GROUPINGS

CONDITIONS, PARTS = 3, 6
_FIELD_OF = {
    "filter": "column0",
    "baseline": "baseline_value",
    "dataset": None,
    "code": "name",
    "order": None,
}
HUNDRED = Decimal(100)


def _text(label: Any, *, rows: int = 0, **more: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(label=label, widget=widget, **more)


def _columns(label: Any, help_text: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"list": "kolom-data", "autocomplete": "off", "spellcheck": "false"})
    return forms.CharField(label=label, max_length=200, widget=widget, help_text=help_text)


class DefinitionForm(forms.Form):
    """What every indicator says. `opened`: the save this was seen in."""

    opened = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=10**6)
    name = _text(
        _("Nama"),
        max_length=80,
        help_text=_("Seperti disebut dalam rapat, misalnya: Usaha yang laporannya dibenarkan peserta."),
    )
    step = forms.ChoiceField(
        label=_("Tingkat dalam teori program"), choices=lambda: [("", _("Pilih")), *STEPS.items()]
    )
    why = _text(_("Mengapa penting"), rows=2, max_length=400)
    groupings = forms.MultipleChoiceField(
        label=_("Dapat dirinci menurut"), widget=forms.CheckboxSelectMultiple
    )
    unit = _text(
        _("Satuan"),
        max_length=60,
        help_text=_("Misalnya: persen laporan, atau kunjungan per peserta per bulan."),
    )
    decimals = forms.TypedChoiceField(
        label=_("Angka di belakang koma"), coerce=int, choices=[(n, str(n)) for n in range(4)], initial=1
    )
    direction = forms.ChoiceField(label=_("Arah"), choices=lambda: list(DIRECTIONS.items()))
    formula = _text(_("Rumus dengan kata-kata"), rows=2, max_length=400)
    source = _text(
        _("Dasar atau sumber"),
        rows=2,
        max_length=400,
        help_text=_("Peraturan, dokumen, atau siapa yang menetapkannya."),
    )
    limits = _text(_("Batas tafsir"), rows=2, max_length=400, help_text=_("Yang tidak dikatakan angka ini."))
    target = _text(_("Patokan"), max_length=200, required=False, help_text=_("Misalnya: Lazimnya 80%."))
    baseline_value = forms.DecimalField(
        label=_("Nilai titik awal"), required=False, localize=True, max_digits=14, decimal_places=4,
        help_text=_("Seperti dibaca: 79,4 untuk 79,4%."),
    )  # fmt: skip
    baseline_year = forms.IntegerField(
        label=_("Tahun titik awal"), required=False, min_value=1945, max_value=2200
    )
    baseline_source = _text(_("Sumber titik awal"), max_length=200, required=False)

    def offer(self, groupings: frozenset[str], ticked: frozenset[str] | None = None) -> None:
        offered = [(g, GROUPINGS.get(g, g)) for g in GROUPINGS if g in groupings]
        self.fields["groupings"].choices = offered  # type: ignore[attr-defined]
        self.fields["groupings"].initial = [g for g, _label in offered if ticked is None or g in ticked]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        parts = [told.get(name) for name in ("baseline_value", "baseline_year", "baseline_source")]
        given = [part not in (None, "") for part in parts]
        if any(given) and not all(given) and not self.errors.keys() & {"baseline_value", "baseline_year"}:
            self.add_error(
                "baseline_value",
                gettext(
                    "Titik awal terdiri atas nilai, tahun, dan sumbernya. Lengkapi ketiganya, atau kosongkan."
                ),
            )
        return told

    def common(self, kind: str) -> dict[str, Any]:
        told = self.cleaned_data
        texts = ("name", "step", "why", "unit", "direction", "formula", "source", "limits", "target")
        found: dict[str, Any] = {name: told[name] for name in texts if told[name]}
        found |= {"kind": kind, "decimals": told["decimals"], "groupings": told["groupings"]}
        if told["baseline_value"] is not None:
            found["baseline"] = {
                "value": str((told["baseline_value"] / _scale(kind)).normalize()), "year": told["baseline_year"],
                "source": told["baseline_source"],
            }  # fmt: skip
        return found

    def mistaken(self, field: str, message: str) -> None:
        """Beside the field it is about; above the form where there is none."""
        name = _FIELD_OF.get(field, field)
        self.add_error(name if name in self.fields else None, message)


class IndicatorForm(DefinitionForm):
    """Counted from a dataset."""

    kind = forms.ChoiceField(
        label=_("Cara membaca angkanya"), choices=lambda: [("", _("Pilih")), *KINDS.items()]
    )
    numerator = _columns(
        _("Pembilang"),
        _("Yang dihitung: nama kolom dari daftar di halaman ini; beberapa kolom disambung + atau -."),
    )
    denominator = _columns(
        _("Penyebut"), _("Pembaginya. Bila jumlahnya nol, angkanya tertulis belum ada data.")
    )

    def __init__(self, *args: Any, dataset: Dataset, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dataset = dataset
        self.offer(dataset.groupings)
        for n in range(CONDITIONS):
            self.fields[f"column{n}"] = forms.ChoiceField(
                label=_("Kolom"), required=False,
                choices=[("", _("Tidak disaring")), *((c, f"{c}: {gettext(told.says)}") for c, told in dataset.columns.items())],
            )  # fmt: skip
            self.fields[f"operator{n}"] = forms.ChoiceField(
                label=_("Pembanding"), required=False, choices=list(SIGNS.items())
            )
            self.fields[f"value{n}"] = forms.IntegerField(
                label=_("Angka"), required=False, min_value=-(10**15), max_value=10**15
            )

    @property
    def conditions(self) -> list[tuple[Any, Any, Any]]:
        return [
            tuple(self[f"{part}{n}"] for part in ("column", "operator", "value")) for n in range(CONDITIONS)
        ]  # type: ignore[misc]

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        for n in range(CONDITIONS):
            if (
                bool(told.get(f"column{n}")) != (told.get(f"value{n}") is not None)
                and f"value{n}" not in self.errors
            ):
                self.add_error(
                    f"value{n}", gettext("Syarat perlu kolom dan angka. Lengkapi keduanya, atau kosongkan.")
                )
        return told

    def body(self) -> dict[str, Any]:
        """What engines.indicators.parse reads."""
        told = self.cleaned_data
        found = self.common(told["kind"]) | {
            "dataset": self.dataset.name,
            "numerator": told["numerator"],
            "denominator": told["denominator"],
        }
        conditions = [
            {"column": told[f"column{n}"], "is": told[f"operator{n}"], "value": told[f"value{n}"]}
            for n in range(CONDITIONS)
            if told[f"column{n}"]
        ]
        return found | ({"filter": conditions} if conditions else {})


class CompositeForm(DefinitionForm):
    """A weighted mean of others, each from its value that counts as 0 to the one that counts as 100."""

    skips = forms.BooleanField(
        label=_("Lewati bagian yang belum ada datanya"), required=False,
        help_text=_("Tanpa centang: satu bagian belum ada, gabungannya belum ada."),
    )  # fmt: skip

    def __init__(self, *args: Any, counting: Mapping[str, Indicator], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.counting = counting
        self.offer(frozenset(GROUPINGS), frozenset(("province", "city", "kecamatan", "kelurahan")))
        offered = [("", _("Tidak dipakai")), *((i.code, i.name) for i in counting.values())]
        for n in range(PARTS):
            self.fields[f"part{n}"] = forms.ChoiceField(label=_("Indikator"), required=False, choices=offered)
            self.fields[f"weight{n}"] = forms.IntegerField(
                label=_("Bobot"), required=False, min_value=1, max_value=100
            )
            for name, label in (("zero", _("Nilai nol")), ("full", _("Nilai penuh"))):
                self.fields[f"{name}{n}"] = forms.DecimalField(
                    label=label, required=False, localize=True, max_digits=14, decimal_places=4
                )

    @property
    def parts(self) -> list[tuple[Any, ...]]:
        return [
            tuple(self[f"{part}{n}"] for part in ("part", "weight", "zero", "full")) for n in range(PARTS)
        ]

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        for n in range(PARTS):
            lacking = [
                x
                for x in ("weight", "zero", "full")
                if told.get(f"{x}{n}") is None and f"{x}{n}" not in self.errors
            ]
            if told.get(f"part{n}") and lacking:
                self.add_error(
                    f"{lacking[0]}{n}",
                    gettext(
                        "Tiap bagian terdiri atas indikator, bobot, nilai nol, dan nilai penuh. Lengkapi keempatnya."
                    ),
                )
        return told

    def body(self) -> dict[str, Any]:
        told = self.cleaned_data
        parts = [
            {
                "indicator": told[f"part{n}"], "weight": told[f"weight{n}"], "zero": self._own(n, "zero"), "full": self._own(n, "full"),
            }
            for n in range(PARTS)
            if told[f"part{n}"]
        ]  # fmt: skip
        return self.common("mean") | {"parts": parts, "skips": told["skips"]}

    def _own(self, n: int, name: str) -> str:
        """In the part's own scale: 80 for 80% is 0.8."""
        told = self.cleaned_data
        return str((told[f"{name}{n}"] / _scale(self.counting[told[f"part{n}"]].kind)).normalize())


class ManualForm(DefinitionForm):
    """Typed by people for a place and a period."""

    level = forms.ChoiceField(
        label=_("Diisi untuk tiap"), choices=lambda: list(LEVELS.items()), initial="kecamatan"
    )
    every = forms.ChoiceField(
        label=_("Periode pengisian"), choices=lambda: list(EVERY.items()), initial="month"
    )
    over = forms.ChoiceField(label=_("Bila periodenya banyak"), choices=lambda: list(OVER.items()))
    typed = _text(_("Yang diisi"), max_length=120, help_text=_("Misalnya: perjanjian yang ditandatangani."))
    typed_of = _text(
        _("Dari seluruh"),
        max_length=120,
        required=False,
        help_text=_("Isi bila angkanya bagian dari sesuatu; kosongkan bila hanya jumlah."),
    )
    percent = forms.BooleanField(label=_("Dibaca sebagai persen"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(
            frozenset(("province", "city", "kecamatan", "kelurahan", "month")),
            frozenset(("province", "city", "kecamatan", "month")),
        )

    def body(self) -> dict[str, Any]:
        told = self.cleaned_data
        typed = {
            "level": told["level"],
            "every": told["every"],
            "over": told["over"],
            "numerator": told["typed"],
        }
        if told["typed_of"]:
            typed["denominator"] = told["typed_of"]
        return self.common("proportion" if told["typed_of"] and told["percent"] else "mean") | {
            "entered": typed
        }


def _scale(kind: str) -> Decimal:
    return HUNDRED if kind in ("proportion", "change") else Decimal(1)


def initial(body: Mapping[str, Any], counting: Mapping[str, Indicator]) -> dict[str, Any]:
    """A body back into the form's fields."""
    found = {
        name: value for name, value in body.items() if name not in ("filter", "baseline", "parts", "entered")
    }
    for n, part in enumerate(body.get("parts") or ()):
        scale = _scale(counting[part["indicator"]].kind) if part["indicator"] in counting else Decimal(1)
        found |= {f"part{n}": part["indicator"], f"weight{n}": part["weight"]}
        found |= {f"{name}{n}": (Decimal(part[name]) * scale).normalize() for name in ("zero", "full")}
    if typed := body.get("entered"):
        found |= {name: typed[name] for name in ("level", "every", "over")}
        found |= {
            "typed": typed["numerator"],
            "typed_of": typed.get("denominator", ""),
            "percent": body["kind"] == "proportion",
        }
    for n, condition in enumerate(body.get("filter") or ()):
        found |= {
            f"column{n}": condition["column"],
            f"operator{n}": condition["is"],
            f"value{n}": condition["value"],
        }
    if told := body.get("baseline"):
        value = Decimal(told["value"]) * _scale(body["kind"])
        found |= {
            "baseline_value": value.normalize(),
            "baseline_year": told["year"],
            "baseline_source": told["source"],
        }
    return found
