"""What became of a code, in words."""

from django.utils.translation import gettext_lazy as _

from dampingi.foundation.kbli.queries import ABSENT, CHANGED, REWORDED, SAME, UNKNOWN
from dampingi.foundation.ui.states import State

CHANGES = {
    SAME: (State.GOOD, _("Sama di 2025")),
    REWORDED: (State.GOOD, _("Sama, judulnya berubah")),
    CHANGED: (State.LATE, _("Artinya berubah di 2025")),
    ABSENT: (State.WATCH, _("Tidak ada di 2025")),
    UNKNOWN: (State.NONE, _("Belum diketahui")),
}
