import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st

from dampingi.foundation.identifiers import blind_index, seal, unseal


@given(st.text(min_size=1, max_size=40))
def test_sealed_comes_back_and_never_looks_the_same(value):
    one, other = seal("nik", value), seal("nik", value)
    assert unseal("nik", one) == unseal("nik", other) == value
    assert one != other
    assert value not in one or len(value) < 4


def test_a_sealed_npwp_cannot_pose_as_a_nik():
    with pytest.raises(InvalidTag):
        unseal("nik", seal("npwp", "9901015507900001"))


def test_the_index_finds_the_exact_value_only():
    assert blind_index("nik", "9901015507900001") == blind_index("nik", "9901015507900001")
    assert blind_index("nik", "9901015507900001") != blind_index("nik", "9901015507900002")
    assert blind_index("nik", "9901015507900001") != blind_index("npwp", "9901015507900001")
    assert seal("nik", "") == blind_index("nik", "") == ""
