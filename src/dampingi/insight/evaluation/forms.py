import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.models import User
from dampingi.insight.evaluation.intake import RatingIntake
from dampingi.insight.evaluation.models import LEVEL_NAMES, RaterAssignment, Rating


class CreateForm(forms.Form):
    programme = forms.ChoiceField(label=_("Program"))
    level = forms.ChoiceField(label=_("Tingkat pendamping"), choices=list(LEVEL_NAMES.items()))
    ends_on = forms.DateField(
        label=_("Bukti dihitung sampai"),
        help_text=_("Yang terjadi sesudah hari ini tidak ikut dinilai."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, programmes: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["programme"].choices = [(p.code, p.name) for p in programmes]


class PanelForm(forms.Form):
    raters = forms.MultipleChoiceField(
        label=_("Anggota tim penilai"),
        help_text=_(
            "Masing-masing menilai semua pendamping, sendiri-sendiri, tanpa melihat nilai anggota lain."
        ),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, people: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(p.id): p for p in people}
        self.fields["raters"].choices = [(key, p.name) for key, p in self.people.items()]

    @property
    def chosen(self) -> list[User]:
        return [self.people[key] for key in self.cleaned_data["raters"]]


class InterestsForm(forms.Form):
    """Which mentors one knows too well, and how."""

    def __init__(self, *args: Any, assignments: Sequence[RaterAssignment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for a in assignments:
            self.fields[f"s-{a.subject_id}"] = forms.CharField(
                label=a.subject.name,
                required=False,
                max_length=300,
                initial=a.conflict,
                widget=forms.TextInput(attrs={"placeholder": _("hubungan Anda, bila ada")}),
            )

    @property
    def conflicts(self) -> dict[uuid.UUID, str]:
        return {uuid.UUID(name[2:]): text for name, text in self.cleaned_data.items() if text.strip()}


class SheetForm(forms.Form):
    """A level and a remark for each criterion of the panel."""

    def __init__(
        self, *args: Any, criteria: Sequence[Mapping[str, Any]], own: Mapping[str, Rating], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = criteria
        for c in criteria:
            given = own.get(c["key"])
            self.fields[c["key"]] = forms.TypedChoiceField(
                label=c["name"],
                help_text=c["says"],
                coerce=int,
                choices=[(n, f"{n}. {text}") for n, text in c["scale"]],
                widget=forms.RadioSelect,
                initial=given.level if given else None,
                error_messages={"required": _("Pilih satu tingkat untuk kriteria ini.")},
            )
            self.fields[f"{c['key']}-note"] = forms.CharField(
                label=_("Catatan"),
                required=False,
                max_length=1000,
                initial=given.comment if given else "",
                widget=forms.Textarea(attrs={"rows": 2, "class": "rating-note"}),
            )

    def pairs(self) -> list[tuple[Any, Any]]:
        return [(self[c["key"]], self[f"{c['key']}-note"]) for c in self.criteria]

    def rows(self, subject: uuid.UUID) -> list[RatingIntake]:
        told = self.cleaned_data
        return [
            RatingIntake(subject, c["key"], told[c["key"]], told[f"{c['key']}-note"]) for c in self.criteria
        ]


class ObjectionForm(forms.Form):
    text = forms.CharField(
        label=_("Apa yang keliru, dan apa buktinya?"),
        help_text=_(
            "Sebutkan angkanya dan di mana buktinya. Penyelenggara membacanya sebelum hasil ditetapkan."
        ),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
