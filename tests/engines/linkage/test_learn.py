import dataclasses

import pyarrow as pa
import pytest

from dampingi.engines.linkage import Model, Unfit, default_model
from dampingi.engines.linkage.comparisons import CODES, UNKNOWN
from dampingi.engines.linkage.learning import learn


def verdicts(count, same, **levels):
    row = dict.fromkeys(CODES, UNKNOWN) | levels
    return (
        pa.Table.from_pylist([row | {"same": same, "prior": 0.0} for _ in range(count)])
        if count
        else pa.table({"same": pa.array([], pa.bool_())})
    )


def weight(model):
    return model.weight("kind", "same")


def test_no_verdicts_change_nothing():
    assert learn(default_model(), verdicts(0, True)) is default_model()


def test_verdicts_move_a_weight_their_way_ten_a_little_and_thousands_much():
    start = dataclasses.replace(default_model())
    ten_for, ten_against = (learn(start, verdicts(10, same, kind="same")) for same in (True, False))
    many = learn(start, verdicts(5_000, False, kind="same"))
    assert weight(ten_against) < weight(start) < weight(ten_for)
    assert abs(weight(ten_for) - weight(start)) < 0.5
    assert weight(many) < weight(start) - 2


def test_other_levels_stay_where_they_were():
    moved = learn(default_model(), verdicts(50, True, kind="same"))
    assert moved.weight("sex", "other") == pytest.approx(default_model().weight("sex", "other"))


def test_a_model_survives_json_and_its_hash_names_it():
    model = default_model()
    again = Model.from_json(model.to_json())
    assert again == model
    assert again.hash == model.hash != learn(model, verdicts(1, True, kind="same")).hash


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", '{"levels": {}, "repeats": 1}', '{"levels": 3, "repeats": "x"}']
)
def test_what_is_no_model_is_refused(text):
    with pytest.raises(Unfit):
        Model.from_json(text)
