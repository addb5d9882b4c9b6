import datetime
import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.definitions import choices
from dampingi.foundation.regions.codes import zone
from dampingi.foundation.regions.models import Region
from dampingi.foundation.regions.queries import names
from dampingi.records.calendars.checking import Outside
from dampingi.records.calendars.queries import in_the_way
from dampingi.records.clinic.intake import SlotIntake
from dampingi.records.clinic.models import Channel
from dampingi.records.programmes.models import Mentor

MOST_WEEKS = 26
AHEAD = datetime.timedelta(days=366)


class SlotForm(Outside):
    """One slot, or the same every week."""

    field = forms.ChoiceField(label=_("Bidang"), choices=lambda: list(choices("constraint_fields").items()))
    region = forms.ChoiceField(label=_("Untuk usaha di"))
    on = forms.DateField(
        label=_("Tanggal"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    starts = forms.TimeField(label=_("Mulai"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    minutes = forms.IntegerField(label=_("Lama (menit)"), min_value=5, max_value=720)
    channel = forms.ChoiceField(label=_("Lewat"), choices=Channel.choices, initial=Channel.PERSON)
    place = forms.CharField(
        label=_("Tempat"), max_length=150, required=False, help_text=_("Wajib untuk tatap muka.")
    )
    link = forms.URLField(
        label=_("Tautan ruang daring"), max_length=300, required=False, assume_scheme="https",
        help_text=_("Hanya tampak bagi yang terjadwal dan petugas klinik."),
    )  # fmt: skip
    mentor = forms.TypedChoiceField(
        label=_("Konsultan atau pendamping"), required=False, coerce=uuid.UUID, empty_value=None,
        help_text=_("Konsultasinya ikut dihitung untuk orang yang dipilih."),
    )  # fmt: skip
    adviser = forms.CharField(
        label=_("Nama narasumber tamu"), max_length=150, required=False, help_text=_("Bila bukan konsultan atau pendamping.")
    )  # fmt: skip
    capacity = forms.IntegerField(label=_("Usaha yang dapat dilayani"), min_value=1, max_value=500)
    weeks = forms.IntegerField(
        label=_("Berulang setiap minggu, berapa kali"), min_value=1, max_value=MOST_WEEKS, initial=1
    )

    def __init__(self, *args, regions: Sequence[Region], advisers: Sequence[Mentor], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        fields, places = choices("mentor_fields"), names(m.region for m in advisers)
        called = [
            (str(m.id), f"{m.name} ({fields.get(m.field) or places.get(m.region, m.region)})")
            for m in advisers
        ]
        self.fields["mentor"].choices = [("", _("Narasumber tamu")), *called]  # type: ignore[attr-defined]
        told = [(r.code, "\u2003" * max(0, r.code.count(".") - 1) + r.name) for r in regions]
        self.fields["region"].choices = told  # type: ignore[attr-defined]

    def clean_on(self) -> datetime.date:
        on: datetime.date = self.cleaned_data["on"]
        if on > timezone.localdate() + AHEAD:
            raise forms.ValidationError(_("Jadwal klinik dibuat paling jauh setahun ke depan."))
        return on

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not said.get("mentor") and not (said.get("adviser") or "").strip() and "mentor" not in self.errors:
            self.add_error("adviser", _("Pilih konsultan, atau tulis nama narasumber tamunya."))
        if said.get("mentor"):
            said["adviser"] = ""
        if {"region", "on", "starts", "minutes", "weeks"} <= said.keys():
            days = [said["on"] + datetime.timedelta(weeks=n) for n in range(said["weeks"])]
            there = zone(said["region"])
            starts = [datetime.datetime.combine(day, said["starts"], there) for day in days]
            self.look(k for at in starts for k in in_the_way(said["region"], at, said["minutes"]))
        return said

    def rows(self) -> list[SlotIntake]:
        said = dict(self.cleaned_data)
        weeks, first = said.pop("weeks"), said.pop("on")
        return [SlotIntake(on=first + datetime.timedelta(weeks=n), **said) for n in range(weeks)]


class ConsultationForm(forms.Form):
    came = forms.TypedChoiceField(
        label=_("Datang?"),
        choices=(("ya", _("Datang")), ("tidak", _("Tidak datang"))),
        coerce=lambda v: v == "ya",
        widget=forms.RadioSelect,
    )
    result = forms.CharField(
        label=_("Hasil konsultasi"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    resolved = forms.BooleanField(label=_("Kendalanya teratasi"), required=False)


class PlaceForm(forms.Form):
    business = forms.UUIDField()
    wish = forms.CharField(required=False, max_length=1000)
