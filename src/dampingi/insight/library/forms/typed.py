"""Typed by people."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.insight.indicators.wording import EVERY, LEVELS, OVER
from dampingi.insight.library.forms.definition import DefinitionForm, text


class ManualForm(DefinitionForm):
    """Typed by people for a place and a period."""

    level = forms.ChoiceField(
        label=_("Diisi untuk tiap"), choices=lambda: list(LEVELS.items()), initial="kecamatan"
    )
    every = forms.ChoiceField(
        label=_("Periode pengisian"), choices=lambda: list(EVERY.items()), initial="month"
    )
    over = forms.ChoiceField(label=_("Bila periodenya banyak"), choices=lambda: list(OVER.items()))
    typed = text(_("Yang diisi"), max_length=120, help_text=_("Misalnya: perjanjian yang ditandatangani."))
    typed_of = text(
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
