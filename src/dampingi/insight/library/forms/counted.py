"""Counted from a dataset."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dampingi.engines.indicators import Dataset
from dampingi.insight.indicators.wording import KINDS, SIGNS
from dampingi.insight.library.forms.definition import DefinitionForm

CONDITIONS = 3


def _columns(label: Any, help_text: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"list": "kolom-data", "autocomplete": "off", "spellcheck": "false"})
    return forms.CharField(label=label, max_length=200, widget=widget, help_text=help_text)


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
