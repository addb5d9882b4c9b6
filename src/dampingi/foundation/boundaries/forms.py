from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.engines.geometry.reading import LARGEST
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.regions.codes import depth
from dampingi.foundation.regions.queries import below, names


class BoundaryForm(forms.Form):
    file = forms.FileField(
        label=_("Berkas GeoJSON"),
        help_text=_(
            "Poligon batas kelurahan atau kecamatan, koordinat derajat (EPSG:4326); paling besar 40 MB."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".geojson,.json"}),
    )
    region = forms.ChoiceField(
        label=_("Wilayah"), help_text=_("Batas di dalam berkas dicocokkan dengan wilayah ini.")
    )
    source = forms.CharField(
        label=_("Sumber"),
        max_length=200,
        required=False,
        help_text=_("Siapa pembuat batas ini dan tahun berapa, misalnya: BIG 2023. Ditulis di bawah peta."),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["region"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = region_choices(actor)

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(
                _("Berkas ini lebih besar dari 40 MB. Ambil wilayah Anda saja, atau sederhanakan garisnya.")
            )
        return file


def region_choices(actor: Actor) -> list[tuple[str, str]]:
    """The person's own regions; for a province also each kabupaten and kota inside."""
    own = [code for code in actor.regions(Permission.MANAGE_BOUNDARIES) if 1 <= depth(code) <= 3]
    called = names(own)
    wide = [(r.code, r.name) for code in own if depth(code) == 1 for r in below(code, 2)]
    return [(code, called.get(code, code)) for code in own] + wide
