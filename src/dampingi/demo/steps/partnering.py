"""The organisations the city works with, whom it calls there, and the bank's officer who logs in."""

from typing import Any

from dampingi.demo.building import Building
from dampingi.demo.content import read
from dampingi.demo.dice import picker
from dampingi.demo.personas import BY_KEY
from dampingi.demo.places import CITY, phone
from dampingi.records.partners.actions import (
    end_partner,
    finish_talk,
    let_in,
    note_contact,
    note_talk,
    register_partner,
)
from dampingi.records.partners.intake import ContactIntake, PartnerIntake, TalkIntake
from dampingi.records.partners.models import Partner


def work_with(b: Building) -> None:
    office, rng = b.persona("penyelenggara"), picker(b.seed, "partnering")
    for told in read("partners"):
        b.clock.set(b.year.on(*told["at"]))
        made = _note(b, told)
        for name, position in told["people"]:
            note_contact(by=office, partner=made.id, told=ContactIntake(name, position, phone(rng)))
        if told["key"] in BY_KEY:
            persona = BY_KEY[told["key"]]
            let_in(by=office, partner=made.id, login=persona.login, name=persona.name)
        for at, who, agreed, *follow in told.get("talks", ()):
            day = b.year.on(*at)
            b.clock.set(day)
            due = b.year.on(*follow[1]) if follow else None
            meeting = TalkIntake(day, who, agreed, follow_up=follow[0] if follow else "", due_on=due)
            held = note_talk(by=office, partner=made.id, told=meeting)
            if follow and follow[2]:
                finish_talk(by=office, partner=made.id, talk=held.id, note=follow[2])
        if ended := told.get("ended"):
            day = b.year.on(*ended["at"])
            b.clock.set(day)
            end_partner(by=office, partner=made.id, on=day, reason=ended["reason"])


def _note(b: Building, told: dict[str, Any]) -> Partner:
    words = {k: told.get(k, "") for k in ("name", "kind", "address", "needs", "offers")}
    return register_partner(by=b.persona("penyelenggara"), told=PartnerIntake(region=CITY, **words))
