import uuid
from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.definitions import choices, load
from dampingi.foundation.ui.fields import day_field
from dampingi.records.businesses.models import Constraint
from dampingi.records.mentoring.actions.visits import LONGEST, SHORTEST
from dampingi.records.mentoring.intake import VisitIntake
from dampingi.records.programmes.models import Enrolment, Mentor, Stage

SEVERITIES = ((1, _("Ringan")), (2, _("Terasa")), (3, _("Menghambat usaha")))
_MINUTES = _("Isi antara 5 dan 600 menit.")
RESOLVED, WEIGHT = "resolved_", "weight_"


def constraint_choices(known: Sequence[str] = ()) -> list:
    """Constraints by field, those already open left out."""
    groups: dict[str, list] = {}
    called = choices("constraints")
    for entry in load("constraints"):
        if entry["code"] not in known:
            groups.setdefault(entry["field"], []).append((entry["code"], called[entry["code"]]))
    return [(choices("constraint_fields")[field], rows) for field, rows in groups.items()]


class VisitForm(forms.Form):
    """A visit and what came of it. `id` is made when the form is first shown and kept with its draft: sending is safe twice."""

    id = forms.UUIDField(widget=forms.TextInput(attrs={"hidden": True}))
    on = day_field(_("Tanggal kunjungan"))
    minutes = forms.IntegerField(
        label=_("Lama (menit)"),
        min_value=SHORTEST,
        max_value=LONGEST,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "step": 5}),
        error_messages={"min_value": _MINUTES, "max_value": _MINUTES, "invalid": _MINUTES},
    )
    topic = forms.ChoiceField(label=_("Topik"), choices=lambda: [("", "–"), *choices("topics").items()])
    advice = forms.CharField(
        label=_("Saran yang diberikan"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Apa yang dibahas dan apa yang Anda anjurkan. Peserta dapat membacanya."),
    )
    next_step = forms.CharField(label=_("Langkah berikutnya"), required=False, max_length=300)
    next_on = day_field(_("Rencana kunjungan berikutnya"), required=False)
    photo = forms.FileField(
        label=_("Foto kegiatan"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    latitude = forms.DecimalField(required=False, max_digits=9, decimal_places=6, widget=forms.HiddenInput)
    longitude = forms.DecimalField(required=False, max_digits=9, decimal_places=6, widget=forms.HiddenInput)
    stages = forms.MultipleChoiceField(
        label=_("Tahap yang selesai hari itu"), required=False, widget=forms.CheckboxSelectMultiple
    )
    constraints = forms.MultipleChoiceField(
        label=_("Kendala yang ditemukan"), required=False, widget=forms.CheckboxSelectMultiple
    )

    severity = forms.TypedChoiceField(
        label=_("Seberapa berat kendala yang ditemukan"), choices=SEVERITIES, coerce=int, initial=2, empty_value=2,
        required=False, widget=forms.RadioSelect,
    )  # fmt: skip

    def __init__(
        self, *args, stages: Sequence[Stage], open_constraints: Sequence[Constraint], **kwargs
    ) -> None:
        super().__init__(*args, **kwargs)
        known = [c.code for c in open_constraints]
        self.fields["stages"].choices = [(str(s.id), s.name) for s in stages]  # type: ignore[attr-defined]
        self.fields["constraints"].choices = constraint_choices(known)  # type: ignore[attr-defined]
        ways = [
            ("", _("Masih terbuka, tetap sama")),
            (_("Masih terbuka, beratnya kini"), [(f"{WEIGHT}{n}", words) for n, words in SEVERITIES]),
            (_("Selesai lewat"), list(choices("resolutions").items())),
        ]
        called = choices("constraints")
        for each in open_constraints:
            self.fields[f"{RESOLVED}{each.id}"] = forms.ChoiceField(
                label=called.get(each.code, each.code), choices=ways, required=False
            )

    @property
    def resolving(self) -> list:
        """A question for each constraint that was open before the visit."""
        return [self[name] for name in self.fields if name.startswith(RESOLVED)]

    def resolved(self) -> dict[uuid.UUID, str]:
        """constraint -> by which way it was overcome."""
        return {id: how for id, how in self._answers() if not how.startswith(WEIGHT)}

    def weighed(self) -> dict[uuid.UUID, int]:
        """constraint -> how heavy it weighs now."""
        return {id: int(how.removeprefix(WEIGHT)) for id, how in self._answers() if how.startswith(WEIGHT)}

    def _answers(self) -> list[tuple[uuid.UUID, str]]:
        said = self.cleaned_data
        names = [name for name in self.fields if name.startswith(RESOLVED) and said[name]]
        return [(uuid.UUID(name.removeprefix(RESOLVED)), said[name]) for name in names]

    def intake(self, enrolment: Enrolment, mentor: Mentor) -> VisitIntake:
        said = self.cleaned_data
        kept = ("id", "on", "minutes", "topic", "advice", "next_step", "next_on", "latitude", "longitude")
        photo = said["photo"].read() if said["photo"] else b""
        return VisitIntake(
            enrolment_id=enrolment.id, mentor_id=mentor.id, photo=photo, **{name: said[name] for name in kept}
        )

    def finished(self) -> list[uuid.UUID]:
        return [uuid.UUID(s) for s in self.cleaned_data["stages"]]
