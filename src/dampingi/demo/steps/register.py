"""The register: everyone who applies, and the thousands of businesses the office knew before."""

from dampingi.demo.building import Building
from dampingi.demo.crowd import Crowd
from dampingi.demo.dice import picker
from dampingi.demo.quotas import Intake
from dampingi.foundation.origins.actions import open_origin
from dampingi.records.businesses.actions import register_businesses, register_persons


def register(b: Building, intake: Intake) -> None:
    crowd = Crowd(seed=b.seed, year=b.year, places=b.places, new_id=b.new_id)
    b.origin = open_origin(by=b.by, door="demo", reference=f"{b.size.name} {b.seed} {b.today}")
    b.applicants = crowd.applicants(intake)
    register_persons(by=b.by, origin=b.origin, rows=[a.person for a in b.applicants])
    theirs = [a.business for a in b.applicants if a.business]
    register_businesses(by=b.by, origin=b.origin, rows=theirs)
    _register_others(b, crowd, b.size.businesses - len(theirs))


def _register_others(b: Building, crowd: Crowd, count: int) -> None:
    """From an older directory, with some businesses in it twice."""
    rng = picker(b.seed, "repeats")
    others = crowd.others(count - b.size.repeats)
    twice = rng.sample(others, b.size.repeats)
    again = [crowd.repeat(o) for o in twice]
    older = open_origin(by=b.by, door="demo", reference=f"direktori usaha {b.year.year - 3}")
    register_businesses(by=b.by, origin=older, rows=[*others, *again])
    b.repeats = [(o.id, a.id) for o, a in zip(twice, again, strict=True) if o.id and a.id]
