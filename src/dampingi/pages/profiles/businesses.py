"""The 360-degree page of a business: how it stands, whose it is, what holds it back, and everything that happened."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import gettext as _

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.definitions import choices
from dampingi.foundation.regions.codes import ancestor
from dampingi.foundation.regions.queries import names
from dampingi.foundation.ui import formats
from dampingi.foundation.ui.plots import trend
from dampingi.insight.monitoring.dashboard.drawings import drawn
from dampingi.pages.constraints.one import may_note
from dampingi.pages.profiles.channels import channels_part
from dampingi.pages.profiles.codes import kbli_words
from dampingi.pages.profiles.events import KINDS, Event, Story, events_of
from dampingi.pages.profiles.people import place_in_words
from dampingi.pages.profiles.spot import spot
from dampingi.pages.profiles.stages import stage_tracks
from dampingi.pages.profiles.verification import may_verify, standing_of
from dampingi.records.businesses.contacts import (
    masked_phone,
    reachable_businesses,
    spoken_phone,
    whatsapp_address,
)
from dampingi.records.businesses.histories import door
from dampingi.records.businesses.models import Business, Constraint
from dampingi.records.businesses.words import FIELDS
from dampingi.records.duplicates.listing import named_merges
from dampingi.records.mentoring.models import Growth
from dampingi.records.programmes.models import Enrolment

SEVERITIES = {1: "none", 2: "watch", 3: "late"}
SHOWN_EVENTS = 25
WANTED = ("product", "sector", "phone", "address", "latitude", "annual_sales", "started_year", "nib")
"""What an office needs to know of every business; what is missing is asked for on the page."""


def business_page(
    actor: Actor, business: Business, *, today: datetime.date, asked: Mapping[str, str]
) -> dict[str, Any]:
    """`asked`: the address's `jenis` (a kind of event), `hal` (a page of them) and `semua`."""
    open_contact = business.id in reachable_businesses(actor, [business.id])
    story = Story(actor, business, _enrolments(actor, business), open_contact)
    places = names([business.region, ancestor(business.region, 3), ancestor(business.region, 2)])
    events = events_of(story)
    constraints = _constraints(business)
    return {
        "business": business,
        "place": place_in_words(business.region, places),
        "sector": choices("sectors").get(business.sector, ""),
        "verifications": sorted(business.verifications.all(), key=lambda v: v.at, reverse=True),
        "standing": standing_of(actor, business),
        "closure": next((c for c in story.closures if c.reopened_on is None), None),
        "facts": _facts(story),
        "contact": _contact(business, open_contact),
        "whatsapp": whatsapp_address(business.phone or business.owner.phone) if open_contact else "",
        **channels_part(business),
        "where": _where(business, open_contact, places),
        "missing": missing(business),
        "constraints": constraints,
        "figures": _figures(story, events, constraints),
        "participations": _participations(story, today),
        "growth": _growth(story.enrolments),
        "others": _others(actor, business),
        "timeline": _timeline(events, asked),
        "absorbed": named_merges(business.id) if actor.holds(Permission.REVIEW_REPEATS) else [],
        "sees_mentors": bool(actor.regions(Permission.VIEW_MENTORS)),
        "may_note": not business.archived_at and may_note(actor, business),
        **_may(actor, business),
    }


def _may(actor: Actor, business: Business) -> dict[str, bool]:
    whole = actor.may(Permission.EDIT_BUSINESSES, region=business.region)
    corrects = not whole and actor.holds(Permission.CORRECT_BUSINESSES) and _corrects(actor, business)
    alive = not business.archived_at
    return {
        "may_edit": (whole or corrects) and alive,
        "may_live": whole and alive,
        "may_pair": alive and actor.may(Permission.REVIEW_REPEATS, region=business.region),
        "may_restore": whole and not alive and business.merged_into_id is None,
        "may_verify": may_verify(actor, business),
        "may_borrow": alive and actor.holds(Permission.ASK_FOR_LOANS),
        "may_need": alive and actor.holds(Permission.NOTE_EQUIPMENT),
        "may_reveal": bool(business.owner.nik_sealed)
        and actor.may(Permission.REVEAL_IDENTIFIERS, region=business.region),
    }


def _corrects(actor: Actor, business: Business) -> bool:
    rows = Business.objects.for_actor(actor, Permission.CORRECT_BUSINESSES)
    return rows.filter(id=business.id).exists()


