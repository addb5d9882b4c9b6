from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.ui.fields import count_field
from dampingi.insight.health.models import NOTE, Assessment
from dampingi.insight.health.rules import asked, named, with_numbers

YES_NO = (("yes", _("Ya")), ("no", _("Tidak")))


class AnswersForm(forms.Form):
    """Every question may stay open while it is being answered; handing in says what is missing."""

    def __init__(
        self, *args: Any, body: Mapping[str, Any], kind: str, held: Assessment | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.body, self.kind, self.texts = body, kind, named(body)
        answers, notes = (held.answers, held.notes) if held else ({}, {})
        for item in self.items():
            code = item["code"]
            self.fields[f"a-{code}"] = forms.ChoiceField(
                label=item["text"], choices=YES_NO, widget=forms.RadioSelect, required=False,
                initial={True: "yes", False: "no"}.get(answers.get(code), ""),
            )  # fmt: skip
            self.fields[f"n-{code}"] = forms.CharField(
                label=_("Bukti"), required=False, max_length=NOTE, initial=notes.get(code, "")
            )

    def items(self) -> list[dict[str, Any]]:
        return [i for a in self.body["aspects"] for c in a["components"] for i in asked(c, self.kind)]

    def groups(self) -> list[dict[str, Any]]:
        """Aspects with their components, each with its pairs of fields."""
        return [
            {
                "name": a["name"], "weight": a["weight"],
                "components": [
                    {"name": c["name"], "rows": [(self[f"a-{i['code']}"], self[f"n-{i['code']}"]) for i in own]}
                    for c in a["components"]
                    if (own := asked(c, self.kind))
                ],
            }
            for a in self.body["aspects"]
        ]  # fmt: skip

    def answers(self) -> dict[str, bool]:
        told = {i["code"]: self.cleaned_data[f"a-{i['code']}"] for i in self.items()}
        return {code: said == "yes" for code, said in told.items() if said}

    def notes(self) -> dict[str, str]:
        return {i["code"]: self.cleaned_data[f"n-{i['code']}"] for i in self.items()}


class VerdictForm(forms.Form):
    verdict = forms.ChoiceField(
        label=_("Keputusan"),
        choices=(("yes", _("Setujui")), ("no", _("Kembalikan"))),
        widget=forms.RadioSelect,
    )
    comment = forms.CharField(
        label=_("Yang perlu diperbaiki"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Wajib bila dikembalikan."),
    )  # fmt: skip


class AgainForm(forms.Form):
    reason = forms.CharField(label=_("Mengapa dinilai ulang"), max_length=500)


class RulesForm(forms.Form):
    """The numbers of an edition; the questions stay."""

    reason = forms.CharField(
        label=_("Dasar perubahannya"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Misalnya pasal dan tanggal naskah yang berlaku."),
    )  # fmt: skip
    rules = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, now: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        for a in now["aspects"]:
            self.fields[f"w-{a['code']}"] = count_field(a["name"], initial=a["weight"])
        for b in now["bands"][:-1]:
            self.fields[f"e-{b['code']}"] = count_field(b["name"], initial=b["lower"])

    def weights(self) -> list[forms.BoundField]:
        return [self[f"w-{a['code']}"] for a in self.now["aspects"]]

    def edges(self) -> list[forms.BoundField]:
        return [self[f"e-{b['code']}"] for b in self.now["bands"][:-1]]

    def body(self) -> dict[str, Any]:
        said = self.cleaned_data
        return with_numbers(
            self.now, {a["code"]: said[f"w-{a['code']}"] for a in self.now["aspects"]},
            {b["code"]: said[f"e-{b['code']}"] for b in self.now["bands"][:-1]},
        )  # fmt: skip
