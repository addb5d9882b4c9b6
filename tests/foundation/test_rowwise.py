import pytest

from dampingi.foundation.errors import Conflict, Refused
from dampingi.foundation.rowwise import each_row, insert_objects


def refuse(row: int) -> int:
    if row < 0:
        raise Conflict("Angka ini negatif.")
    return row * 2


def test_each_row_gives_what_the_check_returns():
    assert each_row([1, 2], refuse) == [2, 4]


def test_a_refusal_in_a_batch_names_the_row_and_keeps_its_kind():
    with pytest.raises(Conflict, match=r"Baris 2: Angka ini negatif\. Tidak ada baris") as told:
        each_row([1, -2, -3], refuse)
    assert told.value.status == 409


def test_a_single_row_needs_no_number():
    with pytest.raises(Refused) as told:
        each_row([-1], refuse)
    assert told.value.message == "Angka ini negatif."


def test_nothing_to_insert_is_nothing():
    insert_objects([])
