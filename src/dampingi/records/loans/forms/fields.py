import re
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.ui.formats import number


class PercentField(forms.DecimalField):
    """9,5 or 9.5 percent; whole hundredths of a percent as the engine counts."""

    default_error_messages = {"invalid": _("Tulis angkanya saja dalam persen, misalnya 9,5.")}

    def __init__(self, **more: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(min_value=0, max_value=100, max_digits=5, decimal_places=2, widget=widget, **more)

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        if isinstance(value, str):
            value = re.sub(r"\s*%\s*$", "", value).strip().replace(",", ".")
        return super().to_python(value)

    def clean(self, value: Any) -> int | None:  # type: ignore[override]
        told = super().clean(value)
        return None if told is None else int(told * 100)

    def prepare_value(self, value: Any) -> Any:
        return number(Decimal(value) / 100) if isinstance(value, int) else value
