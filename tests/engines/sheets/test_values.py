"""What single cells are read as: the spellings offices use, and that no cell whatever breaks a reader."""

import datetime as dt

import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dampingi.engines.sheets import Fault
from dampingi.engines.sheets.values import READERS
from dampingi.engines.sheets.values.money import in_rupiah
from dampingi.engines.sheets.wording import CELL_MESSAGES

CELLS = st.one_of(
    st.text(max_size=40),
    st.floats(),
    st.integers(),
    st.booleans(),
    st.none(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
    st.from_regex(r"(Rp\.? ?)?-?[0-9.,]{1,20} ?(jt|rb|juta|M|,-)?", fullmatch=True),
    st.from_regex(r"[0-9]{1,2}[-/. ]([0-9]{1,2}|agustus|mei)[-/. ][0-9]{2,4}", fullmatch=True),
    st.from_regex(r"(\+62|0)?[0-9 /,-]{5,30}", fullmatch=True),
)


@pytest.mark.parametrize("kind", sorted(READERS))
@settings(max_examples=150, deadline=None)
@given(cell=CELLS)
def test_a_reader_answers_every_cell_and_every_fault_has_words(kind, cell):
    value = READERS[kind](cell)
    if isinstance(value, Fault):
        assert value.code in CELL_MESSAGES


@pytest.mark.parametrize(
    ("cell", "rupiah"),
    [
        ("Rp 2.000.000,-", 2_000_000), ("1,5 jt", 1_500_000), ("500rb", 500_000), ("2 M", 2_000_000_000),
        ("2.5 juta", 2_500_000), ("Rp. 500.000,00", 500_000), ("1.500", 1_500), ("1,500,000", 1_500_000), ("±1jt", 1_000_000),
        ("Rp.1.000.000/bln", 1_000_000), ("3 juta rupiah", 3_000_000), ("Rp 750 ribu", 750_000), (2500000.0, 2_500_000),
        ("0", 0), ("-", None), ("", None),
    ],
)  # fmt: skip
def test_money(cell, rupiah):
    assert in_rupiah(READERS["money"](cell), 1) == rupiah


@pytest.mark.parametrize("cell", ["-5000", "(5.000)", "Rp -5.000", "- Rp 5.000", -1.0])
def test_negative_money_is_a_fault(cell):
    assert READERS["money"](cell) == Fault("negative")


@pytest.mark.parametrize(
    ("cell", "rupiah"),
    [
        ("-5000", -5000), ("(5.000)", -5000), ("Rp -5.000", -5000), ("- Rp 5 jt", -5_000_000), ("(Rp 1,5 jt)", -1_500_000),
        (-2500.0, -2500), ("35 jt", 35_000_000), (7.0, 7), ("", None), ("0", 0),
    ],
)  # fmt: skip
def test_a_balance_may_be_a_loss(cell, rupiah):
    assert in_rupiah(READERS["balance"](cell), 1) == rupiah


def test_a_loss_between_two_amounts_is_not_guessed():
    assert isinstance(in_rupiah(READERS["balance"]("-2-3 juta"), 1), Fault)


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("3276030020001", "3276030020001"), (3276030020001.0, "3276030020001"), ("32.76.03.002.0001", "3276030020001"),
        (3.2760300200011e16, Fault("destroyed_digits")), ("12", Fault("registration_length", data={"length": 2})), ("-", None),
    ],
)  # fmt: skip
def test_a_cooperatives_number(cell, number):
    assert READERS["registration"](cell) == number


@pytest.mark.parametrize("cell", ["1-2 juta", "1 s/d 2 juta", "banyak", "1.2.3"])
def test_money_that_is_not_one_number_is_a_fault(cell):
    assert isinstance(READERS["money"](cell), Fault)


def test_a_heading_in_thousands_multiplies_numbers_but_not_amounts_with_their_own_unit():
    assert in_rupiah(READERS["money"](28000.0), 1000) == 28_000_000
    assert in_rupiah(READERS["money"](268.3725), 1000) == 268_373
    assert in_rupiah(READERS["money"]("1,5 jt"), 1000) == 1_500_000


@given(st.integers(0, 10**12))
def test_money_written_the_indonesian_way_is_read_back(amount):
    written = f"{amount:,}".replace(",", ".")
    assert in_rupiah(READERS["money"](f"Rp {written},-"), 1) == amount
    assert in_rupiah(READERS["money"](float(amount)), 1) == amount


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        (81346542425.0, ("+6281346542425",)), (5425608564.0, ("+625425608564",)), ("0812-3456-7890", ("+6281234567890",)),
        ("+62 812-3456-7890", ("+6281234567890",)), ("6281234567890", ("+6281234567890",)), ("(021) 777 1234", ("+62217771234",)),
        ("0542. 425618/081347275977", ("+62542425618", "+6281347275977")),
        ("0817586313, 081217025105", ("+62817586313", "+6281217025105")),
        ("085247251656, \n081346209041", ("+6285247251656", "+6281346209041")), ("HP: 0812 1111 2222", ("+6281211112222",)),
        ("-", None), (0.0, None),
    ],
)  # fmt: skip
def test_phones(cell, numbers):
    assert READERS["phones"](cell) == numbers


