"""What the business clinic does: it serves a place, not one programme, so its rows are those of the programme's region."""

import ibis.expr.types as ir
from django.utils.translation import gettext_noop as _

from dampingi.engines.indicators import Column, Dataset, Source, flag
from dampingi.insight.facts import events, groups
from dampingi.insight.facts.places import OF_BUSINESS, of_place

FINANCE, MARKETING = "pembiayaan", "pemasaran"
"""Codes of definitions/constraint_fields.yaml."""
_OVER = ("booked", "attended", "absent", "unnoted")
_NOTED = ("attended", "absent")


def consultations(source: Source) -> ir.Table:
    """A place in the clinic that was kept for a business. What waits has no slot, and what was cancelled never was."""
    booking, slot, constraint = source["booking"], source["slot"], source["constraint"]
    kept = booking.filter(booking.state.isin(_OVER))
    held = kept.join(slot, kept.slot_id == slot.id).select(
        kept, on=slot["on"], advised_on=slot.field, advised_by=slot.mentor_id
    )
    over = constraint.filter(
        constraint.resolved_on.notnull(),
        constraint.resolved_on <= source.until,
        constraint.helped_by == "clinic",
    ).select(constraint_id=constraint.id, helped_id=constraint.helped_id)
    rows = held.left_join(
        over, [held.constraint_id == over.constraint_id, held.slot_id == over.helped_id]
    ).select(held, helped=over.helped_id)
    came, named = rows.state == "attended", rows.constraint_id.notnull()
    rows = _whose(source, rows.filter(source.at_home(rows.region)))
    return of_place(
        source,
        rows,
        day=rows["on"],
        mentor=rows.mentor,
        business=rows.business_id,
        field_code=rows.advised_on,
        booked=1,
        noted=flag(rows.state.isin(_NOTED)),
        came=flag(came),
        named=flag(came & named),
        solved=flag(came & rows.helped.notnull()),
        finance=flag(rows.advised_on == FINANCE),
        marketing=flag(rows.advised_on == MARKETING),
    )


def sessions(source: Source) -> ir.Table:
    slot, booking = source["slot"], source["booking"]
    kept = booking.filter(booking.slot_id.notnull(), booking.state.isin(_OVER))
    taken = kept.group_by(of=kept.slot_id).agg(taken=kept.count(), came=flag(kept.state == "attended").sum())
    held = slot.filter(slot.cancelled_at.isnull())
    rows = held.left_join(taken, held.id == taken.of).select(
        held, taken.taken, taken.came, advised_by=held.mentor_id
    )
    rows = _whose(source, rows.filter(source.at_home(rows.region)))
    return of_place(
        source,
        rows,
        day=rows["on"],
        mentor=rows.mentor,
        slot=rows.id,
        field_code=rows.field,
        sessions=1,
        places=rows.capacity,
        taken=rows.taken.fill_null(0),
        came=rows.came.fill_null(0).cast("int64"),
    )


def _whose(source: Source, rows: ir.Table) -> ir.Table:
    """`mentor`: who advised, where it is one of the programme's; else null."""
    own = source["mentor"]
    own = own.filter(source.of_programme(own.programme_id)).select(own_id=own.id)
    rows = rows.select(*[c for c in rows.columns if c != "mentor_id"])
    return rows.left_join(own, rows.advised_by == own.own_id).select(rows, mentor=own.own_id)


def field(source: Source, rows: ir.Table) -> ir.Table:
    return rows.mutate(field=rows.field_code)


CONSULTATIONS = Dataset(
    name="consultations",
    title=_("Konsultasi di klinik bisnis"),
    says=_(
        "Tempat konsultasi yang diberikan kepada usaha di wilayah program, menurut tanggal kliniknya; yang dibatalkan dan yang masih menunggu tidak ikut."
    ),
    grain=_("satu usaha, satu jadwal klinik"),
    rows=(consultations,),
    columns={
        "booked": Column(_("1 untuk setiap tempat yang diberikan")),
        "noted": Column(_("1 bila hasilnya sudah dicatat, datang atau tidak"), flag=True),
        "came": Column(_("1 bila usahanya datang"), flag=True),
        "named": Column(_("1 bila datang untuk kendala yang tercatat"), flag=True),
        "solved": Column(_("1 bila kendala itu teratasi dengan konsultasi ini"), flag=True),
        "finance": Column(_("1 bila bidangnya pembiayaan"), flag=True),
        "marketing": Column(_("1 bila bidangnya pemasaran"), flag=True),
    },
    groups={"field": field, "mentor": events.own_mentor},
    reaches={"own": groups.own_appointment},
    **OF_BUSINESS,
    detail="field_code",
)
SESSIONS = Dataset(
    name="sessions",
    title=_("Jadwal klinik bisnis"),
    says=_("Jadwal klinik di wilayah program yang sudah berlangsung dan tidak dibatalkan."),
    grain=_("satu jadwal klinik"),
    rows=(sessions,),
    columns={
        "sessions": Column(_("1 untuk setiap jadwal")),
        "places": Column(_("usaha yang dapat dilayani")),
        "taken": Column(_("usaha yang mendapat tempat")),
        "came": Column(_("usaha yang datang")),
    },
    groups={"field": field, "mentor": events.own_mentor},
    reaches={"own": groups.own_appointment},
    subject="slot",
    of_place=True,
    detail="field_code",
)
