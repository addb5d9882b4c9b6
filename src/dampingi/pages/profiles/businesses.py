"""The 360-degree page of a business: facts, owner, constraints, participation, growth, everything that happened."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.definitions import choices
from dampingi.foundation.regions.codes import ancestor
from dampingi.foundation.regions.queries import names
from dampingi.foundation.revisions.queries import history
from dampingi.foundation.ui import formats
from dampingi.foundation.ui.plots import trend
from dampingi.pages.constraints.one import may_note
from dampingi.pages.profiles.events import DOORS, events_of
from dampingi.pages.profiles.stages import stage_track
from dampingi.pages.profiles.verification import may_verify, standing_of
from dampingi.records.businesses.contacts import masked_phone, reachable, spoken_phone, whatsapp_address
from dampingi.records.businesses.models import Business, Constraint
from dampingi.records.mentoring.models import Growth
from dampingi.records.programmes.models import Enrolment
from dampingi.records.programmes.queries import mentors_of

SEVERITIES = {1: "none", 2: "watch", 3: "late"}
SHOWN_EVENTS = 25
FIELDS = {
    "name": lazy("Nama usaha"),
    "region": lazy("Wilayah"),
    "address": lazy("Alamat"),
    "sector": lazy("Sektor"),
    "kbli": lazy("KBLI"),
    "kbli_edition": lazy("Edisi KBLI"),
    "product": lazy("Produk"),
    "phone": lazy("Telepon"),
    "nib": lazy("NIB"),
    "started_year": lazy("Tahun berdiri"),
    "capital": lazy("Modal"),
    "annual_sales": lazy("Omzet setahun"),
    "size": lazy("Skala"),
    "size_basis": lazy("Dasar skala"),
    "workers": lazy("Tenaga kerja"),
    "latitude": lazy("Lintang"),
    "longitude": lazy("Bujur"),
    "archived_at": lazy("Diarsipkan"),
}


def business_page(
    actor: Actor, business: Business, *, today: Any, everything: bool = False
) -> dict[str, Any]:
    enrolments = _enrolments(actor, business)
    events = events_of(business, enrolments)
    places = names([business.region, ancestor(business.region, 3), ancestor(business.region, 2)])
    open_contact = business.owner_id in reachable(actor, [business.owner_id])
    return {
        "business": business,
        "place": _place(business.region, places),
        "sector": choices("sectors").get(business.sector, ""),
        "verifications": list(business.verifications.order_by("-at")),
        "facts": _facts(business),
        "contact": _contact(business, open_contact),
        "whatsapp": whatsapp_address(business.phone or business.owner.phone) if open_contact else "",
        "constraints": _constraints(business),
        "participations": [_participation(each, today) for each in enrolments],
        "growth": _growth(enrolments),
        "events": events if everything else events[:SHOWN_EVENTS],
        "hidden_events": 0 if everything else max(0, len(events) - SHOWN_EVENTS),
        "revisions": [_revision(each) for each in history("business", business.id)],
        "sees_mentors": bool(actor.regions(Permission.VIEW_MENTORS)),
        "may_note": may_note(actor, business),
        "standing": standing_of(actor, business),
        "may_verify": may_verify(actor, business),
        "may_reveal": bool(business.owner.nik_sealed)
        and actor.may(Permission.REVEAL_IDENTIFIERS, region=business.region),
    }


def _enrolments(actor: Actor, business: Business) -> list[Enrolment]:
    found = Enrolment.objects.for_actor(actor, Permission.VIEW_PARTICIPANTS).filter(business=business)
    return list(found.select_related("programme", "person").order_by("-enrolled_on"))


def _place(code: str, places: dict[str, str]) -> str:
    chain = [ancestor(code, depth) for depth in range(code.count(".") + 1, 1, -1)]
    return ", ".join(dict.fromkeys(places[c] for c in chain if c in places))


def _facts(business: Business) -> list[tuple[str, Any]]:
    size = business.get_size_display() or formats.MISSING
    basis = {"capital": _("menurut modal"), "sales": _("menurut omzet")}.get(business.size_basis, "")
    return [
        (_("Produk"), business.product or None),
        (_("Skala"), f"{size}, {basis}" if basis else size),
        (_("Omzet setahun"), formats.money(business.annual_sales)),
        (_("Modal"), formats.money(business.capital)),
        (_("Tenaga kerja"), formats.number(business.workers)),
        (_("Berdiri"), business.started_year),
        (_("NIB"), business.nib or _("belum tercatat")),
        (_("KBLI"), f"{business.kbli} ({business.kbli_edition})" if business.kbli else None),
        (_("Asal data"), DOORS.get(business.origin.door, business.origin.door)),
        (_("Dicatat"), formats.day(business.created_at)),
    ]


def _contact(business: Business, is_open: bool) -> list[tuple[str, Any]]:
    owner = business.owner
    phone = business.phone or owner.phone
    address = business.address or owner.address
    if is_open:
        told, where = spoken_phone(phone), address
    else:
        told, where = masked_phone(phone), _("tersembunyi untuk peran Anda") if address else ""
    return [
        (_("Pemilik"), owner.name),
        (_("Jenis kelamin"), owner.get_sex_display() or None),
        (_("Telepon"), told or None),
        (_("Alamat"), where or None),
        (_("NIK"), _("tercatat, tersegel") if owner.nik_sealed else _("belum tercatat")),
    ]


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


def _participation(enrolment: Enrolment, today: Any) -> dict[str, Any]:
    mentor = mentors_of([enrolment.id], on=enrolment.exited_on or today).get(enrolment.id)
    return {"enrolment": enrolment, "mentor": mentor, "stages": stage_track(enrolment, today)}


def _growth(enrolments: list[Enrolment]) -> dict[str, Any] | None:
    found = Growth.objects.unscoped("of participants in reach").filter(enrolment__in=enrolments)
    rows = list(found.order_by("month"))
    if len(rows) < 2:
        return None
    first, last = rows[0].turnover, rows[-1].turnover
    takeaway = _takeaway(first, last)
    drawing = trend(
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


def _revision(revision: Any) -> dict[str, Any]:
    changes = [(FIELDS.get(name, name), old, new) for name, (old, new) in revision.changes.items()]
    return {"at": revision.at, "by": revision.by, "version": revision.version, "changes": changes}