def test_a_number_too_short_to_dial_is_told_and_the_others_are_kept():
    assert READERS["phones"](542.0) == Fault("phone_unreadable")
    assert READERS["phones"]("081255075093/771619") == Fault("phone_partly", value=("+6281255075093",))


@settings(max_examples=200)
@given(st.from_regex(r"8(1[1-9]|2[1-3]|3[1238]|5[1-35-9]|7[78]|9[5-9])[0-9]{7,8}", fullmatch=True))
def test_phones_agree_with_phonenumbers(digits):
    """The oracle knows the numbering plan by heart; whatever it finds valid we read to the same E.164."""
    oracle = phonenumbers.parse(f"0{digits}", "ID")
    if phonenumbers.is_valid_number(oracle):
        expected = phonenumbers.format_number(oracle, phonenumbers.PhoneNumberFormat.E164)
        for written in (f"0{digits}", f"+62{digits}", f"0{digits[:3]}-{digits[3:]}", float(digits)):
            assert READERS["phones"](written) == (expected,)


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("12 Agustus 2020", (2020, 8, 12)), ("12-08-20", (2020, 8, 12)), ("8 Sept 2021", (2021, 9, 8)),
        ("26 Agt 2020", (2020, 8, 26)), ("12/8/60", (1960, 8, 12)), ("Senin, 3 Mei 2021", (2021, 5, 3)),
        ("May 3, 2020", (2020, 5, 3)), ("2020-08-12", (2020, 8, 12)), ("08/25/2020", (2020, 8, 25)),
        (43000.0, (2017, 9, 22)), ("43000", (2017, 9, 22)),
    ],
)  # fmt: skip
def test_dates(cell, day):
    assert READERS["date"](cell) == dt.date(*day)


@pytest.mark.parametrize(
    ("cell", "code"),
    [("30-02-2020", "date_impossible"), ("Agustus 2020", "date_without_day"), ("kemarin", "date_unreadable"), (7.0, "date_unreadable")],
)  # fmt: skip
def test_dates_that_are_none(cell, code):
    assert READERS["date"](cell) == Fault(code)


@given(st.dates(dt.date(1940, 1, 1), dt.date(2039, 12, 31)))
def test_any_day_is_read_back_from_its_spellings(day):
    months = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()
    for written in (
        f"{day.day} {months[day.month - 1]} {day.year}",
        f"{day:%d-%m-%Y}",
        f"{day:%d/%m/%y}",
        day.isoformat(),
    ):
        assert READERS["date"](written) == day


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("9900010208900001", "9900010208900001"),
        ("'9900 0102 0890 0001", "9900010208900001"),
        ("9900014208900001", "9900014208900001"),
        ("9900017208900001", Fault("nik_birth_date")),
        ("1111111111111111", Fault("nik_birth_date")),
        ("990001020890001", Fault("nik_length", data={"length": 15})),
        (9900010208900001.0, Fault("destroyed_digits")),
        ("3.27602E+15", Fault("destroyed_digits")),
        ("3,27602E+15", Fault("destroyed_digits")),
        ("KTP hilang", Fault("not_digits")),
        ("-", None),
    ],
)
def test_nik(cell, read):
    assert READERS["nik"](cell) == read


@given(st.integers(0, 10**16 - 1))
def test_a_nik_that_went_through_a_number_cell_is_never_believed(number):
    """The harm without this: the 16th digit of every NIK stored as a number is wrong."""
    digits = f"{number:016d}"
    assert not isinstance(READERS["nik"](float(digits)), str)


@pytest.mark.parametrize(
    ("kind", "cell", "read"),
    [
        ("nib", "9120001234567", "9120001234567"), ("nib", 120001234567.0, "0120001234567"),
        ("nib", "123", Fault("nib_length", data={"length": 3})), ("npwp", "09.254.294.3-407.000", "092542943407000"),
        ("kbli", 10710.0, "10710"), ("kbli", 1113.0, "01113"), ("kbli", "C10710", "10710"), ("kbli", "abc", Fault("kbli_digits")),
        ("sex", "L", "L"), ("sex", "Pria", "L"), ("sex", "P", "P"), ("sex", "Wanita", "P"), ("sex", "?", Fault("sex_unreadable")),
        ("yes_no", "Sudah", True), ("yes_no", "belum ada", False), ("year", "thn 2017", 2017), ("year", 211.0, Fault("year_unreadable")),
        ("integer", "3 orang", 3), ("integer", "1.200", 1200), ("integer", "-3", Fault("negative")),
        ("integer", "2,5", Fault("fraction", value=2)), ("percent", 0.25, 25), ("percent", "120", Fault("percent_above_100")),
        ("text", "#REF!", Fault("formula_error")), ("text", "=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),
        ("text", "  Jl.  Mawar\u200b ", "Jl. Mawar"), ("text", "Cafe\u0301", "Caf\u00e9"), ("name", "123456", Fault("name_without_letters")),
        ("email", "Surel: Ani@Contoh.ID", "ani@contoh.id"), ("email", "ani@", Fault("email_unreadable")),
    ],
)  # fmt: skip
def test_other_kinds(kind, cell, read):
    assert READERS[kind](cell) == read
