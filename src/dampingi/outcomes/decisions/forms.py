from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.accounts.models import User
from dampingi.foundation.ui.fields import day_field
from dampingi.outcomes.decisions.intake import DecisionIntake, Plan
from dampingi.outcomes.decisions.models import Decision

LINES = {"rows": 3}


class DecisionForm(forms.Form):
    """The plan is asked for in every case and read only where the mentor is coached."""

    key = forms.ChoiceField(label=_("Keputusan"), choices=Decision.Key.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Alasan"),
        help_text=_(
            "Wajib bila berbeda dari usulan hitungan, dan selalu bila mengganti. Dibaca pendampingnya."
        ),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs=LINES),
    )
    goals = forms.CharField(
        label=_("Rencana pembinaan: apa yang dicapai"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs=LINES),
    )
    companion = forms.CharField(label=_("Didampingi oleh"), required=False, max_length=150)
    starts = day_field(_("Mulai"), required=False)
    ends = day_field(_("Sampai"), required=False)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("key") == Decision.Key.COACH:
            for name in ("goals", "companion", "starts", "ends"):
                if not told.get(name) and name not in self.errors:
                    self.add_error(name, _("Isi ini untuk rencana pembinaan."))
        return told

    def intake(self, subject: Any) -> DecisionIntake:
        told, plan = self.cleaned_data, None
        if told["key"] == Decision.Key.COACH:
            plan = Plan(told["goals"], told["starts"], told["ends"], told["companion"])
        return DecisionIntake(subject, told["key"], told["reason"], plan)


class NoteForm(forms.Form):
    note = forms.CharField(
        label=_("Apa yang perlu diperbaiki?"), max_length=2000, widget=forms.Textarea(attrs=LINES)
    )


class WhyForm(forms.Form):
    why = forms.CharField(
        label=_("Mengapa keputusannya diperbaiki?"), max_length=2000, widget=forms.Textarea(attrs=LINES)
    )


class AbsenceForm(forms.Form):
    rater = forms.ChoiceField(label=_("Anggota tim"))
    why = forms.CharField(
        label=_("Mengapa tidak menandatangani?"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, waiting: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(u.id): u for u in waiting}
        self.fields["rater"].choices = [(key, u.name) for key, u in self.people.items()]


class DecreeForm(forms.Form):
    basis = forms.CharField(
        label=_("Dasar"),
        help_text=_("Satu per baris: peraturan, anggaran, SK tim penilai."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    effective_on = day_field(_("Berlaku mulai"))
