"""What who asked is told, word for word."""

from django.utils.translation import gettext as _

from dampingi.foundation.regions.queries import name_of
from dampingi.records.aspirations.models import Aspiration


def reply(row: Aspiration) -> str:
    """'' while there is no answer. Who asked the same as another hears the other's answer."""
    answer = (row.joins or row).answer
    if not answer:
        return ""
    where = row.meeting.title if row.meeting else _("Kecamatan %(name)s") % {"name": name_of(row.region)}
    return _("Yth. %(name)s, aspirasi Anda pada %(title)s: “%(text)s” dijawab: %(answer)s. Terima kasih.") % {
        "name": row.name or _("Bapak/Ibu"), "title": where, "text": row.text, "answer": answer,
    }  # fmt: skip
