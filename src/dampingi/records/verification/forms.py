from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.records.businesses.intake import VerificationNote
from dampingi.records.businesses.models import FOUND, Business
from dampingi.records.businesses.observed import LONGEST, OBSERVABLE

METHODS = (
    ("visit", _("Kunjungan ke tempat usaha")),
    ("call", _("Telepon")),
    ("document", _("Dokumen")),
)


class LookForm(forms.Form):
    """What somebody found at a business: as recorded, otherwise, or nothing."""

    outcome = forms.ChoiceField(
        label=_("Apa yang Anda temukan?"),
        choices=[(each.value, each.label) for each in FOUND],
        widget=forms.RadioSelect,
    )
    method = forms.ChoiceField(label=_("Cara memeriksa"), choices=METHODS, initial="visit")
    note = forms.CharField(
        label=_("Catatan"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Bila tidak ditemukan: di mana Anda mencari, siapa yang Anda tanya."),
    )
    photo = forms.FileField(
        label=_("Foto tempat usaha"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp", "capture": "environment"}),
    )
    latitude = forms.DecimalField(required=False, max_digits=9, decimal_places=6, widget=forms.HiddenInput)
    longitude = forms.DecimalField(required=False, max_digits=9, decimal_places=6, widget=forms.HiddenInput)
    accuracy = forms.IntegerField(required=False, min_value=0, max_value=100_000, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for field, label in OBSERVABLE.items():
            self.fields[f"seen_{field}"] = forms.CharField(
                label=label, required=False, max_length=LONGEST.get(field, 40)
            )

    @property
    def seen(self) -> list[forms.BoundField]:
        return [self[f"seen_{field}"] for field in OBSERVABLE]

    def row(self, business: Business) -> VerificationNote:
        said = self.cleaned_data
        return VerificationNote(
            business_id=business.id,
            method=said["method"],
            note=said["note"],
            outcome=said["outcome"],
            observed={f: said[f"seen_{f}"] for f in OBSERVABLE if said[f"seen_{f}"]},
            latitude=said["latitude"],
            longitude=said["longitude"],
            accuracy=said["accuracy"],
            photo=said["photo"].read() if said["photo"] else b"",
        )


class SettleForm(forms.Form):
    """What the office does with a difference."""

    fields_taken = forms.MultipleChoiceField(
        label=_("Ambil alih ke daftar usaha"), required=False, widget=forms.CheckboxSelectMultiple
    )
    note = forms.CharField(label=_("Catatan"), required=False, max_length=300)

    def __init__(self, *args, observed: dict[str, str], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        told = [(f, f"{OBSERVABLE[f]}: {value}") for f, value in observed.items()]
        self.fields["fields_taken"].choices = told  # type: ignore[attr-defined]
