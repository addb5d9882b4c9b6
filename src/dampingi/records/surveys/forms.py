import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.ui.fields import RupiahField, count_field, day_field
from dampingi.foundation.ui.formats import month as written
from dampingi.records.surveys.figures import ASKED, Figures, key
from dampingi.records.surveys.intake import AnswerIntake
from dampingi.records.surveys.models import How, State


def month_choices(today: datetime.date, count: int = 24) -> list[tuple[str, str]]:
    """The finished months, the latest first."""
    found, month = [], today.replace(day=1)
    for _n in range(count):
        month = (month - datetime.timedelta(days=1)).replace(day=1)
        found.append((f"{month:%Y-%m-%d}", written(month)))
    return found


class SurveyForm(forms.Form):
    """`per_side` is asked only of the first survey of a programme: the later ones ask the same people."""

    name = forms.CharField(label=_("Nama survei"), max_length=120)
    first_month = forms.TypedChoiceField(
        label=_("Bulan pertama yang ditanyakan"), coerce=datetime.date.fromisoformat
    )
    last_month = forms.TypedChoiceField(label=_("Bulan terakhir"), coerce=datetime.date.fromisoformat)
    closes_on = day_field(_("Ditutup pada"))
    per_side = count_field(_("Pendaftar per kelurahan, dari masing-masing pihak"), initial=5)

    def __init__(self, *args: Any, today: datetime.date, draws: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("first_month", "last_month"):
            self.fields[name].choices = month_choices(today)  # type: ignore[attr-defined]
        if not draws:
            del self.fields["per_side"]


def count(**more: Any) -> forms.IntegerField:
    return forms.IntegerField(widget=forms.NumberInput(attrs={"inputmode": "numeric"}), **more)


class AnswerForm(forms.Form):
    """One block of figures per month asked; of who was not reached or not willing nothing more is needed."""

    number = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    state = forms.ChoiceField(
        label=_("Hasilnya"),
        choices=[c for c in State.choices if c[0] != State.OPEN],
        widget=forms.RadioSelect,
    )
    how = forms.ChoiceField(
        label=_("Cara bertanya"), choices=How.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Pilih cara bertanya.")},
    )  # fmt: skip
    on = day_field(_("Ditanyakan pada"))
    note = forms.CharField(label=_("Catatan"), max_length=300, required=False)

    def __init__(self, *args: Any, asked: list[datetime.date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked
        for month in asked:
            for name, (label, most) in ASKED.items():
                kind = RupiahField if name == "turnover" else count
                self.fields[f"{key(month)}-{name}"] = kind(
                    label=label, min_value=0, max_value=most,
                    error_messages={"required": _("Isi angkanya; 0 bila tidak ada.")},
                )  # fmt: skip
        if self.is_bound and self.data.get("state") != State.ANSWERED:
            for name in ("how", *(n for n in self.fields if "-" in n)):
                self.fields[name].required = False

    def blocks(self) -> list[tuple[str, list[Any]]]:
        """(month in words, its fields)"""
        return [(written(m), [self[f"{key(m)}-{name}"] for name in ASKED]) for m in self.asked]

    def intake(self) -> AnswerIntake:
        said = self.cleaned_data
        answered = said["state"] == State.ANSWERED
        figures = {key(m): {n: said[f"{key(m)}-{n}"] for n in ASKED} for m in self.asked} if answered else {}
        return AnswerIntake(
            said["number"], said["state"], said["on"], said["how"] if answered else "", figures, said["note"]
        )


def said_before(figures: Figures) -> dict[str, int]:
    """The last answer's figures as a form's initial values, for mending one of them."""
    return {f"{month}-{name}": value for month, said in figures.items() for name, value in said.items()}
