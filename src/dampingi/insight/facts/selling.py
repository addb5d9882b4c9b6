"""Where participants sell, by the channels on their business's record."""

import ibis.expr.types as ir
from django.utils.translation import gettext_noop as _

from dampingi.engines.indicators import Column, Dataset, Source, flag
from dampingi.insight.facts import groups

ONLINE = ("whatsapp", "instagram", "facebook", "tiktok", "shopee", "tokopedia", "delivery", "website")
"""Codes of definitions/channels.yaml."""


def selling(source: Source) -> ir.Table:
    """A participant whose business has channels on record; one nobody asked about is left out, and not one that sells nowhere."""
    enrolment, channel = source["enrolment"], source["channel"]
    known = channel.filter(channel.since.isnull() | (channel.since <= source.until))
    in_use = flag(known["until"].isnull() | (known["until"] > source.until))
    told = known.group_by(of=known.business_id, code=known.code).agg(used=in_use.max())
    sold = told.group_by(told.of).agg(
        used=told.used.sum(), online=flag(told.code.isin(ONLINE) & (told.used == 1)).sum()
    )
    theirs = enrolment.filter(
        source.of_programme(enrolment.programme_id),
        enrolment.business_until.isnull() | (enrolment.business_until > source.until),
    )
    rows = theirs.join(sold, theirs.business_id == sold.of).select(theirs, sold.used, sold.online)
    return rows.select(
        id=rows.id,
        programme=rows.programme_id,
        region=rows.region,
        day=rows.enrolled_on,
        enrolment=rows.id,
        told=1,
        channels=rows.used.cast("int64"),
        several=flag(rows.used >= 2),
        online=flag(rows.online >= 1),
    )


SELLING = Dataset(
    name="selling",
    title=_("Saluran penjualan peserta"),
    says=_(
        "Peserta yang saluran penjualan usahanya tercatat, dan saluran yang masih dipakai pada akhir periode."
    ),
    grain=_("satu peserta yang saluran penjualannya tercatat"),
    rows=(selling,),
    columns={
        "told": Column(_("1 untuk setiap peserta")),
        "channels": Column(_("saluran yang masih dipakai")),
        "several": Column(_("1 bila memakai dua saluran atau lebih"), flag=True),
        "online": Column(_("1 bila sedikitnya satu saluran daring"), flag=True),
    },
    groups={"sex": groups.sex, "sector": groups.sector},
    reaches=groups.PARTICIPANT_REACHES,
    span="until",
    months=False,
)
