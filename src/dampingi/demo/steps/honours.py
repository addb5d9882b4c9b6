"""The best participants: some put forward, looked at, chosen in their kecamatan and by the city; some still wait."""

from dampingi.demo.building import Building
from dampingi.demo.content import read
from dampingi.demo.steps.people import exemplary
from dampingi.foundation.regions.codes import ancestor, contains
from dampingi.records.honours.actions import choose, nominate, set_rules, verify
from dampingi.records.honours.evidence import evidence_of
from dampingi.records.programmes.models import Enrolment

PUT_FORWARD, LOOKED_AT, CHOSEN = 5, 4, 3


def honour(b: Building) -> None:
    set_rules(
        by=b.persona("penyelenggara"), programme=b.programme, per_kelurahan=2, per_kecamatan=3, per_city=2
    )
    words = read("speech")["honours"]
    made = [
        nominate(
            by=b.acting(b.mentors[int(m)].user),
            enrolment=e.id,
            reasons=words["reasons"][i % 3],
            today=b.today,
        )
        for i, (e, m) in enumerate(_best(b))
    ]
    inspector = b.persona("inspektorat")
    for i, each in enumerate(made[:LOOKED_AT]):
        verify(
            by=inspector, nomination=each.id, passed=i < CHOSEN, how="met", found=words["found"][i < CHOSEN]
        )
    for each in made[: CHOSEN - 1]:
        choose(by=b.persona("koordinator"), nomination=each.id, chosen=True, reason=words["chosen"])
    choose(by=b.persona("penyelenggara"), nomination=made[0].id, chosen=True, reason=words["chosen"])


def _best(b: Building) -> list[tuple[Enrolment, int]]:
    """Of the coordinator's kecamatan, two of a kelurahan at most: those that changed most since their own beginning."""
    kecamatan, held = ancestor(exemplary(b), 3), b.mentors_on(b.today)
    near = [
        (e, int(m)) for e, m in zip(b.enrolments, held, strict=True)
        if contains(kecamatan, e.region) and e.exited_on is None and len(b.mentors[int(m)].region) == len(e.region)
    ]  # fmt: skip
    found = evidence_of([e for e, _m in near], today=b.today)
    near.sort(key=lambda each: -(found[each[0].id].change or -100))
    taken: dict[str, int] = {}
    chosen = []
    for each in near:
        taken[each[0].region] = taken.get(each[0].region, 0) + 1
        if taken[each[0].region] <= 2:
            chosen.append(each)
    return chosen[:PUT_FORWARD]
