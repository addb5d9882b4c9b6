"""The public link of a kecamatan: opened and closed by the office, used by anybody."""

import datetime
import re
import uuid
from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dampingi.engines.disclosure.traces import traces
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.accounts.permissions import Permission
from dampingi.foundation.audit.actions import record_event
from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.identifiers import blind_index
from dampingi.foundation.regions.codes import contains, depth
from dampingi.records.aspirations.actions.noting import keep
from dampingi.records.aspirations.intake import Heard
from dampingi.records.aspirations.models import Aspiration, Box, Door
from dampingi.records.aspirations.queries.boxes import box_of
from dampingi.records.programmes.models import Programme

SOMEBODY = Actor.for_system("somebody by a public link")
SHORTEST, LONGEST = 10, 2000
MOST_FROM, MOST_IN = 20, 300
"""In an hour from one network address (a kecamatan's desk has one for all), and in one box; more is a machine at work."""
AGAIN = datetime.timedelta(days=1)
"""The same words from the same address within so long are one wish."""
_LINK = re.compile(
    r"https?:|www\.|\b[a-z0-9-]+\.(?:com|net|org|info|xyz|id|ru|cn|top|link|site|online|shop|store|biz)\b|\b(?:bit\.ly|wa\.me|t\.me|linktr\.ee|goo\.gl|tinyurl\.\w+)\b",
    re.IGNORECASE,
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069]")


@transaction.atomic
def open_boxes(*, by: Actor, programme: Programme, regions: Iterable[str]) -> list[Box]:
    """Those not open yet; of the others nothing changes."""
    made = []
    for region in sorted(set(regions)):
        by.require(Permission.KEEP_ASPIRATIONS, region=region, programme=programme.id)
        if depth(region) != 3 or not contains(programme.region, region):
            raise Refused(_("Pilih kecamatannya dari daftar."))
        if Box.objects.unscoped("is it open?").filter(region=region, closed_at=None).exists():
            continue
        box = Box(programme=programme, region=region, by_name=by.name)
        try:
            with transaction.atomic():
                box.save(force_insert=True)
        except IntegrityError:
            continue  # somebody opened it at the same moment
        record_event(
            by=by, action="open_aspiration_box", subject=("aspiration_box", box.id), region=region, programme=programme.id
        )  # fmt: skip
        made.append(box)
    return made


@transaction.atomic
def close_box(*, by: Actor, box: uuid.UUID) -> Box:
    found = box_of(by, box)
    rows = Box.objects.unscoped("reach is checked above").select_for_update(of=("self",))
    found = rows.get(pk=found.pk)
    if found.closed_at:
        raise Conflict(_("Tautan kecamatan ini sudah ditutup."))
    found.closed_at, found.closed_by_name = timezone.now(), by.name
    found.save(update_fields=["closed_at", "closed_by_name"])
    record_event(
        by=by, action="close_aspiration_box", subject=("aspiration_box", found.id), region=found.region,
        programme=found.programme_id,
    )  # fmt: skip
    return found


@transaction.atomic
def send_aspiration(
    *, box: Box, heard: Heard, address: str = "", now: datetime.datetime | None = None
) -> Aspiration:
    """Anybody, without an account. The same words from the same address are kept once."""
    moment, source = now or timezone.now(), blind_index("address", address)
    if not Box.objects.unscoped("is it open?").filter(id=box.id, closed_at=None).exists():
        raise Conflict(_("Tautan ini sudah ditutup. Sampaikan aspirasi Anda di kantor kecamatan."))
    told = _readable(heard)
    again = _again(box, told, source, moment)
    if again:
        return again
    _check_flood(box, source, moment)
    where = {"programme_id": box.programme_id, "region": box.region, "door": Door.LINK}
    return keep(SOMEBODY, told, where, moment, sent_from=source)


def _readable(heard: Heard) -> Heard:
    text = _CONTROL.sub("", heard.text).strip()
    if len(text) < SHORTEST:
        raise Refused(_("Tulis aspirasi Anda dalam satu kalimat atau lebih."))
    if len(text) > LONGEST:
        raise Refused(_("Tulis paling banyak %(most)d huruf.") % {"most": LONGEST})
    name = _CONTROL.sub("", heard.name).strip()
    if _LINK.search(text) or _LINK.search(name):
        raise Refused(_("Tulis tanpa tautan atau alamat situs; cukup aspirasinya."))
    if any(t.kind in ("number", "mail") for t in (*traces(text), *traces(name))):
        raise Refused(
            _(
                "Jangan menulis NIK, nomor telepon, atau surel di dalam aspirasi. Bila ingin dijawab, isi kolom telepon."
            )
        )
    return Heard(heard.id, "", text, name, heard.phone)


def _again(box: Box, heard: Heard, source: str, moment: datetime.datetime) -> Aspiration | None:
    """What the same sender wrote before. Many share an address: another number is another person, who is to be told too."""
    if not source:
        return None
    rows = Aspiration.objects.unscoped("the sender's own words of today").filter(
        sent_from=source, at__gte=moment - AGAIN, region=box.region, door=Door.LINK
    )
    rows, wanted = rows.filter(phone=heard.phone) if heard.phone else rows, _flat(heard.text)
    return next((row for row in rows[:MOST_IN] if _flat(row.text) == wanted), None)


def _flat(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _check_flood(box: Box, source: str, moment: datetime.datetime) -> None:
    lately = moment - datetime.timedelta(hours=1)
    rows = Aspiration.objects.unscoped("only how many were sent").filter(door=Door.LINK, at__gte=lately)
    if (source and rows.filter(sent_from=source).count() >= MOST_FROM) or rows.filter(
        region=box.region
    ).count() >= MOST_IN:
        raise Refused(
            _("Terlalu banyak aspirasi sekaligus dari sini. Coba lagi satu jam kemudian."), status=429
        )