def _enrolments(actor: Actor, business: Business) -> list[Enrolment]:
    found = Enrolment.objects.for_actor(actor, Permission.VIEW_PARTICIPANTS).filter(business=business)
    return list(found.select_related("programme", "person").order_by("-enrolled_on"))


def _timeline(events: list[Event], asked: Mapping[str, str]) -> dict[str, Any]:
    """One page of the events of one kind, and the doors to the other kinds and pages."""
    kind = asked.get("jenis", "") if asked.get("jenis", "") in KINDS else ""
    shown = [e for e in events if not kind or e.kind == kind]
    per_page = max(1, len(shown)) if asked.get("semua") == "1" else SHOWN_EVENTS
    page = Paginator(shown, per_page).get_page(asked.get("hal"))
    counts = {k: sum(1 for e in events if e.kind == k) for k in KINDS}
    keep = f"jenis={kind}&" if kind else ""
    tabs = [{"label": _("Semua"), "href": "?#perjalanan", "current": not kind, "count": len(events)}]
    tabs += [
        {"label": label, "href": f"?jenis={k}#perjalanan", "current": k == kind, "count": counts[k]}
        for k, label in KINDS.items()
        if counts[k] or k == kind
    ]
    return {
        "events": list(page.object_list),
        "tabs": tabs,
        "page": page,
        "newer": f"?{keep}hal={page.previous_page_number()}#perjalanan" if page.has_previous() else "",
        "older": f"?{keep}hal={page.next_page_number()}#perjalanan" if page.has_next() else "",
        "count": len(shown),
    }


