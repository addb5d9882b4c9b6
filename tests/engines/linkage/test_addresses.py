import pytest
from hypothesis import given
from hypothesis import strategies as st

from dampingi.engines.linkage.addresses import Address, address_parts


@pytest.mark.parametrize(
    "text",
    [
        "Jl. Mawar No. 12 RT 03/RW 05", "Jalan Mawar no.12 rt 3 rw 5", "JLN MAWAR 12 RT.003/005", "Gg. Mawar No 12, RT03/RW05", "Jl Mawar No.12 03/05",
        "Jl. Mawar 12, R.T. 3 R.W. 5", "Jl. Mawar No. 12 RT/RW 003/005", "Jl. Mawar No. 12 RT 3 RW 5 Kel. Beji Kec. Beji",
    ],
)  # fmt: skip
def test_one_address_in_many_ways(text):
    assert address_parts(text) == Address("mawar", "12", "3/5")


def test_what_is_not_said_is_empty():
    assert address_parts("Mawar") == Address("mawar", "", "")
    assert address_parts("RW 05") == Address("", "", "/5")
    assert address_parts("") == ("", "", "")


@given(st.text(max_size=80))
def test_nothing_typed_makes_it_raise(text):
    assert all(isinstance(part, str) for part in address_parts(text))
