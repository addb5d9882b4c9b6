"""Two phones of a mentor: what they sent, and what of it waits for the office. Nothing of it changes the city's figures."""

import datetime
import hashlib
import io
import json
import uuid
from collections.abc import Sequence
from typing import Any

from PIL import Image, ImageOps

from dampingi.capture.field.actions import receive, register_device, revoke_device, take_piece
from dampingi.capture.field.actions.pieces import Told
from dampingi.capture.field.bodies import hash_of
from dampingi.capture.field.items import Item
from dampingi.capture.field.models import Device
from dampingi.demo.building import Building
from dampingi.records.mentoring.actions.growth import FIGURES
from dampingi.records.mentoring.models import Growth

ROUNDED = 100_000


def send(b: Building) -> None:
    by = b.persona("pendamping")
    old, _token = register_device(by=by, name="HP lama, layar retak")
    revoke_device(by=by, device=old.id, reason="Hilang di pasar, sudah ganti")
    new, _token = register_device(by=by, name="HP Android")
    known = _latest_growth(b)
    _receive(
        b, new, *[_growth(b, row) for row in known[:4]], _conflict(b, known[4]), _visit(b, known[0], days=31)
    )
    photo = _photo(b, old)
    _receive(b, old, _visit(b, known[1], days=-9, photos=[photo]), _visit(b, known[2], days=-9))


def _receive(b: Building, device: Device, *items: Item) -> None:
    receive(by=b.persona("pendamping"), device=device.id, items=items)


def _latest_growth(b: Building) -> list[Growth]:
    """Of the persona's participants, one row each, in the order of the city."""
    own = {m.id for m in b.mentors if m.user_id == b.users["pendamping"].id}
    current = b.mentors_on(b.today)
    theirs = [
        e.id
        for e, m in zip(b.enrolments, current, strict=True)
        if b.mentors[m].id in own and e.exited_on is None
    ]
    rows = Growth.objects.unscoped("the demo city").filter(enrolment__in=theirs).order_by("month")
    latest = {row.enrolment_id: row for row in rows}
    return [latest[id] for id in theirs if id in latest]


def _growth(b: Building, row: Growth, **more: Any) -> Item:
    """What stands already, said again: it changes nothing."""
    figures = {name: getattr(row, name) for name in FIGURES}
    return _item(b, "growth", row.enrolment_id, {"month": str(row.month)} | figures | more, base=figures)


def _conflict(b: Building, row: Growth) -> Item:
    """The phone showed another turnover than what stands, and its person wrote a third."""
    shown = {"turnover": row.turnover + 2 * ROUNDED}
    values = {"month": str(row.month), "turnover": row.turnover + 5 * ROUNDED}
    return _item(b, "growth", row.enrolment_id, values, base=shown)


def _photo(b: Building, device: Device) -> dict[str, Any]:
    """A picture of nothing in particular, sent in one piece."""
    shades = Image.linear_gradient("L").resize((320, 240))
    raw = io.BytesIO()
    ImageOps.colorize(shades, "#f2c879", "#7a3b1e").save(raw, "JPEG")
    content = raw.getvalue()
    told = {"id": str(b.new_id()), "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
    piece = Told(uuid.UUID(told["id"]), 0, told["sha256"], told["bytes"])
    take_piece(by=b.persona("pendamping"), device=device.id, told=piece, content=content)
    return told | {"type": "image/jpeg"}


def _visit(b: Building, row: Growth, *, days: int, photos: Sequence[Any] = ()) -> Item:
    values = {
        "on": str(b.today + datetime.timedelta(days=days)), "minutes": 45, "topic": "pemasaran",
        "advice": "Foto produk diperbarui untuk katalog kelurahan.",
    }  # fmt: skip
    return _item(b, "visit", row.enrolment_id, values, photos=list(photos))


def _item(b: Building, kind: str, subject: uuid.UUID, values: dict[str, Any], **more: Any) -> Item:
    said = {"v": 1, "made_at": f"{b.today}T10:00:00+07:00", "subject": str(subject), "values": values}
    body = json.dumps(said | more, ensure_ascii=False)
    return Item(str(b.new_id()), kind, hash_of(body), body)
