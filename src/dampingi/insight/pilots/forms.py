from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.ui.fields import count_field
from dampingi.insight.pilots.queries import Field
from dampingi.insight.pilots.readiness import PARTS
from dampingi.insight.pilots.wording import PARTS as CALLED
from dampingi.insight.pilots.wording import points


class ChoiceForm(forms.Form):
    """One cooperative for each kecamatan, and why where it is not the best choice."""

    remarks = forms.CharField(
        label=_("Catatan"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, field: Field, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.field = field
        for p in field.places:
            self.fields[f"p-{p.code}"] = forms.ChoiceField(
                label=p.name,
                required=False,
                choices=self._choices(p.code),
                initial=field.best.served.get(p.code, ""),
            )
            self.fields[f"r-{p.code}"] = forms.CharField(label=_("Alasan"), required=False, max_length=500)

    def _choices(self, place: str) -> list[tuple[str, Any]]:
        told = self.field.asked.points
        rows = sorted(
            self.field.eligible.items(), key=lambda kc: (-told[kc[0], place], kc[1].cooperative.name)
        )
        return [
            ("", _("Tidak ada yang ditetapkan")),
            *((key, f"{c.cooperative.name} ({points(told[key, place])})") for key, c in rows),
        ]

    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"p-{p.code}"], self[f"r-{p.code}"]) for p in self.field.places]

    def wanted(self) -> dict[str, str]:
        return {p.code: self.cleaned_data[f"p-{p.code}"] for p in self.field.places}

    def reasons(self) -> dict[str, str]:
        return {p.code: self.cleaned_data[f"r-{p.code}"] for p in self.field.places}


class RulesForm(forms.Form):
    """The numbers of an edition."""

    away = count_field(
        _("Pengurang di kecamatan lain"), help_text=_("Poin yang dikurangi bila kantornya tidak berada di kecamatan yang dilayani.")
    )  # fmt: skip
    least_health = count_field(_("Nilai kesehatan paling rendah"))
    reason = forms.CharField(
        label=_("Dasar perubahannya"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    rules = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, now: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        self.fields["away"].initial, self.fields["least_health"].initial = now["away"], now["least_health"]
        for code in PARTS:
            self.fields[f"w-{code}"] = count_field(CALLED[code], initial=now["weights"][code])

    def weights(self) -> list[forms.BoundField]:
        return [self[f"w-{code}"] for code in PARTS]

    def body(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            **self.now, "weights": {code: said[f"w-{code}"] for code in PARTS}, "away": said["away"],
            "least_health": said["least_health"],
        }  # fmt: skip
