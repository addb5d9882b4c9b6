import pytest
from hypothesis import given
from hypothesis import strategies as st

from dampingi.engines.naming import business_key, business_words, person_key, person_words, sound

ANY = st.text(max_size=60)
NAMES = st.lists(
    st.sampled_from("Siti Aminah Soeharto Muhammad Ridwan Dewi Lestari Tjahyono Wulandari Djoko".split()),
    min_size=1,
    max_size=3,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Soeharto", "Suharto"), ("Djoko", "Joko"), ("Tjahjono", "Cahyono"), ("Fitri", "Vitry"), ("Aisyah", "Aisya"), ("Moch. Sholeh", "Muhammad Soleh"),
        ("Zaenab", "Zainab"), ("Achmad Rizqi", "Ahmad Rizki"), ("Noor Hidayat", "Nur Hidayat"), ("Siti Aminnah", "Sitti Aminah"),
        ("Khadijah", "Hadijah"), ("Rahmad", "Rahmat"), ("Hj. Dewi, S.Pd", "dewi"), ("Bpk. H. Usman S.Pd.I", "USMAN"), ("Yuni (Bu RT)", "Yuni"),
    ],
)  # fmt: skip
def test_spellings_of_one_name_are_the_same_words(one, other):
    assert person_words(one) == person_words(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Dewi", "Devi Ani"), ("Siti Aminah", "Siti Aisyah"), ("Sutrisno", "Sutisna"), ("Rina", "Rini")],
)
def test_other_names_stay_other(one, other):
    assert person_words(one) != person_words(other)


@pytest.mark.parametrize(
    ("name", "words", "kind"),
    [
        ("Warung Bu Siti", ("siti",), "warung"),
        ("Tk. Pak Haji Dadang", ("dadang",), "toko"),
        ("Keripik Mama Rina", ("keripik", "rina"), ""),
        ("CV Maju Jaya", ("maju", "jaia"), "cv"),
        ("Warung", (), "warung"),
        ("", (), ""),
    ],
)
def test_a_business_name_is_taken_apart(name, words, kind):
    assert business_words(name) == (words, kind)


@given(ANY)
def test_nothing_typed_makes_it_raise(text):
    assert isinstance(person_key(text), str)
    assert isinstance(business_key(text), str)
    assert all(person_words(text)) or not person_words(text)
    assert business_words(text).kind is not None


@given(st.text("abcdefghijklmnopqrstuvwxyz", max_size=20))
def test_a_sound_sounds_like_itself(word):
    assert sound(sound(word)) == sound(word)


@given(
    NAMES,
    st.sampled_from(["H.", "Hj. ", "Ibu ", "Bpk. ", "Bapak ", "Drs. ", "Mpok ", "HAJI "]),
    st.sampled_from(["", ", S.E.", ", S.Pd", " S.Kom", ", MM"]),
)
def test_titles_and_degrees_never_change_the_words(words, title, degree):
    name = " ".join(words)
    assert person_words(f"{title} {name}{degree}") == person_words(name)


@given(NAMES)
def test_capitals_and_spaces_never_change_the_words(words):
    assert person_words("  ".join(words).upper()) == person_words(" ".join(words))
