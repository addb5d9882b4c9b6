"""What changed since a month that is on record: one tick for each figure; only what is ticked is asked."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.ui.fields import RupiahField, count_field
from dampingi.foundation.ui.formats import money, number
from dampingi.records.mentoring.forms.progress import FIGURES
from dampingi.records.mentoring.intake import GrowthIntake
from dampingi.records.mentoring.models import Growth
from dampingi.records.programmes.models import Enrolment

GROUPS: dict[str, tuple[Any, tuple[str, ...]]] = {
    "turnover": (_("Omzet sebulan"), ("turnover",)),
    "sales": (_("Minggu dengan penjualan"), ("weeks_with_sales", "weeks")),
    "workers": (_("Tenaga kerja"), ("workers",)),
    "products": (_("Jenis produk yang dijual"), ("products",)),
    "channels": (_("Saluran pemasaran"), ("channels",)),
    "nib": (_("NIB"), ("has_nib",)),
}
FIGURE_NAMES = {
    "turnover": _("Omzet sebulan"),
    "weeks_with_sales": _("Minggu dengan penjualan"),
    "weeks": _("Dari berapa minggu"),
    "workers": _("Tenaga kerja"),
    "products": _("Jenis produk yang dijual"),
    "channels": _("Saluran pemasaran"),
    "has_nib": _("Sudah memiliki NIB"),
}
HELP = {
    "workers": _("Termasuk pemilik dan keluarga yang ikut bekerja."),
    "channels": _("Warung, pasar, WhatsApp, lokapasar, dan sebagainya."),
    "turnover": _("Dalam rupiah, misalnya 2.500.000."),
}


class ChangesForm(forms.Form):
    """A figure whose tick is set was counted anew, even where it is the same again; the rest is as it was in `base`."""

    def __init__(self, *args: Any, base: Growth, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.base = base
        for group, (label, figures) in GROUPS.items():
            self.fields[f"changed_{group}"] = forms.BooleanField(label=label, required=False)
            for figure in figures:
                self.fields[figure] = _field(figure)

    @property
    def groups(self) -> list[dict[str, Any]]:
        return [
            {
                "tick": self[f"changed_{group}"],
                "fields": [self[f] for f in figures],
                "was": _was(group, self.base),
            }
            for group, (_label, figures) in GROUPS.items()
        ]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for group, (_label, figures) in GROUPS.items():
            for figure in figures:
                if (
                    said.get(f"changed_{group}")
                    and said.get(figure) in (None, "")
                    and figure not in self.errors
                ):
                    self.add_error(figure, _("Isi angkanya, atau hapus centangnya."))
        return said

    def figures(self) -> dict[str, Any]:
        """All of them: as said, else as before."""
        return {f: self._said(f) for f in FIGURES}

    def changed_figures(self) -> dict[str, Any]:
        return {f: v for f, v in self.figures().items() if v != getattr(self.base, f)}

    def carried(self) -> tuple[str, ...]:
        """Neither ticked nor said otherwise."""
        ticked = {
            f for g, (_label, figures) in GROUPS.items() if self.cleaned_data[f"changed_{g}"] for f in figures
        }
        return tuple(f for f in FIGURES if f not in ticked and f not in self.changed_figures())

    def _said(self, figure: str) -> Any:
        value = self.cleaned_data.get(figure)
        if figure == "has_nib":
            return self.base.has_nib if value in (None, "") else value == "yes"
        return getattr(self.base, figure) if value is None else value


class FollowUpForm(ChangesForm):
    """A month, asked as what changed since the one on record before it."""

    month = forms.DateField(widget=forms.HiddenInput)

    def intake(self, enrolment: Enrolment) -> GrowthIntake:
        told = self.figures()
        return GrowthIntake(
            enrolment_id=enrolment.id, month=self.cleaned_data["month"], carried=self.carried(), **told
        )


class ObjectionForm(ChangesForm):
    comment = forms.CharField(
        label=_("Apa yang keliru?"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Tidak tahu angka pastinya? Ceritakan saja."),
    )  # fmt: skip


class SettlingForm(forms.Form):
    outcome = forms.ChoiceField(label=_("Setelah diperiksa"), widget=forms.RadioSelect)
    answer = forms.CharField(
        label=_("Jawaban kepada peserta"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Apa yang Anda periksa, dan hasilnya."),
    )  # fmt: skip

    def __init__(self, *args: Any, may_take: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = ("kept", _("Pertahankan angka semula"))
        taken = ("taken", _("Pakai angka peserta; angka semula tetap tercatat"))
        self.fields["outcome"].choices = [taken, kept] if may_take else [kept]  # type: ignore[attr-defined]


def _field(figure: str) -> forms.Field:
    label = FIGURE_NAMES[figure]
    if figure == "has_nib":
        choices = (("yes", _("Sudah memiliki NIB")), ("no", _("Belum memiliki NIB")))
        return forms.ChoiceField(label=label, choices=[("", "–"), *choices], required=False)
    if figure == "turnover":
        return RupiahField(label=label, required=False, min_value=0, help_text=HELP["turnover"])
    return count_field(label, required=False, help_text=HELP.get(figure, ""))


def _was(group: str, base: Growth) -> str:
    if group == "sales":
        return str(_("%(sold)s dari %(weeks)s minggu") % {"sold": base.weeks_with_sales, "weeks": base.weeks})
    if group == "nib":
        return str(_("sudah") if base.has_nib else _("belum"))
    value = getattr(base, group)
    return money(value) if group == "turnover" else number(value)
