"""What helps a business to sell: marketing interventions, the catalogue, a cooperative, a unit in a centre."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.permissions import Permission
from dampingi.pages.profiles.events.story import WHY, Event, Story
from dampingi.records.catalogue.models import Product
from dampingi.records.centres.models import Occupancy
from dampingi.records.interventions.models import Taker
from dampingi.records.memberships.models import Membership


def interventions(story: Story) -> Iterator[Event]:
    rows = Taker.objects.unscoped(WHY).filter(business=story.business, left_at=None)
    opens = story.actor.holds(Permission.VIEW_INTERVENTIONS)
    for each in rows.select_related("intervention"):
        told = each.intervention
        title = _("Intervensi pemasaran: %(title)s") % {"title": told.title}
        href = reverse("intervention_taker", args=[each.id]) if opens else ""
        yield Event("jual", told.starts_on, title, "store", told.note, str(told.get_kind_display()), href)


def products(story: Story) -> Iterator[Event]:
    rows = Product.objects.unscoped(WHY).filter(business=story.business, first_shown_on__isnull=False)
    for each in rows:
        title = _("Tayang di katalog: %(name)s") % {"name": each.name}
        yield Event("jual", each.first_shown_on, title, "store")


def cooperatives(story: Story) -> Iterator[Event]:
    rows = Membership.objects.unscoped(WHY).filter(
        business=story.business, state__in=(Membership.State.MEMBER, Membership.State.LEFT)
    )
    for each in rows.select_related("cooperative"):
        name = {"name": each.cooperative.name}
        if each.decided_on:
            yield Event("jual", each.decided_on, _("Menjadi anggota %(name)s") % name, "people")
        if each.left_on:
            yield Event("jual", each.left_on, _("Keluar dari %(name)s") % name, "logout", each.left_reason)


def units(story: Story) -> Iterator[Event]:
    today = story.day(story.now)
    for each in (
        Occupancy.objects.unscoped(WHY).filter(business=story.business).select_related("unit__centre")
    ):
        where = {"unit": each.unit.code, "centre": each.unit.centre.name}
        if each.starts_on <= today:
            yield Event("jual", each.starts_on, _("Menempati unit %(unit)s di %(centre)s") % where, "store")
        if each.until < today:
            yield Event("jual", each.until, _("Meninggalkan unit %(unit)s di %(centre)s") % where, "logout")
