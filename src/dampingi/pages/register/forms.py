from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.definitions import choices
from dampingi.records.businesses.actions.bulk import Bulk

WHAT = (
    ("sector", _("Tetapkan sektornya")),
    ("constraint", _("Catat kendala yang sama")),
    ("look", _("Minta diverifikasi")),
    ("archive", _("Arsipkan")),
)
RESTORE = (("restore", _("Pulihkan dari arsip")),)


class BulkForm(forms.Form):
    """What to do with the selected businesses. `count` is what the person saw and agrees to."""

    what = forms.ChoiceField(label=_("Yang dilakukan"), widget=forms.RadioSelect)
    sector = forms.ChoiceField(label=_("Sektor"), required=False)
    constraint = forms.ChoiceField(label=_("Kendala"), required=False)
    reason = forms.CharField(
        label=_("Alasan atau catatan"),
        help_text=_(
            "Wajib untuk mengarsipkan dan memulihkan; tercatat pada setiap usaha. Pada permintaan verifikasi: apa yang perlu dilihat."
        ),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    count = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, archived: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["what"].choices = RESTORE if archived else WHAT
        if archived:
            self.initial["what"] = "restore"
            del self.fields["sector"], self.fields["constraint"]
            return
        for name, said in (("sector", "sectors"), ("constraint", "constraints")):
            self.fields[name].choices = [("", _("Pilih ...")), *choices(said).items()]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        what = told.get("what")
        if what in ("sector", "constraint") and not told.get(what):
            self.add_error(what, _("Pilih salah satu dari daftar."))
        if what in ("archive", "restore") and not told.get("reason", "").strip():
            self.add_error("reason", _("Tulis alasannya; alasan ini tercatat pada setiap usaha."))
        return told

    @property
    def bulk(self) -> Bulk:
        told = self.cleaned_data
        return Bulk(told["what"], told.get(told["what"], ""), told["reason"].strip())
