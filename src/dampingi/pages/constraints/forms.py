import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.definitions import choices
from dampingi.foundation.ui.fields import day_field
from dampingi.foundation.ui.formats import number
from dampingi.records.learning.models import Subject
from dampingi.records.mentoring.forms.progress import ConstraintForm, ResolutionForm
from dampingi.records.mentoring.forms.visits import SEVERITIES

__all__ = [
    "ClinicForm",
    "ConstraintForm",
    "ReopeningForm",
    "ResolutionForm",
    "TrainingPlanForm",
    "VisitsForm",
    "WeightForm",
]


class WeightForm(forms.Form):
    severity = forms.TypedChoiceField(
        label=_("Seberapa berat sekarang"), choices=SEVERITIES, coerce=int, widget=forms.RadioSelect
    )


class ReopeningForm(WeightForm):
    since = day_field(_("Muncul lagi sejak"))
    note = forms.CharField(
        label=_("Catatan"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean_since(self) -> datetime.date:
        if self.cleaned_data["since"] > timezone.localdate():
            raise forms.ValidationError(_("Tanggal itu belum tiba. Perbaiki tanggalnya."))
        return self.cleaned_data["since"]


class VisitsForm(forms.Form):
    topic = forms.ChoiceField(label=_("Topik kunjungan"), choices=lambda: list(choices("topics").items()))
    due_on = day_field(_("Dikunjungi paling lambat"))
    note = forms.CharField(label=_("Pesan untuk pendamping"), required=False, max_length=300)

    def __init__(self, *args, today: datetime.date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due_on"].initial = today + datetime.timedelta(days=14)


class ClinicForm(forms.Form):
    field = forms.ChoiceField(label=_("Bidang konsultasi"))

    def __init__(self, *args, free: dict[str, int], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        told = _now("%(name)s (%(free)s tempat kosong)")
        self.fields["field"].choices = [  # type: ignore[attr-defined]
            (code, told % {"name": name, "free": number(free.get(code, 0))})
            for code, name in choices("constraint_fields").items()
        ]


class TrainingPlanForm(forms.Form):
    title = forms.CharField(label=_("Judul pelatihan"), max_length=150)
    subject = forms.ChoiceField(label=_("Bidang"), choices=Subject.choices)
    on = day_field(_("Tanggal"))
    minutes = forms.IntegerField(label=_("Lama (menit)"), min_value=1, max_value=1440, initial=180)
    place = forms.CharField(label=_("Tempat"), max_length=150, required=False)
    speaker = forms.CharField(label=_("Narasumber"), max_length=150, required=False)

    def __init__(self, *args, today: datetime.date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = today + datetime.timedelta(days=7)
