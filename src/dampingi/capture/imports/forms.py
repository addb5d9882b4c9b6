from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.capture.imports.models import Import
from dampingi.engines.sheets.limits import DEFAULT_LIMITS
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.regions.codes import depth
from dampingi.foundation.regions.queries import below, names
from dampingi.records.programmes.queries import programmes

TOO_LARGE = _("Berkas ini lebih besar dari 60 MB. Bagi menjadi beberapa berkas.")
SHEETS = ".xlsx,.xls,.ods,.csv,.xlsb,.xlsm"


class SheetForm(forms.Form):
    """One file, what it lists, and where."""

    file = forms.FileField(
        label=_("Berkas"),
        help_text=_("Excel (XLSX, XLS), ODS, atau CSV; paling besar 60 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": SHEETS}),
    )
    kind = forms.ChoiceField(
        label=_("Isi berkas"),
        choices=Import.Kind.choices,
        widget=forms.RadioSelect,
        initial=Import.Kind.BUSINESSES,
    )
    region = forms.ChoiceField(
        label=_("Wilayah"), help_text=_("Kelurahan di dalam berkas dicari di wilayah ini.")
    )
    programme = forms.ChoiceField(
        label=_("Program"), required=False, help_text=_("Hanya untuk daftar peserta dan daftar kunjungan.")
    )

    def __init__(self, *args: Any, actor: Actor, too_large: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if too_large:
            self.fields["file"].error_messages["required"] = TOO_LARGE
        self._programmes = {p.code: p for p in programmes(actor)}
        self._field("region").choices = region_choices(actor)
        self._field("kind").choices = [c for c in Import.Kind.choices if brings(actor, c[0])]
        told = [(p.code, p.name) for p in self._programmes.values()]
        self._field("programme").choices = [("", _("Tanpa program")), *told]

    def _field(self, name: str) -> forms.ChoiceField:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        return field

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > DEFAULT_LIMITS.file_bytes:
            raise forms.ValidationError(TOO_LARGE)
        return file

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("kind") in (Import.Kind.PARTICIPANTS, Import.Kind.VISITS) and not told.get("programme"):
            self.add_error("programme", _("Pilih program untuk daftar ini."))
        told["programme"] = self._programmes.get(told.get("programme", ""))
        return told


def brings(actor: Actor, kind: str) -> bool:
    """Whether a list of this kind is the person's to bring at all."""
    return kind != Import.Kind.COOPERATIVES or bool(actor.regions(Permission.MANAGE_COOPERATIVES))


def region_choices(actor: Actor) -> list[tuple[str, str]]:
    """The places the person may import into: their own, and for a wider reach each kabupaten and kota inside."""
    own = actor.regions(Permission.IMPORT_SHEETS)
    narrow = [code for code in own if depth(code) >= 2]
    wide = [(r.code, r.name) for code in own if depth(code) == 1 for r in below(code, 2)]
    called = names(narrow)
    return [(code, called.get(code, code)) for code in narrow] + wide
