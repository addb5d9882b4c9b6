import datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.ui.formats import month as month_words
from dampingi.insight.agreements.intake import LinePlan, Plan, TargetPlan, Tick
from dampingi.insight.agreements.models import Agreement
from dampingi.insight.agreements.queries import promisable
from dampingi.records.programmes.models import Programme

TARGETS, LINES = 6, 6
PERIODS = (("month", _("Setiap bulan")), ("year", _("Sepanjang program")))
HUNDRED = Decimal(100)


def months_of(programme: Programme) -> list[datetime.date]:
    month, found = programme.starts_on.replace(day=1), []
    while month <= programme.ends_on and len(found) < 24:
        found.append(month)
        month = (month + datetime.timedelta(days=32)).replace(day=1)
    return found


class PlanForm(forms.Form):
    """Shares are written in percent, as people say them."""

    reason = forms.CharField(
        label=_("Alasan mengubah"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Wajib bila sudah ada yang ditandatangani; kedua pihak menandatangani edisi baru ini."),
    )  # fmt: skip

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = promisable(programme.region)
        named = [
            ("", _("Pilih indikator")),
            *((c, f"{i.name} ({self._unit(i)})") for c, i in self.known.items()),
        ]
        months = [(f"{m:%Y-%m}", month_words(m)) for m in months_of(programme)]
        for n in range(TARGETS):
            self.fields[f"indicator-{n}"] = forms.ChoiceField(
                label=_("Indikator"), choices=named, required=False
            )
            self.fields[f"value-{n}"] = forms.DecimalField(
                label=_("Target"), required=False, max_digits=9, decimal_places=2, localize=True,
                widget=forms.TextInput(attrs={"inputmode": "decimal"}),
            )  # fmt: skip
            self.fields[f"period-{n}"] = forms.ChoiceField(label=_("Masa"), choices=PERIODS, required=False)
        for n in range(LINES):
            self.fields[f"activity-{n}"] = forms.CharField(
                label=_("Kegiatan"), required=False, max_length=200
            )
            self.fields[f"output-{n}"] = forms.CharField(label=_("Hasil"), required=False, max_length=200)
            self.fields[f"months-{n}"] = forms.MultipleChoiceField(
                label=_("Bulan"), choices=months, required=False, widget=forms.CheckboxSelectMultiple
            )

    @staticmethod
    def _unit(indicator) -> str:
        return indicator.unit if indicator.kind == "mean" else "%"

    @classmethod
    def initial_of(cls, agreement: Agreement | None) -> dict[str, Any]:
        found: dict[str, Any] = {}
        if agreement is None:
            return found
        known = promisable(agreement.programme.region)
        for n, t in enumerate(t for t in agreement.targets if t["indicator"] in known):
            whole = known[t["indicator"]].kind == "mean"
            value = Decimal(t["value"]) * (1 if whole else HUNDRED)
            found |= {
                f"indicator-{n}": t["indicator"],
                f"value-{n}": value.normalize(),
                f"period-{n}": t["period"],
            }
        for n, ln in enumerate(agreement.lines):
            found |= {
                f"activity-{n}": ln["activity"],
                f"output-{n}": ln["output"],
                f"months-{n}": ln["months"],
            }
        return found

    def target_fields(self) -> list[tuple[forms.BoundField, ...]]:
        return [(self[f"indicator-{n}"], self[f"value-{n}"], self[f"period-{n}"]) for n in range(TARGETS)]

    def line_fields(self) -> list[tuple[forms.BoundField, ...]]:
        return [(self[f"activity-{n}"], self[f"output-{n}"], self[f"months-{n}"]) for n in range(LINES)]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for n in range(TARGETS):
            if (
                said.get(f"indicator-{n}")
                and said.get(f"value-{n}") is None
                and f"value-{n}" not in self.errors
            ):
                self.add_error(f"value-{n}", _("Isi angka targetnya."))
        for n in range(LINES):
            if said.get(f"activity-{n}") and not said.get(f"months-{n}"):
                self.add_error(f"months-{n}", _("Pilih bulannya."))
        return said

    def plan(self) -> Plan:
        said, known = self.cleaned_data, self.known
        targets = []
        for n in range(TARGETS):
            code = said[f"indicator-{n}"]
            if code:
                value = said[f"value-{n}"] / (1 if known[code].kind == "mean" else HUNDRED)
                targets.append(TargetPlan(code, value, said[f"period-{n}"] or "month"))
        lines = [
            LinePlan(said[f"activity-{n}"], said[f"output-{n}"], tuple(said[f"months-{n}"]))
            for n in range(LINES)
            if said[f"activity-{n}"]
        ]
        return Plan(tuple(targets), tuple(lines))


class TicksForm(forms.Form):
    def __init__(self, *args: Any, lines: list[dict[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines
        for ln in lines:
            self.fields[f"done-{ln['code']}"] = forms.BooleanField(
                label=ln["activity"], required=False, initial=ln["done"]
            )
            self.fields[f"note-{ln['code']}"] = forms.CharField(
                label=_("Catatan"), required=False, max_length=300, initial=ln["note"]
            )

    def rows(self) -> list[tuple[dict[str, Any], forms.BoundField, forms.BoundField]]:
        return [(ln, self[f"done-{ln['code']}"], self[f"note-{ln['code']}"]) for ln in self.lines]

    def ticks(self) -> list[Tick]:
        said = self.cleaned_data
        return [Tick(ln["code"], said[f"done-{ln['code']}"], said[f"note-{ln['code']}"]) for ln in self.lines]
