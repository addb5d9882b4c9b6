"""Writing down the office's times: one by one, or a pasted list of holidays."""

import datetime
import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dampingi.engines.sheets.values.dates import date
from dampingi.foundation.regions.models import Region
from dampingi.foundation.ui.fields import day_field
from dampingi.records.calendars.intake import TimeIntake
from dampingi.records.calendars.models import Kind, OfficeTime

WEEKDAYS = (
    ("0", _("Senin")), ("1", _("Selasa")), ("2", _("Rabu")), ("3", _("Kamis")), ("4", _("Jumat")), ("5", _("Sabtu")), ("6", _("Minggu")),
)  # fmt: skip
EFFECTS = (("tutup", _("Tutup: tidak ada yang direncanakan")), ("hindari", _("Sebaiknya dihindari")))
_UNTIL = re.compile(r"\s+(?:s\.?d\.?|sampai|hingga|–|-)\s+")


def _clock(label: Any) -> forms.TimeField:
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(label=label, required=False, widget=widget)


def region_field(regions: Sequence[Region]) -> forms.ChoiceField:
    told = [(r.code, "\u2003" * max(0, r.code.count(".") - 1) + r.name) for r in regions]
    return forms.ChoiceField(
        label=_("Wilayah"), choices=told, help_text=_("Berlaku juga untuk semua di dalamnya.")
    )


class TimeForm(forms.Form):
    name = forms.CharField(label=_("Nama"), max_length=100)
    kind = forms.ChoiceField(
        label=_("Jenis"), choices=Kind.choices,
        help_text=_("Jam kerja khusus, misalnya di bulan Ramadan: di luar jamnya dianggap tutup."),
    )  # fmt: skip
    first = day_field(_("Mulai tanggal"))
    last = day_field(_("Sampai tanggal"), required=False, help_text=_("Kosong: satu hari saja."))
    weekdays = forms.MultipleChoiceField(
        label=_("Hari"), choices=WEEKDAYS, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Kosong: setiap hari."),
    )  # fmt: skip
    starts = _clock(_("Dari pukul"))
    ends = _clock(_("Sampai pukul"))
    effect = forms.ChoiceField(
        label=_("Akibatnya"), choices=EFFECTS, initial="tutup", widget=forms.RadioSelect,
        help_text=_("Jam kosong berarti sehari penuh."),
    )  # fmt: skip

    def row(self) -> TimeIntake:
        said = self.cleaned_data
        return TimeIntake(
            said["kind"], said["name"], said["first"], said["last"] or said["first"], "".join(said["weekdays"]),
            said["starts"], said["ends"], said["effect"] == "tutup",
        )  # fmt: skip

    @staticmethod
    def told(time: OfficeTime) -> dict[str, Any]:
        names = ("name", "kind", "first", "last", "starts", "ends")
        effect = "tutup" if time.closed else "hindari"
        return {n: getattr(time, n) for n in names} | {"weekdays": list(time.weekdays), "effect": effect}


class NewTimeForm(TimeForm):
    def __init__(self, *args: Any, regions: Sequence[Region], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"] = region_field(regions)
        self.order_fields(["region"])


class HolidaysForm(forms.Form):
    """A list as it is pasted from a circular or a sheet: a day, or the first and the last, and what it is."""

    lines = forms.CharField(
        label=_("Daftar hari libur"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Satu baris satu libur: tanggal; nama. Beberapa hari: tanggal awal s.d. tanggal akhir; nama. Salinan dua kolom dari Excel juga dapat."),
    )  # fmt: skip

    def __init__(self, *args: Any, regions: Sequence[Region], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"] = region_field(regions)
        self.order_fields(["region"])

    def clean_lines(self) -> list[TimeIntake]:
        found, wrong = [], []
        for number, line in enumerate(self.cleaned_data["lines"].splitlines(), 1):
            if line.strip():
                try:
                    found.append(_holiday(line))
                except ValueError:
                    wrong.append(
                        _now("Baris %(number)d tidak terbaca: %(line)s. Tulis tanggal; nama.")
                        % {"number": number, "line": line.strip()[:60]}
                    )
        if wrong:
            raise forms.ValidationError(wrong[:10])
        return found


def _holiday(line: str) -> TimeIntake:
    when, _mark, name = (part.strip() for part in re.split(r"([;\t])", line.strip(), maxsplit=1))
    days = [date(part) for part in _UNTIL.split(when, maxsplit=1)]
    if not name or not all(isinstance(day, datetime.date) for day in days):
        raise ValueError(line)
    return TimeIntake(Kind.HOLIDAY, name, days[0], days[-1])
