"""What happens to two businesses' memberships when the two turn out to be one."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dampingi.records.businesses.models import Business
from dampingi.records.duplicates.attachments import Attachment, Clash, register
from dampingi.records.memberships.models import Membership
from dampingi.records.memberships.queries import LIVE


def register_rules() -> None:
    register(Attachment(Membership, "business", lazy("keanggotaan koperasi"), memberships))


def memberships(keep: Business, absorb: Business) -> Iterator[Clash]:
    """One business is in a cooperative once. A second application is withdrawn; where savings hang on the second, a person decides."""
    rows = Membership.objects.unscoped("of businesses whose merging was required").filter(state__in=LIVE)
    held = set(rows.filter(business=keep).values_list("cooperative", flat=True))
    for row in rows.filter(business=absorb, cooperative__in=held).select_related("cooperative"):
        told = {"cooperative": row.cooperative.name}
        if row.state == Membership.State.APPLIED:
            why = _("permohonan kedua kepada %(cooperative)s ditarik") % told
            yield Clash(row, why, values={"state": Membership.State.WITHDRAWN.value})
        else:
            why = _("Keduanya ada di %(cooperative)s. Catat keluar atau tolak salah satunya, lalu gabungkan lagi.")  # fmt: skip
            yield Clash(row, why % told, blocks=True)
