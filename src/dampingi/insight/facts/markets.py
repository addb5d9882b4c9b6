"""Market points and sentra: what was offered, given, used and sold. They serve a place, not one programme."""

import ibis.expr.types as ir
from django.utils.translation import gettext_noop as _

from dampingi.engines.indicators import Column, Dataset, Source, flag
from dampingi.insight.facts.places import AT_THE_END, OF_BUSINESS, of_place

_HELD = ("given", "attended", "absent", "excused")
_NOTED = ("attended", "absent", "excused")


def turns(source: Source) -> ir.Table:
    """A stall on a day that was given to a business; what was given back or exchanged is no turn any more."""
    turn, sale = source["turn"], source["sale"]
    last = sale.group_by(last_of=sale.turn_id).agg(last=sale.number.max())
    told = sale.join(last, [sale.turn_id == last.last_of, sale.number == last.last]).select(
        sold_of=sale.turn_id, amount=sale.amount
    )
    held = turn.filter(turn.state.isin(_HELD), source.at_home(turn.region))
    rows = held.left_join(told, held.id == told.sold_of).select(held, told.amount)
    return of_place(
        source,
        rows,
        day=rows["day"],
        business=rows.business_id,
        turns=1,
        noted=flag(rows.state.isin(_NOTED)),
        came=flag(rows.state == "attended"),
        absent=flag(rows.state == "absent"),
        told=flag(rows.amount.notnull()),
        sales=rows.amount.fill_null(0),
    )


def stalls(source: Source) -> ir.Table:
    """Every stall of a point on a day on which anybody had one there."""
    turn, stall, point = source["turn"], source["stall"], source["point"]
    held = turn.filter(turn.state.isin(_HELD)).select(turn.state, turn_of=turn.stall_id, on=turn["day"])
    of_point = held.join(stall, held.turn_of == stall.id).select(held.on, at=stall.point_id)
    days = of_point.group_by([of_point["at"], of_point.on]).agg(n=of_point.count())
    there = days.join(stall, days["at"] == stall.point_id).select(
        days.on, stall.point_id, stall.retired_at, stall_id=stall.id
    )
    rows = there.left_join(held, [there.stall_id == held.turn_of, there.on == held.on]).select(
        there, held.state
    )
    rows = rows.filter(rows.state.notnull() | rows.retired_at.isnull() | (rows.retired_at >= source.instant))
    rows = rows.join(point, rows.point_id == point.id).select(rows, point.region)
    rows = rows.filter(source.at_home(rows.region))
    return rows.select(
        id=rows.stall_id,
        programme=source.programme,
        region=rows.region,
        day=rows.on,
        point=rows.point_id,
        stalls=1,
        given=flag(rows.state.notnull()),
        filled=flag(rows.state.notnull() & (rows.state == "attended")),
    )


def units(source: Source) -> ir.Table:
    """Units in use at the period's end, with whether somebody is in them that day."""
    unit, held = source["unit"], source["occupancy"]
    now = held.filter(
        held.starts_on <= source.until,
        held.ends_on >= source.until,
        held.left_on.isnull() | (held.left_on >= source.until),
    )
    rows = unit.filter(
        unit.since <= source.until,
        unit.retired_on.isnull() | (unit.retired_on > source.until),
        source.at_home(unit.region),
    )
    return of_place(
        source,
        rows,
        day=rows.since,
        unit=rows.id,
        units=1,
        occupied=flag(rows.id.isin(now.unit_id)),
    )


TURNS = Dataset(
    name="turns",
    title=_("Giliran lapak"),
    says=_("Lapak di titik pemasaran yang diberikan kepada usaha di wilayah program; yang dikembalikan atau ditukar tidak ikut."),
    grain=_("satu lapak, satu hari, satu usaha"),
    rows=(turns,),
    columns={
        "turns": Column(_("1 untuk setiap giliran")),
        "noted": Column(_("1 bila kehadirannya sudah dicatat"), flag=True),
        "came": Column(_("1 bila hadir"), flag=True),
        "absent": Column(_("1 bila tidak hadir tanpa kabar"), flag=True),
        "told": Column(_("1 bila penjualannya dicatat"), flag=True),
        "sales": Column(_("penjualan hari itu, rupiah")),
    },
    **OF_BUSINESS,
)  # fmt: skip
STALLS = Dataset(
    name="stalls",
    title=_("Lapak pada hari pasar"),
    says=_("Setiap lapak di titik pemasaran pada hari yang sedikitnya satu lapaknya diberikan."),
    grain=_("satu lapak, satu hari pasar"),
    rows=(stalls,),
    columns={
        "stalls": Column(_("1 untuk setiap lapak")),
        "given": Column(_("1 bila diberikan kepada usaha"), flag=True),
        "filled": Column(_("1 bila usahanya hadir"), flag=True),
    },
    subject="point",
    of_place=True,
)
UNITS = Dataset(
    name="units",
    title=_("Unit sentra"),
    says=_("Unit sentra di wilayah program yang dipakai pada akhir periode, dan yang hari itu berpenghuni."),
    grain=_("satu unit sentra"),
    rows=(units,),
    columns={
        "units": Column(_("1 untuk setiap unit")),
        "occupied": Column(_("1 bila ada usaha di dalamnya pada akhir periode"), flag=True),
    },
    **AT_THE_END,
    subject="unit",
    of_place=True,
)