def _figures(story: Story, events: list[Event], constraints: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The four numbers an office head asks for first, each a door to where it comes from."""
    b, here = story.business, reverse("business_history", args=[story.business.id])
    visits = [e for e in events if e.kind == "kunjungan"]
    size = b.get_size_display() if b.size else _("skala belum diketahui")
    millions = None if b.annual_sales is None else round(b.annual_sales / 1_000_000, 1)
    heavy = sum(1 for c in constraints if c["state"] == "late")
    return [
        {
            "label": _("Omzet setahun"),
            "value": formats.number(millions),
            "unit": _("juta rupiah") if millions is not None else "",
            "note": size,
            "href": f"{here}?kolom=annual_sales",
            "door": _("Riwayatnya"),
        },
        {
            "label": _("Tenaga kerja"),
            "value": formats.number(b.workers),
            "note": _("berdiri %(year)d") % {"year": b.started_year} if b.started_year else "",
            "href": f"{here}?kolom=workers",
            "door": _("Riwayatnya"),
        },
        {
            "label": _("Kendala terbuka"),
            "value": formats.number(len(constraints)),
            "note": _("%(n)d menghambat usaha") % {"n": heavy} if heavy else "",
            "href": "#kendala",
            "door": _("Daftarnya"),
        },
        {
            "label": _("Kunjungan pendamping"),
            "value": formats.number(len(visits)),
            "note": _("terakhir %(day)s") % {"day": formats.short_day(visits[0].at)} if visits else "",
            "href": "?jenis=kunjungan#perjalanan",
            "door": _("Daftarnya"),
        },
    ]


def _facts(story: Story) -> list[dict[str, Any]]:
    """label, value, and the door to the field's history where it was changed."""
    b = story.business
    changed = {f for r in story.revisions for f in r.changes}
    here = reverse("business_history", args=[b.id])
    basis = {"capital": _("menurut modal"), "sales": _("menurut omzet")}.get(b.size_basis, "")
    size = b.get_size_display() or formats.MISSING
    rows = [
        ("product", _("Produk"), b.product or formats.MISSING),
        ("sector", _("Sektor"), choices("sectors").get(b.sector, formats.MISSING)),
        ("size", _("Skala"), f"{size}, {basis}" if basis else size),
        ("annual_sales", _("Omzet setahun"), formats.money(b.annual_sales)),
        ("capital", _("Modal"), formats.money(b.capital)),
        ("workers", _("Tenaga kerja"), formats.number(b.workers)),
        ("started_year", _("Berdiri"), b.started_year or formats.MISSING),
        ("nib", _("NIB"), b.nib or _("belum tercatat")),
        ("kbli", _("KBLI"), kbli_words(b) if b.kbli else formats.MISSING),
        ("", _("Asal data"), door(b.origin)),
        ("", _("Dicatat"), formats.day(b.created_at)),
    ]
    return [
        {"label": label, "value": value, "history": f"{here}?kolom={f}" if f in changed else ""}
        for f, label, value in rows
    ]


def missing(business: Business) -> list[str]:
    """The labels of what is not known yet; the owner's phone and address do for the business's."""
    owner = business.owner
    known = {"phone": business.phone or owner.phone, "address": business.address or owner.address}
    labels = {**FIELDS, "latitude": _("Posisi")}
    return [
        formats.inside(str(labels[f])) for f in WANTED if known.get(f, getattr(business, f)) in (None, "")
    ]


def _contact(business: Business, is_open: bool) -> list[tuple[str, Any]]:
    owner = business.owner
    spoken = spoken_phone if is_open else masked_phone
    second = [(_("Telepon kedua"), spoken(business.other_phone))] if business.other_phone else []
    return [
        (_("Telepon"), spoken(business.phone or owner.phone) or None),
        *second,
        (_("Jenis kelamin"), owner.get_sex_display() or None),
        (_("NIK"), _("tercatat, tersegel") if owner.nik_sealed else _("belum tercatat")),
    ]


def _where(business: Business, is_open: bool, places: dict[str, str]) -> dict[str, Any]:
    """Address, links to the person's own maps, and the point in its kelurahan: for those who may see where it is."""
    address = business.address or business.owner.address
    told: dict[str, Any] = {"address": address if is_open else "", "hidden": bool(address) and not is_open}
    if not is_open or business.latitude is None:
        return told
    at = f"{business.latitude},{business.longitude}"
    lat, lon = business.latitude, business.longitude
    words = _("Letak usaha di %(place)s") % {"place": places.get(business.region, business.region)}
    return told | {
        "position": f"{lat:.5f}, {lon:.5f}",
        "map": f"https://www.openstreetmap.org/?mlat={lat}&mlon={lon}#map=18/{lat}/{lon}",
        "geo": f"geo:{at}?q={at}",
        "drawing": spot(business, words),
    }


def _constraints(business: Business) -> list[dict[str, Any]]:
    known = choices("constraints")
    words = {1: _("Ringan"), 2: _("Terasa"), 3: _("Menghambat usaha")}
    found = Constraint.objects.unscoped("of a business in reach").filter(business=business, resolved_on=None)
    return [
        {
            "id": each.id,
            "name": known.get(each.code, each.code),
            "since": each.since,
            "note": each.note,
            "state": SEVERITIES[each.severity],
            "words": words[each.severity],
        }
        for each in found.order_by("-severity", "since")
    ]


def _participations(story: Story, today: datetime.date) -> list[dict[str, Any]]:
    tracks = stage_tracks(story.enrolments, today)
    mentors = {c.enrolment_id: c.mentor for c in story.caseloads}  # the latest of each
    return [
        {"enrolment": each, "mentor": mentors.get(each.id), "stages": tracks[each.id]}
        for each in story.enrolments
    ]


def _others(actor: Actor, business: Business) -> list[dict[str, str]]:
    """The owner's other businesses, as far as the reader reaches."""
    rows = Business.objects.for_actor(actor, Permission.VIEW_BUSINESSES).filter(
        owner=business.owner_id, archived_at=None
    )
    return [
        {"name": b.name or business.owner.name, "href": reverse("business", args=[b.id]), "note": b.product}
        for b in rows.exclude(id=business.id).order_by("key", "id")[:6]
    ]


def _growth(enrolments: list[Enrolment]) -> dict[str, Any] | None:
    found = Growth.objects.unscoped("of participants in reach").filter(enrolment__in=enrolments)
    rows = list(found.order_by("month"))
    if len(rows) < 2:
        return None
    takeaway = _takeaway(rows[0].turnover, rows[-1].turnover)
    drawing = drawn(
        trend,
        [{"period": f"{r.month:%m/%y}", "value": r.turnover / 1_000_000} for r in rows],
        title=_("Omzet per bulan"),
        description=takeaway,
        format=",.1f",
    )
    table = [(formats.month(r.month), formats.money(r.turnover), formats.number(r.workers)) for r in rows]
    return {
        "takeaway": takeaway,
        "drawing": drawing,
        "rows": table,
        "columns": [_("Bulan"), _("Omzet"), _("Tenaga kerja")],
    }


def _takeaway(first: int, last: int) -> str:
    words = {"first": formats.money(first), "last": formats.money(last)}
    if last > first:
        return _("Omzet sebulan naik dari %(first)s menjadi %(last)s") % words
    if last < first:
        return _("Omzet sebulan turun dari %(first)s menjadi %(last)s") % words
    return _("Omzet sebulan tetap %(last)s") % words
