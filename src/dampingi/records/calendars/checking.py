"""A form that sets a time says which of the office's times it falls on, and goes on when somebody says so."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.ui.formats import day
from dampingi.records.calendars.spans import Kept

SAID = "anyway"
SHOWN = 3


class Outside(forms.Form):
    """Its field appears only where there is something to say yes to."""

    def look(self, found: Iterable[Kept]) -> None:
        """Called at the end of `clean` with what the form's times fall on, closed or better left free."""
        told = sorted(found, key=lambda k: not k.closed)
        if not told:
            return
        self.fields[SAID] = forms.BooleanField(label=_("Tetap adakan pada waktu itu"), required=False)
        if not self.data.get(SAID):
            self.add_error(
                SAID,
                _now("Jatuh pada %(what)s. Pilih waktu lain, atau centang bila tetap diadakan.")
                % {"what": named(told)},
            )


def named(kept: Iterable[Kept]) -> str:
    """Salat Jumat (24 Juli 2026); the first few, each once."""
    told = list(dict.fromkeys(_named(k) for k in kept))
    more = len(told) - SHOWN
    rest = [_now("dan %(n)d waktu lain") % {"n": more}] if more > 0 else []
    return ", ".join([*told[:SHOWN], *rest])


def _named(one: Kept) -> str:
    if one.closed:
        return f"{one.name} ({day(one.day)})"
    return _now("%(name)s (%(day)s, sebaiknya dihindari)") % {"name": one.name, "day": day(one.day)}
