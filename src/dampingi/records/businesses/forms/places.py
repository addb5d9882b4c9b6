from collections.abc import Sequence
from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dampingi.foundation.regions.queries import Candidate
from dampingi.records.businesses.places import kelurahan_meant, one_meant


class PlaceForm(forms.Form):
    """A kelurahan by its name: `place` as typed, `region` the code chosen where the name means several.

    `within`: the region prefixes to choose from.
    """

    place = forms.CharField(
        label=lazy("Kelurahan atau desa"),
        max_length=120,
        help_text=lazy("Ketik namanya. Bila ada beberapa yang sama, pilih dari daftar yang muncul."),
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "hx-post": reverse_lazy("place_candidates"),
                "hx-trigger": "input changed delay:300ms, load",
                "hx-target": "#calon-wilayah",
                "hx-include": "#calon-wilayah",
            }
        ),
    )
    region = forms.CharField(required=False, max_length=13, widget=forms.HiddenInput)

    def __init__(self, *args: Any, within: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.within = within

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("place"):
            said["region"] = self._region(kelurahan_meant(said["place"], self.within), said.get("region", ""))
        return said

    def candidates(self) -> list[Candidate]:
        """Shown again with a form that came back: nothing chosen is lost."""
        text = self["place"].value()
        return kelurahan_meant(text, self.within) if text else []

    def _region(self, candidates: list[Candidate], chosen: str) -> str:
        if chosen in {c.code for c in candidates}:
            return chosen
        found = one_meant(candidates)
        if not found and candidates:
            told = _("Pilih kelurahan yang dimaksud: ada beberapa yang cocok.")
            self.add_error("place", told)
        elif not found:
            told = _("Kelurahan itu tidak ditemukan di wilayah Anda. Periksa ejaannya.")
            self.add_error("place", told)
        return found
