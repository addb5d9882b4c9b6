"""Made of other indicators."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dampingi.engines.indicators import Indicator
from dampingi.insight.library.forms.definition import DefinitionForm, scale_of
from dampingi.insight.monitoring.dashboard.wording import GROUPINGS

PARTS = 6


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
        return str((told[f"{name}{n}"] / scale_of(self.counting[told[f"part{n}"]].kind)).normalize())
