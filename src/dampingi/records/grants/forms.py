from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.definitions import choices, load, source_names
from dampingi.foundation.regions.models import Region
from dampingi.foundation.ui.fields import Files, FilesField, RupiahField, day_field
from dampingi.records.grants.actions.agreeing import MOST_PARTS, Terms
from dampingi.records.grants.candidates import Asked

LARGEST = 10**13
FLAGS = ("women", "nib", "verified", "trained", "unaided")


class StudyForm(forms.Form):
    region = forms.ChoiceField(label=_("Wilayah"))
    title = forms.CharField(label=_("Judul kajian"), max_length=150)
    budget = RupiahField(label=_("Anggaran yang dibandingkan"), min_value=1, max_value=LARGEST)
    sector = forms.ChoiceField(label=_("Sektor"), required=False)
    women = forms.BooleanField(label=_("Hanya pemilik perempuan"), required=False)
    nib = forms.BooleanField(label=_("Hanya yang punya NIB"), required=False)
    verified = forms.BooleanField(label=_("Hanya yang sudah diverifikasi"), required=False)
    trained = forms.BooleanField(label=_("Hanya yang pernah ikut pelatihan"), required=False)
    unaided = forms.BooleanField(label=_("Hanya yang belum pernah dibantu"), required=False)

    def __init__(self, *args: Any, regions: Sequence[Region], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = [(r.code, "\u2003" * max(0, r.code.count(".") - 1) + r.name) for r in regions]
        self.fields["region"].choices = told  # type: ignore[attr-defined]
        self.fields["sector"].choices = [("", _("Semua sektor")), *choices("sectors").items()]  # type: ignore[attr-defined]
        self.priced = [f for f in load("grant_forms")["forms"] if f["to"] != "nobody"]
        for form in self.priced:
            self.fields[f"unit_{form['code']}"] = RupiahField(
                label=form["name"], min_value=1, max_value=LARGEST, initial=form["unit"]
            )

    @property
    def flags(self) -> list[forms.BoundField]:
        return [self[name] for name in FLAGS]

    @property
    def units(self) -> list[forms.BoundField]:
        return [self[f"unit_{form['code']}"] for form in self.priced]

    def asked(self) -> Asked:
        told = self.cleaned_data
        return Asked(told["region"], told["budget"], told["sector"], **{name: told[name] for name in FLAGS})

    def amounts(self) -> dict[str, int]:
        return {form["code"]: self.cleaned_data[f"unit_{form['code']}"] for form in self.priced}


class TermsForm(forms.Form):
    number = forms.CharField(label=_("Nomor perjanjian"), max_length=80)
    signed_on = day_field(_("Ditandatangani"))
    purpose = forms.CharField(label=_("Untuk apa"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    parts = forms.IntegerField(label=_("Dibayar dalam berapa bagian"), min_value=1, max_value=MOST_PARTS)
    first_due = day_field(_("Bagian pertama"))
    our_name = forms.CharField(label=_("Penanda tangan dinas"), max_length=150)
    our_position = forms.CharField(label=_("Jabatan di dinas"), max_length=150)
    their_name = forms.CharField(label=_("Penanda tangan penerima"), max_length=150)
    their_position = forms.CharField(label=_("Jabatan di pihak penerima"), max_length=150)

    def terms(self) -> Terms:
        return Terms(**self.cleaned_data)


class PartForm(forms.Form):
    on = day_field(_("Tanggal bayar"))
    reference = forms.CharField(label=_("Nomor SP2D atau bukti bayar"), max_length=100)


class UnpaidForm(forms.Form):
    reason = forms.CharField(label=_("Alasan"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class ReportForm(forms.Form):
    part = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=MOST_PARTS)
    spent = RupiahField(label=_("Yang dipakai"), min_value=1, max_value=LARGEST)
    told = forms.CharField(
        label=_("Dipakai untuk apa"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    receipts = FilesField(
        label=_("Bukti belanja"), widget=Files(attrs={"accept": "image/*,application/pdf", "multiple": True}),
        help_text=_("Foto nota atau PDF, paling banyak sepuluh."),
    )  # fmt: skip


def form_name(code: str) -> str:
    """A lawful form as people call it."""
    said = {f["code"]: f["name"] for f in load("grant_forms")["forms"]}.get(code, "")
    return gettext(said) if said else code


def sector_name(code: str) -> str:
    return source_names("sectors").get(code, code)
