"""What verdicts teach: versions that are kept, compared, and gone back to."""

from itertools import combinations

import pytest

from dampingi.engines.linkage import Model, default_model
from dampingi.foundation.accounts.permissions import Role
from dampingi.foundation.errors import Conflict, Denied, Refused
from dampingi.records.businesses.models import Business
from dampingi.records.duplicates.actions import choose_version, judge, learn_from_verdicts, search_now
from dampingi.records.duplicates.actions.versions import moved
from dampingi.records.duplicates.models import LinkModel, Pair
from dampingi.records.duplicates.queries.versions import version_in_use
from dampingi.records.duplicates.waterfall import waterfall
from dampingi.records.duplicates.words import why
from tests.records.conftest import someone
from tests.records.duplicates.conftest import COORDINATOR, OFFICE
from tests.records.duplicates.test_search import pair, register  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db


def taught(pair, said="different", count=12):  # noqa: F811
    """As if so many pairs with the same levels had been judged."""
    ids = list(Business.objects.unscoped("test").values_list("id", flat=True))
    twos = [two for two in combinations(sorted(ids, key=str), 2) if two != (pair.left_id, pair.right_id)]
    for left, right in twos[:count]:
        made = Pair.objects.create(
            left_id=left, right_id=right, probability=pair.probability, weight=pair.weight, prior=pair.prior,
            levels=pair.levels, model=pair.model, hash="x",
        )  # fmt: skip
        judge(by=OFFICE, pair=made.id, said=said)


def test_the_shipped_version_is_stored_when_it_is_first_used(pair):  # noqa: F811
    version = version_in_use()
    assert (version.number, version.hash, version.learnt_from) == (1, default_model().hash, 0)
    assert Model.from_json(version.body) == default_model()
    assert pair.model == version


def test_verdicts_move_the_weights_and_the_next_search_uses_them(pair):  # noqa: F811
    before = pair.probability
    taught(pair)
    version = learn_from_verdicts(by=OFFICE)
    assert (version.number, version.learnt_from, version.parent) == (2, 12, pair.model)
    assert version_in_use() == version
    code, level, was, now = moved(version)[0]
    assert level == pair.levels[code]
    assert now < was
    search_now(by=OFFICE, region="32.76")
    pair.refresh_from_db()
    assert pair.model == version
    assert pair.probability < before


def test_one_goes_back_to_an_earlier_version(pair):  # noqa: F811
    taught(pair)
    learn_from_verdicts(by=OFFICE)
    choose_version(by=OFFICE, version=pair.model_id)
    assert version_in_use().number == 1
    with pytest.raises(Conflict, match="sedang dipakai"):
        choose_version(by=OFFICE, version=pair.model_id)


def test_learning_again_from_the_same_verdicts_is_not_learning_twice(pair):  # noqa: F811
    taught(pair)
    learn_from_verdicts(by=OFFICE)
    with pytest.raises(Conflict, match="Belum ada putusan baru"):
        learn_from_verdicts(by=OFFICE)
    assert LinkModel.objects.count() == 2


def test_not_sure_teaches_nothing_and_a_changed_mind_counts_once(pair):  # noqa: F811
    taught(pair, count=12)
    first = Pair.objects.unscoped("test").filter(state="different").first()
    judge(by=OFFICE, pair=first.id, said="unsure")
    assert learn_from_verdicts(by=OFFICE).learnt_from == 11


def test_too_few_verdicts_teach_chance(pair):  # noqa: F811
    taught(pair, count=3)
    with pytest.raises(Refused, match="perlu paling sedikit 10"):
        learn_from_verdicts(by=OFFICE)


@pytest.mark.parametrize(
    "actor", [COORDINATOR, someone(Role.OFFICE, "32.76.05"), someone(Role.HEAD, "32.76")]
)
def test_only_the_office_of_a_whole_city_teaches(pair, actor):  # noqa: F811
    with pytest.raises(Denied):
        learn_from_verdicts(by=actor)
    with pytest.raises(Denied):
        choose_version(by=actor, version=pair.model_id)


def test_a_newer_product_brings_its_own_weights(pair):  # noqa: F811
    """What an earlier product shipped, or learnt by comparisons that are no more, gives way; its pairs are still shown."""
    old = pair.model
    LinkModel.objects.filter(id=old.id).update(hash="0" * 64, body="{}")
    pair.refresh_from_db()
    assert waterfall(pair) is None
    assert why(pair) == "dihitung dengan versi lama"
    search_now(by=OFFICE, region="32.76")
    pair.refresh_from_db()
    assert (version_in_use().number, pair.model.hash) == (2, default_model().hash)
    assert waterfall(pair)


def test_a_version_the_engine_cannot_read_is_not_chosen(pair):  # noqa: F811
    taught(pair)
    learn_from_verdicts(by=OFFICE)
    LinkModel.objects.filter(number=1).update(body="{}")
    with pytest.raises(Refused, match="tidak dapat dipakai lagi"):
        choose_version(by=OFFICE, version=LinkModel.objects.get(number=1).id)
