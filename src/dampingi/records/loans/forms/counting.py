from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.definitions import load
from dampingi.foundation.ui.fields import RupiahField
from dampingi.records.loans.terms import LARGEST


class CalculatorForm(forms.Form):
    """In the address, so that it can be shared; nothing is kept."""

    skema = forms.ChoiceField(label=_("Skema"))
    jumlah = RupiahField(
        label=_("Pinjaman"), min_value=1, max_value=LARGEST, help_text=_("Misalnya 10.000.000.")
    )
    bulan = forms.IntegerField(
        label=_("Jangka waktu (bulan)"),
        min_value=1,
        max_value=360,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, schemes: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["skema"].choices = schemes  # type: ignore[attr-defined]  # fmt: skip


class ReadinessForm(forms.Form):
    """Yes or no to each question; a question left open is told as not yet clear."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for each in load("loan_readiness"):
            self.fields[each["code"]] = forms.ChoiceField(
                label=gettext(each["question"]), choices=(("yes", _("Ya")), ("no", _("Tidak"))), required=False, widget=forms.RadioSelect
            )  # fmt: skip
