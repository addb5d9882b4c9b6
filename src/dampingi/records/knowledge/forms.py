from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.definitions import choices
from dampingi.records.knowledge.intake import ArticleIntake


def _words(label: Any, rows: int, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=6000, widget=forms.Textarea(attrs={"rows": rows}), **more)


class ArticleForm(forms.Form):
    title = forms.CharField(
        label=_("Judul"),
        max_length=150,
        help_text=_("Masalahnya dalam satu baris, dengan kata yang dicari orang."),
    )
    topic = forms.ChoiceField(label=_("Bidang"), choices=lambda: list(choices("constraint_fields").items()))
    asked = _words(_("Pertanyaannya, tanpa nama"), 4)
    answered = _words(_("Jawabannya, untuk siapa saja"), 10)

    def told(self) -> ArticleIntake:
        said = self.cleaned_data
        return ArticleIntake(said["title"], said["topic"], said["asked"], said["answered"])


class VerdictForm(forms.Form):
    verdict = forms.ChoiceField(
        label=_("Putusan"),
        choices=(("yes", _("Terbitkan")), ("no", _("Kembalikan"))),
        widget=forms.RadioSelect,
    )
    comment = forms.CharField(
        label=_("Catatan"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
