"""Fields for what people write of a business, read as a sheet's cells are: one reader for every door."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext

from dampingi.engines.sheets.faults import Fault
from dampingi.engines.sheets.values import identifiers
from dampingi.engines.sheets.values.phones import phones
from dampingi.engines.sheets.wording import CELL_MESSAGES
from dampingi.records.businesses.contacts import spoken_phone


class ReadField(forms.CharField):
    """Text that one of the engines' cell readers understands; the fault and its cure are the sheet's."""

    def __init__(self, *, read: Callable[[object], Any], **more: Any) -> None:
        numeric = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(**({"required": False, "widget": numeric} | more))
        self.read = read

    def to_python(self, value: Any) -> str:
        found = self.read(super().to_python(value))
        if isinstance(found, Fault):
            fault, cure = CELL_MESSAGES[found.code]
            words = gettext(fault)
            raise forms.ValidationError(f"{words % found.data if found.data else words} {gettext(cure)}")
        return found or ""


class PhoneField(ReadField):
    """E.164 of the first number written."""

    def __init__(self, **more: Any) -> None:
        widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "off"})
        super().__init__(read=_first_phone, **({"max_length": 60, "widget": widget} | more))

    def prepare_value(self, value: Any) -> Any:
        return spoken_phone(value) if isinstance(value, str) and value.startswith("+62") else value


def _first_phone(cell: object) -> Any:
    found = phones(cell)
    return found[0] if isinstance(found, tuple) else found


def nik_field(**more: Any) -> ReadField:
    return ReadField(read=identifiers.nik, max_length=40, **more)


def nib_field(**more: Any) -> ReadField:
    return ReadField(read=identifiers.nib, max_length=40, **more)


def kbli_field(**more: Any) -> ReadField:
    widget = forms.TextInput(attrs={"list": "kbli-umum", "inputmode": "numeric"})
    return ReadField(read=identifiers.kbli, max_length=20, widget=widget, **more)
