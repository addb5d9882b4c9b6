import uuid
from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.models import User
from dampingi.foundation.definitions import choices
from dampingi.foundation.regions.codes import ancestor, depth
from dampingi.foundation.regions.models import Region
from dampingi.foundation.ui.fields import day_field
from dampingi.records.programmes.posts import Post
from dampingi.records.recruitment.asked import NEUTRAL, Requirement, known
from dampingi.records.recruitment.intake import CallPlan, Choice, Verdict
from dampingi.records.recruitment.models import Applicant, Call, Check
from dampingi.records.recruitment.queries.proposals import Proposed

CRITERIA = 4
USUAL = ((_("Wawancara"), 60), (_("Tes tertulis"), 40))


def _count(label: Any, most: int, **more: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=most,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        **more,
    )


class CallForm(forms.Form):
    title = forms.CharField(label=_("Judul"), max_length=150)
    about = forms.CharField(
        label=_("Tentang tugas ini"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Tugas, honorarium, waktu, dan siapa yang dapat dihubungi."),
    )  # fmt: skip
    opens_on = day_field(_("Dibuka"))
    closes_on = day_field(_("Hari terakhir melamar"))
    asks = forms.MultipleChoiceField(label=_("Syarat"), required=False, widget=forms.CheckboxSelectMultiple)
    years = _count(_("Usia minimum"), 80, required=False)
    education = forms.ChoiceField(label=_("Pendidikan minimum"), required=False)
    papers = forms.MultipleChoiceField(
        label=_("Dokumen yang harus diunggah"), required=False, widget=forms.CheckboxSelectMultiple
    )
    passing = _count(_("Nilai minimum (0 sampai 100)"), 100)
    keep_days = _count(
        _("Data yang tidak terpilih dihapus sesudah (hari)"),
        730,
        help_text=_("Dihitung dari keputusan, antara 30 dan 730."),
    )
    objection_days = _count(
        _("Masa sanggah (hari)"), 30,
        help_text=_("Sesudah keputusan, yang tidak terpilih dapat menyanggah; pengangkatan menunggu. 0 bila tidak ada."),
    )  # fmt: skip
    centre = forms.ChoiceField(
        label=_("Pusat layanan di"), help_text=_("Konsultan bekerja di wilayah ini, satu bidang tiap orang.")
    )
    call = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, regions: list[Region], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = choices("mentor_requirements")
        asked = [(c, n) for c, n in names.items() if c != NEUTRAL]
        self.fields["asks"].choices = asked
        self.fields["papers"].choices = [(c, n) for c, n in asked if known()[c]["document"]]
        self.fields["education"].choices = list(choices("education_levels").items())
        self.regions = regions
        for n in range(CRITERIA):
            self.fields[f"criterion-{n}"] = forms.CharField(
                label=_("Kriteria"), required=False, max_length=80
            )
            self.fields[f"weight-{n}"] = _count(_("Bobot"), 100, required=False)
        self.fields["centre"].choices = [(r.code, r.name) for r in regions if depth(r.code) <= 2]
        for region in regions:
            if depth(region.code) > 1:
                self.fields[f"places-{region.code}"] = _count(region.name, 500, required=False)
        for code, name in choices("mentor_fields").items():
            self.fields[f"field-{code}"] = _count(name, 50, required=False)

    @classmethod
    def usual(cls) -> dict[str, Any]:
        found: dict[str, Any] = {
            "asks": ["age", "education", "business", "domicile", "health"], "papers": ["education", "domicile", "health"],
            "years": 21, "education": "sma", "passing": 60, "keep_days": 180, "objection_days": 3,
        }  # fmt: skip
        for n, (name, weight) in enumerate(USUAL):
            found |= {f"criterion-{n}": name, f"weight-{n}": weight}
        return found

    @classmethod
    def initial_of(cls, call: Call) -> dict[str, Any]:
        told = {r["code"]: r for r in call.requirements}
        found: dict[str, Any] = {
            "title": call.title, "about": call.about, "opens_on": call.opens_on, "closes_on": call.closes_on,
            "passing": call.passing, "keep_days": call.keep_days, "objection_days": call.objection_days, "call": call.id,
            "asks": [c for c in told if c != NEUTRAL], "papers": [c for c, r in told.items() if r.get("document")],
            "years": told.get("age", {}).get("value"), "education": told.get("education", {}).get("value"),
        }  # fmt: skip
        for n, c in enumerate(call.criteria):
            found |= {f"criterion-{n}": c["name"], f"weight-{n}": c["weight"]}
        for v in call.vacancies.all():
            if v.field:
                found |= {f"field-{v.field}": v.places, "centre": v.region}
            else:
                found[f"places-{v.region}"] = v.places
        return found

    def criteria_fields(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"criterion-{n}"], self[f"weight-{n}"]) for n in range(CRITERIA)]

    def place_groups(self) -> Iterator[tuple[Region, list[forms.BoundField]]]:
        """The city alone, then each kecamatan with its kelurahan."""
        by_code = {r.code: r for r in self.regions}
        for region in self.regions:
            if 2 <= depth(region.code) <= 3:
                inner = [r for r in by_code if depth(r) == 4 and ancestor(r, 3) == region.code]
                yield region, [self[f"places-{c}"] for c in (region.code, *inner)]

    def field_places(self) -> list[forms.BoundField]:
        return [self[f"field-{code}"] for code in choices("mentor_fields")]

    def places(self) -> dict[str, int]:
        """Code of the post -> number."""
        said = self.cleaned_data
        mentors = {r.code: said.get(f"places-{r.code}") or 0 for r in self.regions}
        centre = said["centre"]
        return mentors | {
            Post(centre, code).code: said[f"field-{code}"] or 0 for code in choices("mentor_fields")
        }

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if "age" in said.get("asks", ()) and not said.get("years"):
            self.add_error("years", _("Isi usia minimum, atau hapus centang syarat usia."))
        if not any(said.get(f"criterion-{n}") and said.get(f"weight-{n}") for n in range(CRITERIA)):
            self.add_error("criterion-0", _("Isi sekurang-kurangnya satu kriteria dengan bobotnya."))
        return said

    def plan(self) -> CallPlan:
        said = self.cleaned_data
        values = {"age": said["years"], "education": said["education"]}
        return CallPlan(
            title=said["title"], about=said["about"], opens_on=said["opens_on"], closes_on=said["closes_on"],
            requirements=[
                {"code": c, "value": values.get(c), "document": c in said["papers"], "needed": True} for c in said["asks"]
            ],
            criteria=[
                {"code": f"k{n + 1}", "name": said[f"criterion-{n}"], "weight": said[f"weight-{n}"]}
                for n in range(CRITERIA)
                if said[f"criterion-{n}"] and said[f"weight-{n}"]
            ],
            places=self.places(),
            passing=said["passing"], keep_days=said["keep_days"], objection_days=said["objection_days"],
        )  # fmt: skip


