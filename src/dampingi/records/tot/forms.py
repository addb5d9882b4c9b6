import datetime
import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.ui.fields import day_field
from dampingi.records.calendars.checking import Outside
from dampingi.records.calendars.queries import closed_days
from dampingi.records.tot.intake import Points, SessionPlan
from dampingi.records.tot.models import Trainee

SESSIONS = 6


def _points(label: Any, **more: Any) -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"inputmode": "numeric"})
    return forms.IntegerField(label=label, min_value=0, max_value=100, widget=widget, **more)


class CourseForm(Outside):
    title = forms.CharField(label=_("Judul"), max_length=150)
    place = forms.CharField(label=_("Tempat"), max_length=150, required=False)
    speaker = forms.CharField(label=_("Narasumber"), max_length=150, required=False)
    least_share = _points(_("Kehadiran minimum (persen sesi)"), initial=80)
    passing = _points(_("Nilai tes akhir minimum"), initial=70)
    course = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, region: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.region = region
        for n in range(SESSIONS):
            self.fields[f"on-{n}"] = day_field(_("Tanggal"), required=n == 0)
            self.fields[f"minutes-{n}"] = forms.IntegerField(
                label=_("Menit"),
                min_value=1,
                max_value=1440,
                required=n == 0,
                widget=forms.NumberInput(attrs={"step": 15}),
            )
            self.fields[f"topic-{n}"] = forms.CharField(label=_("Materi"), max_length=150, required=n == 0)

    def session_fields(self) -> list[tuple[forms.BoundField, ...]]:
        return [(self[f"topic-{n}"], self[f"on-{n}"], self[f"minutes-{n}"]) for n in range(SESSIONS)]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for n in range(1, SESSIONS):
            told = [said.get(f"{part}-{n}") for part in ("topic", "on", "minutes")]
            if any(told) and not all(told):
                self.add_error(
                    f"topic-{n}", _("Lengkapi materi, tanggal, dan lamanya, atau kosongkan ketiganya.")
                )
        self.look(closed_days(self.region, {on for n in range(SESSIONS) if (on := said.get(f"on-{n}"))}))
        return said

    def sessions(self) -> list[SessionPlan]:
        said = self.cleaned_data
        return [
            SessionPlan(said[f"on-{n}"], said[f"minutes-{n}"], said[f"topic-{n}"])
            for n in range(SESSIONS)
            if isinstance(said.get(f"on-{n}"), datetime.date)
        ]


class TestsForm(forms.Form):
    def __init__(self, *args: Any, trainees: list[Trainee], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.trainees = trainees
        for t in trainees:
            for part, label, points in (("pre", _("Sebelum"), t.pre), ("post", _("Sesudah"), t.post)):
                field = _points(label, required=False, initial=points)
                field.widget.attrs["aria-label"] = f"{t.mentor.name}, {label}"
                self.fields[f"{part}-{t.id}"] = field

    def rows(self) -> list[tuple[Trainee, forms.BoundField, forms.BoundField]]:
        return [(t, self[f"pre-{t.id}"], self[f"post-{t.id}"]) for t in self.trainees]

    def tests(self) -> list[Points]:
        said = self.cleaned_data
        return [Points(t.id, said[f"pre-{t.id}"], said[f"post-{t.id}"]) for t in self.trainees]


def ids(values: list[str]) -> list[uuid.UUID]:
    """Those that are ids; a forged one is as good as none."""
    found = []
    for value in values:
        try:
            found.append(uuid.UUID(value))
        except ValueError:
            continue
    return found
