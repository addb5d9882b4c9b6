"""What happens to two businesses' invitations when the two turn out to be one."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dampingi.records.businesses.models import Business
from dampingi.records.duplicates.attachments import Attachment, Clash, register
from dampingi.records.learning.models import Invitation


def register_rules() -> None:
    register(Attachment(Invitation, "business", lazy("undangan pelatihan"), invitations))


def invitations(keep: Business, absorb: Business) -> Iterator[Clash]:
    """Asked twice to one training is asked once."""
    rows = Invitation.objects.unscoped("of businesses whose merging was required")
    trainings = rows.filter(business=keep).values("training")
    for row in rows.filter(business=absorb, training__in=trainings):
        yield Clash(row, _("data yang dipertahankan sudah diundang ke pelatihan yang sama"))
