import datetime
import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dampingi.foundation.ui.fields import Files, FilesField, day_field
from dampingi.records.programmes.models import Enrolment, Stage
from dampingi.records.tasks.intake import FileIntake, MarkIntake, SubmissionIntake, TaskPlan
from dampingi.records.tasks.models import RubricEdition, Version
from dampingi.records.tasks.rubrics import Criterion, Level, Rubric

LEVELS = 4
USUAL = (
    pgettext_lazy("rubric", "Kurang"),
    pgettext_lazy("rubric", "Cukup"),
    pgettext_lazy("rubric", "Baik"),
    pgettext_lazy("rubric", "Sangat baik"),
)


class TaskForm(forms.Form):
    title = forms.CharField(label=_("Judul tugas"), max_length=150)
    description = forms.CharField(
        label=_("Yang diminta"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Dibaca peserta di teleponnya. Tulis apa yang dikumpulkan, dan contohnya."),
    )  # fmt: skip
    due_on = day_field(_("Batas waktu"))
    region = forms.ChoiceField(label=_("Untuk peserta di"), required=False)
    stage = forms.ChoiceField(label=_("Bagian dari tahap"), required=False)

    def __init__(
        self, *args: Any, places: Sequence[tuple[str, str]], stages: Sequence[Stage], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].choices = [("", _("Seluruh program")), *places]  # type: ignore[attr-defined]
        named = [(str(s.id), s.name) for s in stages]
        self.fields["stage"].choices = [("", _("Tidak ditentukan")), *named]  # type: ignore[attr-defined]

    def plan(self) -> TaskPlan:
        said = self.cleaned_data
        stage = uuid.UUID(said["stage"]) if said["stage"] else None
        return TaskPlan(said["title"], said["due_on"], said["description"], said["region"], stage)


class CriterionForm(forms.Form):
    """One criterion with up to four levels, from the least to the most points. Without a name it does not count."""

    name = forms.CharField(label=_("Kriteria"), required=False, max_length=100)

    def __init__(self, *args: Any, criterion: Criterion | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criterion = criterion
        if criterion:
            self.fields["name"].initial = criterion.name
        for i in range(LEVELS):
            known = criterion.levels[i] if criterion and i < len(criterion.levels) else None
            usual = Level(str(USUAL[i]), i + 1) if criterion is None else Level("", 0)
            level = known or usual
            self.fields[f"label{i}"] = forms.CharField(
                label=_("Tingkat"), required=False, max_length=40, initial=level.label
            )
            self.fields[f"points{i}"] = forms.IntegerField(
                label=_("Angka"),
                required=False,
                min_value=0,
                max_value=100,
                initial=level.points if level.label else None,
            )
            self.fields[f"words{i}"] = forms.CharField(
                label=_("Artinya"), required=False, max_length=200, initial=level.description
            )

    @property
    def rows(self) -> list[tuple[Any, Any, Any]]:
        return [(self[f"label{i}"], self[f"points{i}"], self[f"words{i}"]) for i in range(LEVELS)]

    def read(self, code: str) -> Criterion:
        said = self.cleaned_data
        levels = [
            Level(said[f"label{i}"].strip(), said[f"points{i}"] or 0, said[f"words{i}"].strip())
            for i in range(LEVELS)
            if said[f"label{i}"].strip()
        ]
        return Criterion(code, said["name"].strip(), tuple(sorted(levels, key=lambda v: v.points)))


class RubricNoteForm(forms.Form):
    note = forms.CharField(
        label=_("Apa yang berubah"),
        required=False,
        max_length=300,
        help_text=_("Dibaca penilai di riwayat edisi."),
    )


def criterion_forms(
    data: Any, edition: RubricEdition | None, *, least: int = 3, most: int = 8
) -> list[CriterionForm]:
    """A form for each criterion and one or more empty ones."""
    known = edition.rubric.criteria if edition else ()
    count = min(most, max(least, len(known) + 1))
    if data and str(data.get("count", "")).isdigit():
        count = min(most, int(data["count"]))
    return [
        CriterionForm(data, prefix=f"k{i}", criterion=known[i] if i < len(known) else None)
        for i in range(count)
    ]


def rubric_of(found: Sequence[CriterionForm]) -> Rubric:
    """Of valid forms. A criterion keeps its code while it keeps its place and name."""
    named = [f for f in found if f.cleaned_data["name"].strip()]
    return Rubric(tuple(f.read(_coded(f, i)) for i, f in enumerate(named, 1)))


def _coded(form: CriterionForm, place: int) -> str:
    kept = "".join(c if c.isascii() and c.isalnum() else "_" for c in form.cleaned_data["name"].lower())
    return "_".join(part for part in kept.split("_") if part)[:40] or f"k{place}"


class SubmissionForm(forms.Form):
    """`id` is made when the form is first shown and kept with its draft: sending is safe twice."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    on = day_field(_("Dikumpulkan pada"))
    text = forms.CharField(
        label=_("Jawaban, atau tautannya"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    files = FilesField(
        label=_("Foto atau berkas"), required=False,
        widget=Files(attrs={"accept": "image/jpeg,image/png,image/webp,.pdf,.docx,.xlsx,.pptx"}),
        help_text=_("Paling banyak 5, masing-masing 12 MB: foto, PDF, Word, Excel, atau PowerPoint."),
    )  # fmt: skip

    def __init__(self, *args: Any, own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if own:
            del self.fields["on"]

    def intake(self, enrolment: Enrolment, task: uuid.UUID, today: datetime.date) -> SubmissionIntake:
        said = self.cleaned_data
        files = tuple(FileIntake(f.name, f.read()) for f in said["files"])
        return SubmissionIntake(
            enrolment.id, task, said.get("on") or today, said["text"], files=files, id=said["id"]
        )


class MarkForm(forms.Form):
    """One question for each criterion of the version's rubric, or a plain score."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    verdict = forms.ChoiceField(
        label=_("Keputusan"), widget=forms.RadioSelect,
        choices=(("accept", _("Terima")), ("return", _("Kembalikan untuk diperbaiki"))),
    )  # fmt: skip
    feedback = forms.CharField(
        label=_("Umpan balik"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Dibaca peserta. Wajib bila dikembalikan: tulis apa yang perlu diperbaiki."),
    )  # fmt: skip

    def __init__(self, *args: Any, version: Version, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = version.rubric.rubric.criteria if version.rubric else ()
        for criterion in self.criteria:
            self.fields[f"c_{criterion.code}"] = forms.TypedChoiceField(
                label=criterion.name, coerce=int, required=False, empty_value=None, widget=forms.RadioSelect,
                choices=[(i, _level(v)) for i, v in enumerate(criterion.levels)],
            )  # fmt: skip
        if not self.criteria:
            self.fields["score"] = forms.IntegerField(
                label=_("Nilai"), required=False, min_value=0, max_value=100, help_text=_("0 sampai 100.")
            )

    @property
    def questions(self) -> list[Any]:
        return [self[f"c_{c.code}"] for c in self.criteria] or [self["score"]]

    def intake(self, submission: uuid.UUID) -> MarkIntake:
        said = self.cleaned_data
        levels = {c.code: said[f"c_{c.code}"] for c in self.criteria if said.get(f"c_{c.code}") is not None}
        return MarkIntake(
            submission, said["version"], said["verdict"] == "accept", levels, said.get("score"), said["feedback"]
        )  # fmt: skip


def _level(level: Level) -> str:
    told = f"{level.label} ({level.points})"
    return f"{told}: {level.description}" if level.description else told
