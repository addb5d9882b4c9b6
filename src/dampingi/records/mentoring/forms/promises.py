import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.definitions import choices
from dampingi.foundation.ui.fields import day_field
from dampingi.records.mentoring.actions.promises import MOST_WORDS
from dampingi.records.mentoring.intake import PutOffIntake


class PutOffForm(forms.Form):
    """`promise` is the one that was shown: another that came up meanwhile is not put off unseen."""

    id = forms.UUIDField(widget=forms.TextInput(attrs={"hidden": True}))
    promise = forms.UUIDField(widget=forms.TextInput(attrs={"hidden": True}))
    until = day_field(_("Hari yang baru"))
    reason = forms.ChoiceField(
        label=_("Alasan"), choices=lambda: list(choices("put_off").items()), widget=forms.RadioSelect
    )
    note = forms.CharField(label=_("Catatan"), required=False, max_length=MOST_WORDS)

    def __init__(self, *args, today: datetime.date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"].widget.attrs["min"] = today.isoformat()

    def intake(self) -> PutOffIntake:
        said = self.cleaned_data
        return PutOffIntake(
            promise_id=said["promise"], until=said["until"], reason=said["reason"], note=said["note"], id=said["id"]
        )  # fmt: skip
