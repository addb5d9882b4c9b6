"""Fields as people here write, and the one way a form or a button answers a refusal."""

import re
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.errors import Denied, Refused
from dampingi.foundation.ui.formats import number


def attempt(form: forms.Form, act: Callable[[], Any]) -> Any:
    """What the action returns; None with its refusal on the form, so that nothing typed is lost."""
    try:
        return act()
    except Refused as refusal:
        form.add_error(None, refusal.message)
        return None


def done(request: HttpRequest, said: str, act: Callable[[], Any]) -> None:
    """Do it and say so on the page that follows, or why not; what is not there or not theirs stays an error."""
    try:
        act()
    except Denied:
        raise
    except Refused as refusal:
        if refusal.status == 404:
            raise
        messages.error(request, refusal.message)
    else:
        messages.success(request, said)


def day_field(label: Any, **more: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **more)


class RupiahField(forms.IntegerField):
    """Accepts Rp 2.500.000,- as well as 2500000."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    default_error_messages = {
        "invalid": _("Tulis angkanya saja dalam rupiah, misalnya 2.500.000."),
        "min_value": _("Angkanya tidak boleh kurang dari nol. Isi 0 bila tidak ada."),
    }

    def to_python(self, value: Any) -> int | None:
        if isinstance(value, str):
            value = re.sub(r"(?i)^\s*(-?)\s*rp\.?\s*", r"\1", value).strip()
            value = re.sub(r",(-|00)$", "", value)
            if re.fullmatch(r"-?\d{1,3}(\.\d{3})+", value):
                value = value.replace(".", "")
            value = value.replace(" ", "")
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        return number(value, 0) if isinstance(value, int) else value


def count_field(label: Any, **more: Any) -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"inputmode": "numeric"})
    return forms.IntegerField(label=label, min_value=0, max_value=100_000, widget=widget, **more)


class Files(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files; what they are is looked at later."""

    widget = Files

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        return [super(FilesField, self).clean(each, initial) for each in data or []]
