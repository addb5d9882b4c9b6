"""What becomes of some businesses outside the programme, and a few corrections: the register of a city that lives."""

import datetime
import random
import uuid

from dampingi.demo.building import Building
from dampingi.demo.content import read
from dampingi.demo.dice import picker
from dampingi.demo.names import person_name
from dampingi.foundation.accounts.actors import Actor
from dampingi.foundation.revisions.queries import history
from dampingi.records.businesses import actions
from dampingi.records.businesses.intake import PersonIntake
from dampingi.records.businesses.models import Business

CLOSED, MOVED, SOLD, CORRECTED = 6, 4, 4, 5


def befall(b: Building) -> None:
    rng, office = picker(b.seed, "fates"), b.persona("penyelenggara")
    others = _others(b, rng)
    for business in (others.pop() for _ in range(CLOSED)):
        _close(b, rng, office, business)
    for business in (others.pop() for _ in range(MOVED)):
        _move(b, rng, office, business)
    neighbour = others.pop()
    for number, business in enumerate(others.pop() for _ in range(SOLD)):
        _sell(b, rng, office, business, neighbour.owner_id if number == 0 else None)
    _put_away(b, rng, office, others.pop(), comes_back=True)
    _put_away(b, rng, office, others.pop(), comes_back=False)
    _correct(b, rng, office)
    b.clock.set(b.today)


def _others(b: Building, rng: random.Random) -> list[Business]:
    """Of the older directory, none that is in it twice; in chance order."""
    twice = {id for pair in b.repeats for id in pair}
    found = Business.objects.unscoped("the demo's register").filter(
        origin__reference__startswith="direktori", enrolments=None, archived_at=None
    )
    rows = [x for x in found.order_by("region", "key", "created_at", "id") if x.id not in twice]
    return rng.sample(rows, CLOSED + MOVED + SOLD + 3)


def _on(b: Building, rng: random.Random, first: int = 3, last: int = 9) -> datetime.date:
    """A day of this year that has come, to which the clock is set: what is done is done that day."""
    day = min(b.today, b.year.on(rng.randint(first, last), rng.randint(1, 27)))
    b.clock.set(day)
    return day


def _close(b: Building, rng: random.Random, office: Actor, business: Business) -> None:
    on = _on(b, rng, 3, 7)
    reason = rng.choice(("bankrupt", "bankrupt", "seasonal", "employed", "moved_away"))
    note = rng.choice(read("fates")["closing"][reason])
    actions.close_business(by=office, business=business.id, reason=reason, on=on, note=note)
    if reason == "seasonal" and (back := on + datetime.timedelta(days=60)) < b.today:
        b.clock.set(back)
        actions.reopen_business(by=office, business=business.id, on=back, note=read("fates")["reopening"][0])


def _move(b: Building, rng: random.Random, office: Actor, business: Business) -> None:
    near = [k.code for k in b.places.kelurahan if k.code != business.region]
    words = read("fates")
    actions.move_business(
        by=office, business=business.id, region=rng.choice(near), address=rng.choice(words["addresses"]),
        on=_on(b, rng), reason=rng.choice(words["moving"]),
    )  # fmt: skip


def _sell(
    b: Building, rng: random.Random, office: Actor, business: Business, buyer: uuid.UUID | None
) -> None:
    woman = rng.random() < 0.5
    owner = PersonIntake(
        name=person_name(rng, woman=woman).full, region=business.region, sex="P" if woman else "L"
    )
    actions.change_owner(
        by=office, business=business.id, on=_on(b, rng), reason=rng.choice(read("fates")["selling"]),
        owner_id=buyer, owner=None if buyer else owner,
    )  # fmt: skip


def _put_away(
    b: Building, rng: random.Random, office: Actor, business: Business, *, comes_back: bool
) -> None:
    _on(b, rng, 4, 6)
    words = read("fates")
    actions.archive_business(by=office, business=business.id, reason=words["archiving"][int(comes_back)])
    if comes_back:
        _on(b, rng, 7, 9)
        actions.restore_business(by=office, business=business.id, reason=words["restoring"][0])


def _correct(b: Building, rng: random.Random, office: Actor) -> None:
    """Mentors set right what they see at their participants'; the office does, too, and takes one change back."""
    current = b.mentors_on(b.today)
    chosen = rng.sample(
        [i for i, e in enumerate(b.enrolments) if e.business_id and not e.exited_on], CORRECTED
    )
    for i in chosen:
        business, mentor = b.enrolments[i].business_id, b.acting(b.mentors[int(current[i])].user)
        _on(b, rng, 3, 6)
        actions.edit_business(
            by=mentor, business=business, values={"address": rng.choice(read("fates")["addresses"])}
        )
        _on(b, rng, 7, 10)
        product = Business.objects.unscoped("the demo's").get(id=business).product
        told = f"{product}, {rng.choice(read('fates')['products'])}"
        actions.edit_business(by=office, business=business, values={"product": told})
    newest = history("business", business).first()
    assert newest
    actions.undo_business_change(by=office, business=business, revision=newest.id)
