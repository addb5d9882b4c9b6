from hypothesis import given
from hypothesis import strategies as st

from dampingi.engines.disclosure import without_names
from dampingi.engines.disclosure.words import GENERAL


def test_names_numbers_and_addresses_go_and_the_story_stays():
    told = "Bu Sulastri (0812-3456-7890, sulastri@contoh.id) dari Warung Sulastri dibantu KUR Rp 5 juta."
    assert (
        without_names(told, ["Warung Sulastri", "Hj. Sulastri Dewi"])
        == "Bu … (…, … dari Warung … dibantu KUR Rp 5 juta."
    )


def test_a_number_as_long_as_a_nik_goes():
    assert "3276" not in without_names("NIK 3276050101900001 sudah benar", [])


@given(st.text(max_size=60), st.lists(st.text(alphabet="abcdefghij", min_size=3, max_size=8), max_size=4))
def test_no_telling_word_is_left(text, names):
    left = without_names(f"{text} {' '.join(names)}", names).lower().split()
    assert not {n.lower() for n in names} & set(left) - GENERAL
