from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.ui.fields import day_field
from dampingi.insight.rounds.models import Kind
from dampingi.insight.rounds.periods import offered
from dampingi.insight.rounds.questions import offered as questions


class RoundForm(forms.Form):
    region = forms.ChoiceField(label=_("Yang mengundang"))
    period = forms.ChoiceField(label=_("Periode"))
    due_on = day_field(
        _("Batas pengiriman"), help_text=_("Sesudah periode berakhir; yang lewat batas tetap dapat mengirim, dengan tanda terlambat.")
    )  # fmt: skip
    indicators = forms.MultipleChoiceField(
        label=_("Indikator"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Yang tercatat dalam aplikasi terisi sendiri; selebihnya ditanyakan."),
    )  # fmt: skip
    asked = forms.CharField(
        label=_("Pertanyaan lain"), required=False, max_length=8000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Satu baris satu pertanyaan: nama, garis tegak, satuan. Contoh: “Koperasi aktif | koperasi”. "
            "Untuk persentase tulis pembilang dan penyebutnya: “UMK ber-NIB | usaha ber-NIB / seluruh usaha”."
        ),
    )  # fmt: skip
    note = forms.CharField(
        label=_("Pengantar"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Dibaca oleh yang diundang sebelum mengisi."),
    )  # fmt: skip

    def __init__(self, *args: Any, regions: list[tuple[str, str]], today: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["region"].choices = regions  # type: ignore[attr-defined]
        if len(regions) == 1:
            self.fields["region"].widget = forms.HiddenInput()
            self.fields["region"].initial = regions[0][0]
        self.fields["period"].choices = [  # type: ignore[attr-defined]
            (kind.label, [(s.code, s.name) for s in offered(kind, today)])
            for kind in (Kind.QUARTERLY, Kind.MONTHLY, Kind.YEARLY)
        ]
        self.fields["period"].initial = offered(Kind.QUARTERLY, today)[1].code
        self.fields["indicators"].choices = _indicators([code for code, _name in regions])  # type: ignore[attr-defined]


def _indicators(regions: list[str]) -> list[tuple[str, str]]:
    """Of all places one may invite from; which of them count there is asked again when the round is opened."""
    found = {code: i for region in regions for code, i in questions(region).items()}
    return [(i.code, i.name) for i in sorted(found.values(), key=lambda i: (i.order, i.code))]


class SheetForm(forms.Form):
    sheet = forms.FileField(
        label=_("Lembar isian"), widget=forms.FileInput(attrs={"accept": ".xlsx"}), help_text=_("Berkas Excel yang diunduh dari halaman isian, sesudah diisi."),
    )  # fmt: skip


class BehalfForm(SheetForm):
    letter_number = forms.CharField(label=_("Nomor surat pengantar"), max_length=100)
    letter = forms.FileField(
        label=_("Surat pengantar"), widget=forms.FileInput(attrs={"accept": "image/*,.pdf"}), help_text=_("PDF paling besar 5 MB, atau foto suratnya."),
    )  # fmt: skip
