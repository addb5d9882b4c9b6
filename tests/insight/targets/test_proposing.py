"""Targets hold once somebody else approved them; handed down they must sum."""

import datetime
from decimal import Decimal

import pytest

from dampingi.foundation.audit.models import AuditEvent
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.insight.monitoring.queries import targets
from dampingi.insight.targets.actions import propose
from dampingi.insight.targets.intake import Wanted
from dampingi.insight.targets.models import Proposal
from dampingi.insight.targets.queries import holds
from dampingi.records.programmes.models import Target
from tests.insight.targets.conftest import WHY, YEAR, decide
from tests.records.conftest import HERE, NEXT
from tests.records.town import KECAMATAN, KOTA

pytestmark = pytest.mark.usefixtures("july")


def text(answer):
    return answer.content.decode()


def parts(town, here, next, *, region=KECAMATAN, by="office", weights=(3, 2)):
    rows = [Wanted(HERE, Decimal(here), weights[0]), Wanted(NEXT, Decimal(next), weights[1])]
    return propose(
        by=town.actor(by), programme=town.programme, indicator="verified_share", region=region, period=YEAR, kind="parts", rows=rows, reason=WHY
    )  # fmt: skip


def held(town, region):
    return targets(town.programme, region=region).get("verified_share")


def test_nothing_holds_before_another_person_approved(town, aim):
    made = aim(approve=False)
    assert held(town, KOTA) is None
    assert decide(town, made, "office").status_code == 403
    assert held(town, KOTA) is None
    assert decide(town, made).status_code == 302
    assert held(town, KOTA) == Decimal("0.80")
    assert held(town, HERE) == Decimal("0.80")  # of the nearest region above
    assert decide(town, made).status_code == 409


def test_who_proposed_does_not_approve_though_they_may(town, aim):
    """The head alone would be maker and checker."""
    from dampingi.foundation.accounts.actions import assign
    from dampingi.foundation.accounts.permissions import Role
    from tests.records.conftest import FEBRUARY, SYSTEM

    assign(by=SYSTEM, user=town.users["head"], role=Role.OFFICE, region=KOTA, starts_on=FEBRUARY)
    made = aim(approve=False, by="head")
    assert decide(town, made, "head").status_code == 403
    assert held(town, KOTA) is None


def test_one_waits_at_a_time_and_what_is_returned_is_told_and_done_anew(town, aim):
    made = aim(approve=False)
    with pytest.raises(Conflict, match="masih menunggu"):
        aim("0.9", approve=False)
    assert decide(town, made, decision="return").status_code in (409, 422)
    assert decide(town, made, decision="return", comment="Terlalu rendah").status_code == 302
    assert "Terlalu rendah" in text(town.client("office").get(f"/target/usulan/{made.id}/"))
    again = aim("0.9")
    assert (again.number, held(town, KOTA)) == (2, Decimal("0.9"))


def test_handed_down_it_sums_or_is_refused_with_what_is_lacking(town, aim):
    aim()
    with pytest.raises(Refused, match="kurang 0,50"):
        parts(town, "0.80", "0.55")
    with pytest.raises(Refused, match="kelebihan 1"):
        parts(town, "1", "1")
    made = parts(town, "1", "0.5")
    assert decide(town, made).status_code == 302
    assert (held(town, HERE), held(town, NEXT), held(town, KOTA)) == (1, Decimal("0.5"), Decimal("0.80"))


def test_what_was_handed_down_from_a_target_that_changed_is_not_approved(town, aim):
    aim()
    made = parts(town, "1", "0.5")
    aim("0.9")
    answer = decide(town, made)
    assert answer.status_code == 409
    assert "berubah sejak usulan dibuat" in text(answer)
    assert held(town, HERE) == Decimal("0.9")
    assert decide(town, made, decision="return", comment="Bagi lagi").status_code == 302


