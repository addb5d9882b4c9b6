from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.capture.field.presenting import told

LARGEST = 60_000_000
MINE, THEIRS = "sent", "standing"


class DecisionForm(forms.Form):
    """What to do with a submission the rules had stopped; of a conflict, a choice for each field both sides changed."""

    reason = forms.CharField(
        label=_("Alasan"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Pengirim membacanya, dan keputusan ini tercatat di jejak audit."),
    )

    def __init__(self, *args: Any, overlaps: Mapping[str, Any], kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.overlapping = list(overlaps)
        for name, (_shown, standing, sent) in overlaps.items():
            label, now = told(kind, name, standing)
            self.fields[f"pick_{name}"] = forms.ChoiceField(
                label=label,
                required=False,
                initial=THEIRS,
                widget=forms.RadioSelect,
                choices=(
                    (THEIRS, _("Yang tercatat: %(value)s") % {"value": now}),
                    (MINE, _("Dari kiriman: %(value)s") % {"value": told(kind, name, sent)[1]}),
                ),
            )

    @property
    def picks(self) -> list[Any]:
        return [self[f"pick_{name}"] for name in self.overlapping]

    def chosen(self) -> list[str]:
        return [name for name in self.overlapping if self.cleaned_data.get(f"pick_{name}") == MINE]


class RecoveryForm(forms.Form):
    file = forms.FileField(
        label=_("Berkas dari telepon"),
        help_text=_("Berkas berakhiran .json yang diekspor dari aplikasi lapangan, paling besar 60 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".json,application/json"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(
                _("Berkas ini lebih dari 60 MB. Ekspor lagi; aplikasi membaginya menjadi beberapa berkas.")
            )
        return file
