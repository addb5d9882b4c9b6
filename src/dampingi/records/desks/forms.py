from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.definitions import choices
from dampingi.foundation.regions.models import Region


class DeskForm(forms.Form):
    name = forms.CharField(label=_("Nama loket"), max_length=100)
    region = forms.ChoiceField(label=_("Wilayah"))
    place = forms.CharField(label=_("Tempat"), max_length=150)

    def __init__(self, *args: Any, regions: Sequence[Region], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = [(r.code, "\u2003" * max(0, r.code.count(".") - 1) + r.name) for r in regions]
        self.fields["region"].choices = told  # type: ignore[attr-defined]


class NumberForm(forms.Form):
    field = forms.ChoiceField(
        label=_("Tentang bidang apa?"),
        required=False,
        choices=lambda: [("", _("Belum tahu")), *choices("constraint_fields").items()],
    )