class ExaminersForm(forms.Form):
    examiners = forms.MultipleChoiceField(
        label=_("Penguji"), widget=forms.CheckboxSelectMultiple,
        help_text=_("Sekurang-kurangnya dua. Masing-masing menilai sendiri sebelum melihat nilai yang lain."),
    )  # fmt: skip

    def __init__(self, *args: Any, people: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(u.id): u for u in people}
        self.fields["examiners"].choices = [(id, u.name) for id, u in self.people.items()]

    def users(self) -> list[User]:
        return [self.people[id] for id in self.cleaned_data["examiners"]]


class InterestsForm(forms.Form):
    def __init__(
        self, *args: Any, applicants: list[Applicant], held: dict[uuid.UUID, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.ids = [a.id for a in applicants]
        for a in applicants:
            self.fields[f"tie-{a.id}"] = forms.CharField(
                label=a.name,
                required=False,
                max_length=200,
                initial=held.get(a.id, ""),
                disabled=a.id in held,
            )

    @property
    def ties(self) -> dict[uuid.UUID, str]:
        return {id: self.cleaned_data.get(f"tie-{id}", "") for id in self.ids}


class ChecksForm(forms.Form):
    def __init__(
        self, *args: Any, asked: list[Requirement], first: dict[str, tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked
        for r in asked:
            verdict, reason = first.get(r.code, ("", ""))
            self.fields[f"verdict-{r.code}"] = forms.ChoiceField(
                label=r.words,
                choices=Check.Verdict.choices,
                widget=forms.RadioSelect,
                initial=verdict,
                required=False,
            )
            self.fields[f"reason-{r.code}"] = forms.CharField(
                label=_("Alasan"), required=False, max_length=300, initial=reason
            )

    def rows(self) -> list[tuple[Requirement, forms.BoundField, forms.BoundField]]:
        return [(r, self[f"verdict-{r.code}"], self[f"reason-{r.code}"]) for r in self.asked]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for r in self.asked:
            verdict, reason = said.get(f"verdict-{r.code}"), said.get(f"reason-{r.code}", "")
            if verdict and verdict != Check.Verdict.MET and not reason.strip():
                self.add_error(f"reason-{r.code}", _("Tulis alasannya; pelamar berhak tahu."))
        return said

    def verdicts(self) -> list[Verdict]:
        said = self.cleaned_data
        return [
            Verdict(r.code, said[f"verdict-{r.code}"], said[f"reason-{r.code}"])
            for r in self.asked
            if said[f"verdict-{r.code}"]
        ]


class SheetForm(forms.Form):
    note = forms.CharField(
        label=_("Catatan"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, criteria: list[dict[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.codes = [c["code"] for c in criteria]
        for c in criteria:
            self.fields[f"points-{c['code']}"] = _count(
                _("%(name)s, bobot %(weight)s") % {"name": c["name"], "weight": c["weight"]}, 100
            )
        self.order_fields([f"points-{c}" for c in self.codes])

    def points(self) -> dict[str, int]:
        return {c: self.cleaned_data[f"points-{c}"] for c in self.codes}


class AnswerForm(forms.Form):
    granted = forms.ChoiceField(
        label=_("Jawaban"), widget=forms.RadioSelect,
        choices=(("yes", _("Diterima: tempat ini diputuskan kembali")), ("no", _("Ditolak"))),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Alasan yang dibaca pelamar"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class DecisionsForm(forms.Form):
    STATES = [s for s in Applicant.State.choices if s[0] in ("chosen", "waiting", "rejected")]

    def __init__(self, *args: Any, proposed: list[Proposed], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.proposed = proposed
        for p in proposed:
            self.fields[f"state-{p.applicant.id}"] = forms.ChoiceField(
                label=_("Keputusan"), choices=self.STATES, initial=p.state or None, widget=forms.RadioSelect
            )
            self.fields[f"reason-{p.applicant.id}"] = forms.CharField(
                label=_("Alasan yang dibaca pelamar"), max_length=600, initial=p.reason,
                widget=forms.Textarea(attrs={"rows": 2}),
            )  # fmt: skip

    def rows(self) -> list[tuple[Proposed, forms.BoundField, forms.BoundField]]:
        return [(p, self[f"state-{p.applicant.id}"], self[f"reason-{p.applicant.id}"]) for p in self.proposed]

    def choices(self) -> list[Choice]:
        said = self.cleaned_data
        return [
            Choice(p.applicant.id, said[f"state-{p.applicant.id}"], said[f"reason-{p.applicant.id}"])
            for p in self.proposed
        ]
