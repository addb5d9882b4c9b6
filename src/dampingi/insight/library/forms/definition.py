"""What every definition says. Each mistake stands beside the field where its cure belongs."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dampingi.insight.indicators.wording import AREAS, DIRECTIONS, STEPS
from dampingi.insight.monitoring.dashboard.wording import GROUPINGS

_FIELD_OF = {
    "filter": "column0",
    "baseline": "baseline_value",
    "dataset": None,
    "code": "name",
    "order": None,
}
HUNDRED = Decimal(100)


def text(label: Any, *, rows: int = 0, **more: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(label=label, widget=widget, **more)


class DefinitionForm(forms.Form):
    """What every indicator says. `opened`: the save this was seen in."""

    opened = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=10**6)
    name = text(
        _("Nama"),
        max_length=80,
        help_text=_("Seperti disebut dalam rapat, misalnya: Usaha yang laporannya dibenarkan peserta."),
    )
    step = forms.ChoiceField(
        label=_("Tingkat dalam teori program"), choices=lambda: [("", _("Pilih")), *STEPS.items()]
    )
    area = forms.ChoiceField(
        label=_("Bidang"), choices=lambda: list(AREAS.items()), initial="wub", required=False
    )
    why = text(_("Mengapa penting"), rows=2, max_length=400)
    groupings = forms.MultipleChoiceField(
        label=_("Dapat dirinci menurut"), widget=forms.CheckboxSelectMultiple
    )
    unit = text(
        _("Satuan"),
        max_length=60,
        help_text=_("Misalnya: persen laporan, atau kunjungan per peserta per bulan."),
    )
    decimals = forms.TypedChoiceField(
        label=_("Angka di belakang koma"), coerce=int, choices=[(n, str(n)) for n in range(4)], initial=1
    )
    direction = forms.ChoiceField(label=_("Arah"), choices=lambda: list(DIRECTIONS.items()))
    formula = text(_("Rumus dengan kata-kata"), rows=2, max_length=400)
    source = text(
        _("Dasar atau sumber"),
        rows=2,
        max_length=400,
        help_text=_("Peraturan, dokumen, atau siapa yang menetapkannya."),
    )
    limits = text(_("Batas tafsir"), rows=2, max_length=400, help_text=_("Yang tidak dikatakan angka ini."))
    target = text(_("Patokan"), max_length=200, required=False, help_text=_("Misalnya: Lazimnya 80%."))
    baseline_value = forms.DecimalField(
        label=_("Nilai titik awal"), required=False, localize=True, max_digits=14, decimal_places=4,
        help_text=_("Seperti dibaca: 79,4 untuk 79,4%."),
    )  # fmt: skip
    baseline_year = forms.IntegerField(
        label=_("Tahun titik awal"), required=False, min_value=1945, max_value=2200
    )
    baseline_source = text(_("Sumber titik awal"), max_length=200, required=False)

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
        texts = ("name", "step", "area", "why", "unit", "direction", "formula", "source", "limits", "target")
        found: dict[str, Any] = {name: told[name] for name in texts if told[name]}
        found |= {"kind": kind, "decimals": told["decimals"], "groupings": told["groupings"]}
        if told["baseline_value"] is not None:
            found["baseline"] = {
                "value": str((told["baseline_value"] / scale_of(kind)).normalize()), "year": told["baseline_year"],
                "source": told["baseline_source"],
            }  # fmt: skip
        return found

    def mistaken(self, field: str, message: str) -> None:
        """Beside the field it is about; above the form where there is none."""
        name = _FIELD_OF.get(field, field)
        self.add_error(name if name in self.fields else None, message)


def scale_of(kind: str) -> Decimal:
    return HUNDRED if kind in ("proportion", "change") else Decimal(1)
