"""How the participants sell before anyone accompanies them: mostly at home and by WhatsApp."""

from dampingi.demo.building import Building
from dampingi.demo.dice import picker
from dampingi.records.businesses.actions import note_channels
from dampingi.records.businesses.intake import ChannelNote

_USUAL = {
    "stall": 40, "whatsapp": 30, "market": 12, "mobile": 8, "consignment": 12, "office": 8, "fair": 5, "reseller": 5,
    "instagram": 12, "facebook": 9, "tiktok": 6, "shopee": 8, "tokopedia": 3,
}  # fmt: skip
_FOOD = _USUAL | {"delivery": 16}


def note(b: Building) -> None:
    rng = picker(b.seed, "channels")
    rows = []
    for person in b.people:
        if person.business and person.shop:
            usual = _FOOD if person.shop.sector == "kuliner" else _USUAL
            codes = dict.fromkeys(rng.choices(list(usual), list(usual.values()), k=person.shop.channels))
            rows += [ChannelNote(person.business.id, code, b.year.on(3, 1)) for code in codes]
    note_channels(by=b.by, rows=rows)
