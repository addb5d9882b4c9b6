from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.definitions import choices
from dampingi.foundation.ui.fields import day_field
from dampingi.insight.passing.standards import proposed

MOST = 1000


def _whole(label: Any, low: int, high: int, **more: Any) -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"inputmode": "numeric"})
    return forms.IntegerField(label=label, min_value=low, max_value=high, widget=widget, **more)


class MarkingForm(forms.Form):
    as_of = day_field(_("Keadaan sampai tanggal"))
    note = forms.CharField(
        label=_("Catatan"), required=False, max_length=300, help_text=_("Misalnya: untuk rapat kelulusan.")
    )
    marking = forms.UUIDField(widget=forms.HiddenInput)


class StandardForm(forms.Form):
    """The criteria are given; what they weigh, their targets and minimums are the office's."""

    pass_mark = _whole(_("Nilai lulus"), 0, 100, help_text=_("Dari 100."))
    evidence = _whole(
        _("Paling sedikit diketahui (persen bobot)"), 0, 100,
        help_text=_("Di bawahnya peserta belum dapat dinilai: bukan lulus, bukan pula belum lulus."),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Dasar atau alasannya"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Tulis dasar atau alasannya; peserta dan pemeriksa akan membacanya.")},
    )  # fmt: skip
    standard = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, now: dict[str, Any], **kwargs: Any) -> None:
        given = {"pass_mark": now["pass_mark"], "evidence": now["evidence"]}
        for c in now["criteria"]:
            given |= {f"{part}_{c['code']}": c[part] for part in ("weight", "target", "least")}
        super().__init__(*args, **(kwargs | {"initial": given | kwargs.get("initial", {})}))
        self.codes, called = [c["code"] for c in now["criteria"]], choices("passing_criteria")
        for code in self.codes:
            words = {"name": called.get(code, code)}
            self.fields[f"weight_{code}"] = _whole(_("Bobot %(name)s") % words, 1, MOST)
            self.fields[f"target_{code}"] = _whole(_("Target %(name)s (persen)") % words, 1, MOST)
            self.fields[f"least_{code}"] = _whole(
                _("Syarat %(name)s (persen)") % words, 0, MOST, required=False
            )

    @property
    def criteria(self) -> list[list[Any]]:
        return [[self[f"{part}_{code}"] for part in ("weight", "target", "least")] for code in self.codes]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        for code in self.codes:
            least, target = said.get(f"least_{code}"), said.get(f"target_{code}")
            if least is not None and target is not None and least > target:
                self.add_error(f"least_{code}", _("Syarat tidak boleh melebihi targetnya."))
        return said

    def body(self) -> dict[str, Any]:
        said = self.cleaned_data
        criteria = [
            {"code": code, **{part: said[f"{part}_{code}"] for part in ("weight", "target", "least")}}
            for code in self.codes
        ]
        told = {"pass_mark": said["pass_mark"], "evidence": said["evidence"], "criteria": criteria}
        return proposed() | told
