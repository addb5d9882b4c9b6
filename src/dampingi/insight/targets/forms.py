from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.engines.indicators import Indicator
from dampingi.insight.targets.cascading import Child
from dampingi.insight.targets.intake import Wanted

HUNDRED = Decimal(100)
COURSES = (
    ("linear", _("Naik sedikit demi sedikit sampai akhir masa")),
    ("flat", _("Berlaku penuh sejak hari pertama")),
    ("end", _("Hanya dinilai pada akhir masa")),
)


def scale(indicator: Indicator) -> Decimal:
    """Shares are written in percent, as people say them."""
    return Decimal(1) if indicator.kind == "mean" else HUNDRED


def value_field(indicator: Indicator, label: Any, **more: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, max_digits=12, decimal_places=4, localize=True, widget=forms.TextInput(attrs={"inputmode": "decimal"}), **more
    )  # fmt: skip


class _Reasoned(forms.Form):
    reason = forms.CharField(
        label=_("Dasar usulan"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Hasil tahun lalu, kemampuan, atau arahan siapa. Dibaca yang menyetujui."),
    )  # fmt: skip


class TargetForm(_Reasoned):
    def __init__(self, *args: Any, indicator: Indicator, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.indicator = indicator
        unit = indicator.unit if indicator.kind == "mean" else "%"
        self.fields["value"] = value_field(indicator, _("Target (%(unit)s)") % {"unit": unit})
        self.fields["baseline"] = value_field(
            indicator, _("Titik awal (%(unit)s)") % {"unit": unit}, required=False,
            help_text=_("Keadaan sebelum masa ini. Dikosongkan berarti mulai dari nol."),
        )  # fmt: skip
        self.fields["course"] = forms.ChoiceField(
            label=_("Jalan menuju target"), choices=COURSES, widget=forms.RadioSelect
        )
        self.order_fields(["value", "baseline", "course", "reason"])

    def row(self, region: str) -> Wanted:
        said, by = self.cleaned_data, scale(self.indicator)
        baseline = said["baseline"]
        return Wanted(
            region, said["value"] / by, 0, None if baseline is None else baseline / by, said["course"]
        )


class PartsForm(_Reasoned):
    """One value for each region right below; `weight` is what it counted when the page was made."""

    def __init__(
        self, *args: Any, indicator: Indicator, children: Sequence[Child], course: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.indicator, self.children, self.course = indicator, children, course
        for child in children:
            self.fields[f"v-{child.region.code}"] = value_field(
                indicator, child.region.name, initial=(child.proposed * scale(indicator)).normalize()
            )

    def lines(self) -> list[tuple[Child, forms.BoundField]]:
        return [(c, self[f"v-{c.region.code}"]) for c in self.children]

    def rows(self) -> list[Wanted]:
        said, by = self.cleaned_data, scale(self.indicator)
        return [
            Wanted(c.region.code, said[f"v-{c.region.code}"] / by, c.part.weight, c.baseline, self.course)
            for c in self.children
        ]