def test_only_right_below_each_once_and_only_where_there_is_a_target(town, aim):
    with pytest.raises(Refused, match="belum punya target"):
        parts(town, "1", "0.5")
    aim()
    for region in (KOTA, "32.76"):
        with pytest.raises(Refused, match="tepat di bawahnya"):
            parts(town, "1", "0.5", region=region)
    with pytest.raises(Refused, match="tepat di bawahnya"):
        propose(
            by=town.actor("office"), programme=town.programme, indicator="verified_share", region=KECAMATAN, period=YEAR, kind="parts",
            rows=[Wanted(HERE, Decimal(1), 3)] * 2, reason=WHY,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("value", "more"),
    [("1.01", {}), ("-0.1", {}), ("NaN", {}), ("Infinity", {}), ("0.8", {"baseline": Decimal("1.2")}), ("0.8", {"course": "zigzag"})],
)  # fmt: skip
def test_what_cannot_be_reached_is_refused(town, aim, value, more):
    with pytest.raises(Refused):
        aim(value, **more)
    assert not Proposal.objects.unscoped("test").exists()


@pytest.mark.parametrize(
    "wrong",
    [{"period": "2025"}, {"period": "2026-Q9"}, {"period": "2026-03"}, {"region": "32.77"}, {"region": "32.76.99"}, {"indicator": "rahasia"}, {"reason": "ya"}, {"kind": "parts"}],
)  # fmt: skip
def test_another_time_place_or_thing_is_refused_with_a_sentence(town, wrong):
    said = {"indicator": "pass_rate", "region": KOTA, "period": YEAR, "kind": "own", "reason": WHY} | wrong
    with pytest.raises((Refused, Denied)):
        propose(
            by=town.actor("office"),
            programme=town.programme,
            rows=[Wanted(said["region"], Decimal("0.5"))],
            **said,
        )
    assert not Target.objects.exists()


@pytest.mark.parametrize("who", ["ana", "inspector", "province", "elsewhere", "participant", "head"])
def test_others_propose_nothing(town, who):
    with pytest.raises(Denied):
        propose(
            by=town.actor(who), programme=town.programme, indicator="pass_rate", region=KOTA, period=YEAR, kind="own",
            rows=[Wanted(KOTA, Decimal("0.5"))], reason=WHY,
        )  # fmt: skip


def test_a_coordinator_proposes_inside_their_kecamatan(town, aim):
    aim("0.7", by="coordinator", region=KECAMATAN)
    assert held(town, HERE) == Decimal("0.7")
    with pytest.raises(Denied):
        aim("0.7", by="coordinator")


def test_it_is_frozen_and_told(town, aim):
    made = aim()
    assert holds(made)
    Proposal.objects.unscoped("test").filter(id=made.id).update(body={"whole": None, "rows": []})
    assert not holds(Proposal.objects.unscoped("test").get(id=made.id))
    assert "Isinya tidak lagi sama" in text(town.client("office").get(f"/target/usulan/{made.id}/"))
    actions = set(AuditEvent.objects.values_list("action", flat=True))
    assert {"propose_targets", "submit_targets", "approve_targets", "set_targets"} <= actions


def test_what_waited_until_its_time_was_over_is_not_approved_any_more(town, aim, time_machine):
    """Approved afterwards it would judge a period that everybody has read already."""
    made = aim(approve=False)
    time_machine.move_to(datetime.datetime(2026, 12, 1, 5, tzinfo=datetime.UTC), tick=False)
    answer = decide(town, made)
    assert answer.status_code == 409
    assert "sudah lewat" in text(answer)
    assert held(town, KOTA) is None
    assert decide(town, made, decision="return", comment="Lewat").status_code == 302


def test_what_was_changed_after_it_was_frozen_is_not_approved(town, aim):
    made = aim("0.80", approve=False)
    rows = [made.body["rows"][0] | {"value": "0.10"}]
    Proposal.objects.unscoped("test").filter(id=made.id).update(body=made.body | {"rows": rows})
    answer = decide(town, made)
    assert answer.status_code == 403
    assert "tidak lagi sama" in text(answer)
    assert held(town, KOTA) is None


def test_where_nothing_is_counted_below_nothing_sums(town, aim):
    aim()
    with pytest.raises(Refused, match="tidak ada bobot"):
        parts(town, "0.1", "0.1", weights=(0, 0))
