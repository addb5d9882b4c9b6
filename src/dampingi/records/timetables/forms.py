import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.ui.fields import day_field
from dampingi.records.timetables.gathering import Wish

LONGEST = datetime.timedelta(days=92)
FURTHEST = datetime.timedelta(days=3 * 366)


class SeasonForm(forms.Form):
    first = day_field(_("Dari"))
    last = day_field(_("Sampai"))
    morning = forms.TimeField(
        label=_("Pagi mulai"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    afternoon = forms.TimeField(
        label=_("Siang mulai"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    few = forms.BooleanField(label=_("Pindahkan sesedikit mungkin"), required=False)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if self.errors:
            return told
        near = abs(told["first"] - timezone.localdate()) <= FURTHEST
        if not (near and told["first"] <= told["last"] <= told["first"] + LONGEST):
            raise forms.ValidationError(
                _("Pilih masa yang berurutan, paling lama tiga bulan, dalam tiga tahun dari hari ini.")
            )
        if not told["morning"] < told["afternoon"] <= datetime.time(19):
            raise forms.ValidationError(
                _("Sesi siang mulai sesudah sesi pagi dan paling lambat pukul 19.00.")
            )
        return told

    def wish(self) -> Wish:
        return Wish(**{k: self.cleaned_data[k] for k in ("first", "last", "morning", "afternoon", "few")})
