"""Every value parser under Hypothesis: it answers any cell, stays within its bounds, and reads back what it said.

Each claim is held against a control: `str` in the parser's place, which must fail it.
"""

import datetime as dt
import string

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from dampingi.engines.sheets import Fault
from dampingi.engines.sheets.values import READERS, choices
from dampingi.engines.sheets.values.coordinates import EAST, NORTH, SOUTH, WEST, Point
from dampingi.engines.sheets.values.digits import code_digits
from dampingi.engines.sheets.values.money import MOST, in_rupiah
from dampingi.engines.sheets.values.numbers import decimal
from dampingi.engines.sheets.values.text import plain
from dampingi.engines.sheets.wording import CELL_MESSAGES

QUICK = settings(max_examples=120, deadline=None)
ODD = "\u00a0\u200b\u00ad\ufeff\u202e０１９Ａ°'\"′″–−±√✓%/\\|;,.:=+-@#()[]{}\n\t\r\x00\x1f😀é"
CELLS = st.one_of(
    st.text(max_size=30),
    st.text(st.sampled_from(ODD + string.digits + "jtrbRp"), max_size=20),
    st.text(st.characters(codec=None), max_size=8),
    st.floats(),
    st.floats(-200, 200),
    st.integers(),
    st.integers(-(10**40), 10**40),
    st.booleans(),
    st.none(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
    st.from_regex(
        r"(±|Rp\.? ?|IDR )?-?[0-9.,]{1,20} ?(jt|rb|juta|M|,-)?(-[0-9]{1,4} ?(jt|rb)?)?(/bln|/th)?",
        fullmatch=True,
    ),
    st.from_regex(r"[0-9]{1,2}[-/. ]([0-9]{1,2}|agustus|mei|sept)[-/. ][0-9]{2,4}", fullmatch=True),
    st.from_regex(r"(\+62|0|62|8)?[0-9 /,-]{5,30}", fullmatch=True),
    st.from_regex(
        r"-?[0-9]{1,3}[.,°]?[0-9]{0,6}['\" ]?[, ]*-?[0-9]{0,3}[.,°]?[0-9]{0,6}( ?(LS|BT|S|E))?",
        fullmatch=True,
    ),
    st.sampled_from(
        ["#REF!", "#N/A", "-", "n/a", "3.27602E+15", "0", "=cmd|' /C calc'!A0", "https://maps.app.goo.gl/x"]
    ),
)


def digits_of(*lengths):
    return lambda value: (
        isinstance(value, str) and value.isascii() and value.isdigit() and len(value) in lengths
    )


def is_text(value):
    return isinstance(value, str) and value == " ".join(value.split()) and value != ""


def is_dialable(value):
    return (
        isinstance(value, tuple)
        and len(value) == len(set(value)) > 0
        and all(
            number.startswith("+62") and number[1:].isdigit() and 9 <= len(number) <= 15 for number in value
        )
    )


def is_degrees(value):
    return isinstance(value, float) and abs(value) <= 180 and value != 0


SAYS = {
    "text": (is_text, str),
    "name": (is_text, str),
    "email": (lambda value: is_text(value) and value == value.lower() and value.count("@") >= 1 and " " not in value, str),
    "phones": (is_dialable, " / ".join),
    "date": (lambda value: type(value) is dt.date, dt.date.isoformat),
    "year": (lambda value: type(value) is int and 1900 <= value <= 2099, str),
    "money": (lambda value: isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= MOST, lambda value: value),
    "balance": (lambda value: isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) <= MOST, lambda value: value),
    "integer": (lambda value: type(value) is int and 0 <= value <= 10**12, str),
    "percent": (lambda value: type(value) is int and 0 <= value <= 100, str),
    "sex": (lambda value: value in ("L", "P"), str),
    "yes_no": (lambda value: type(value) is bool, lambda value: "ya" if value else "tidak"),
    "status": (lambda value: value in ("active", "closed", "paused"), {"active": "aktif", "closed": "tutup", "paused": "vakum"}.get),
    "nik": (digits_of(16), str),
    "nib": (digits_of(13), str),
    "registration": (digits_of(*range(5, 21)), str),
    "npwp": (digits_of(15, 16), str),
    "kbli": (digits_of(5), str),
    "latitude": (is_degrees, "{:.7f}".format),
    "longitude": (is_degrees, "{:.7f}".format),
    "position": (lambda value: isinstance(value, Point) and abs(value.latitude) <= 90 and abs(value.longitude) <= 180, lambda value: f"{value.latitude:.7f}, {value.longitude:.7f}"),
}  # fmt: skip
"""What a value may be, and how a person would write it."""


def test_every_reader_is_spoken_of():
    assert SAYS.keys() == READERS.keys()


def answers(kind, reader, cell):
    """The cell is answered within bounds; what could be saved of a fault is a value like any other."""
    allowed, written = SAYS[kind]
    value = reader(cell)
    if isinstance(value, Fault):
        assert value.code in CELL_MESSAGES
        value = value.value
    if value is not None:
        assert allowed(value)
        assert reader(written(value)) == value
    return value


@pytest.mark.parametrize("kind", sorted(READERS))
@settings(max_examples=250, deadline=None)
@given(cell=CELLS)
def test_any_cell_is_answered_within_bounds_and_read_back_the_same(kind, cell):
    answers(kind, READERS[kind], cell)


@pytest.mark.parametrize("kind", sorted(READERS))
def test_the_control_a_parser_that_only_says_str_is_found_out(kind):
    with pytest.raises(AssertionError):
        [answers(kind, str, cell) for cell in ("  a  b ", "-", 12.5, "Rp 5", None)]


@pytest.mark.parametrize("kind", sorted(READERS))
@QUICK
@given(
    cell=st.one_of(
        st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), max_size=20),
        st.from_regex(r"[0-9.,/ -]{1,20}", fullmatch=True),
    )
)
def test_what_a_paste_brings_along_changes_nothing(kind, cell):
    """No-break spaces, invisible marks and the digits of another keyboard."""
    read = READERS[kind]
    pasted = (
        "\ufeff\u00a0"
        + cell.replace(" ", "\u00a0").translate({ord("0") + n: 0xFF10 + n for n in range(10)})
        + "\u200b "
    )
    assert read(pasted) == read(f" {cell} ")


# Money


def grouped(amount, mark):
    return f"{amount:,}".replace(",", mark)


MONEY = {
    "Rp 1.500.000,-": lambda amount: f"Rp {grouped(amount, '.')},-",
    "Rp.1.500.000,00": lambda amount: f"Rp.{grouped(amount, '.')},00",
    "1,500,000.00": lambda amount: f"{grouped(amount, ',')}.00",
    "IDR 1500000": lambda amount: f"IDR {amount}",
    "± 1.500.000": lambda amount: f"± {grouped(amount, '.')}",
    "1.500.000 rupiah": lambda amount: f"{grouped(amount, '.')} rupiah",
    "a number": float,
    "1500 rb": lambda amount: f"{amount // 1000} rb" if amount % 1000 == 0 else amount,
    "1,5 jt": lambda amount: f"{amount / 10**6:.6f}".rstrip("0").rstrip(".").replace(".", ",") + " jt" if amount % 10**5 == 0 and amount else amount,
}  # fmt: skip


@pytest.mark.parametrize("spelling", MONEY)
@QUICK
@given(amount=st.one_of(st.integers(0, 10**12), st.integers(0, 10**6).map(lambda n: n * 10**5)))
def test_money_in_every_spelling_is_read_back(spelling, amount):
    assert in_rupiah(READERS["money"](MONEY[spelling](amount)), 1) == amount


@QUICK
@given(
    st.integers(1000, 10**9),
    st.sampled_from(["/bln", " per bulan", " sebulan"]),
    st.sampled_from(["/th", " per tahun", " setahun"]),
)
def test_money_of_a_month_and_of_a_year_are_converted_into_each_other(amount, monthly, yearly):
    read = READERS["money"]
    assert in_rupiah(read(f"Rp {amount}{monthly}"), 1, "year") == 12 * amount
    assert in_rupiah(read(f"Rp {amount}{monthly}"), 1, "month") == amount
    assert in_rupiah(read(f"Rp {12 * amount}{yearly}"), 1, "month") == amount


@QUICK
@given(
    st.integers(1, 500),
    st.integers(1, 500),
    st.sampled_from(["-", " - ", " s/d ", " sampai ", "–"]),
    st.sampled_from([" jt", " rb"]),
)
def test_a_range_saves_its_middle_and_is_a_fault(low, more, between, unit):
    found = READERS["money"](f"{low}{between}{low + more}{unit}")
    times = 10**6 if unit == " jt" else 1000
    assert found == Fault("money_range", value=(2 * low + more) * times // 2)
    assert READERS["money"](f"{low + more}{between}{low}{unit}") == Fault("money_range")


@QUICK
@given(st.integers(1, 10**12), st.sampled_from(["-{}", "(Rp {})", "Rp -{}", "- Rp {}", "({})"]))
def test_money_is_never_negative(amount, spelling):
    assert READERS["money"](spelling.format(grouped(amount, "."))) == Fault("negative")
    assert READERS["money"](float(-amount)) == Fault("negative")


# Numbers


@QUICK
@given(st.integers(0, 10**9), st.integers(0, 99))
def test_decimals_in_the_indonesian_and_the_english_way_are_one_number(whole, hundredths):
    expected = whole + hundredths / 100
    for written in (f"{grouped(whole, '.')},{hundredths:02d}", f"{grouped(whole, ',')}.{hundredths:02d}"):
        assert float(decimal(written)) == pytest.approx(expected)


@given(st.text(st.sampled_from("0123456789.,"), min_size=1, max_size=12))
@example("1.500")
@example("1,5")
def test_a_number_with_its_marks_exchanged_is_the_same_number(written):
    """1.234,5 and 1,234.5 mean one thing; what makes no sense one way makes none the other way."""
    assert decimal(written) == decimal(written.translate(str.maketrans(".,", ",.")))


@QUICK
@given(st.integers(0, 10**9), st.sampled_from(["{}", "{} orang", "{} org", " {} unit", "{}.0"]))
def test_counts(count, spelling):
    assert READERS["integer"](spelling.format(count)) == count
    assert READERS["integer"](float(count)) == count
    assert READERS["integer"](grouped(count, ".")) == count


@given(st.integers(0, 100))
def test_percentages_in_words_and_as_excel_keeps_them(share):
    assert READERS["percent"](f"{share}%") == share
    assert READERS["percent"](f"{share},0 %") == share
    if 0 < share < 100:
        assert READERS["percent"](share / 100) == share


@QUICK
@given(st.integers(0, 10**6), st.integers(1, 9))
def test_a_fraction_of_a_count_is_a_fault_that_saves_the_whole(whole, tenth):
    found = READERS["integer"](f"{whole},{tenth}")
    assert found == Fault("fraction", value=round(whole + tenth / 10))


# Dates

MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()
SHORT = "Jan Peb Mar Apr Mei Jun Jul Agt Sept Okt Nop Des".split()
DATES = {
    "12 Agustus 2020": lambda day: f"{day.day} {MONTHS[day.month - 1]} {day.year}",
    "12 Agt 2020": lambda day: f"{day.day} {SHORT[day.month - 1]} {day.year}",
    "Rabu, 12 Agustus 2020": lambda day: f"Rabu, {day.day} {MONTHS[day.month - 1].upper()} {day.year}",
    "12-08-2020": lambda day: f"{day:%d-%m-%Y}",
    "12.8.20": lambda day: f"{day.day}.{day.month}.{day:%y}",
    "2020-08-12": lambda day: day.isoformat(),
    "2020/8/12 00:00": lambda day: f"{day.year}/{day.month}/{day.day} 00:00",
    "a date": lambda day: day,
    "a moment": lambda day: dt.datetime(day.year, day.month, day.day, 13, 5),  # noqa: DTZ001
    "a serial number": lambda day: float((day - dt.date(1899, 12, 30)).days),
}  # fmt: skip


@pytest.mark.parametrize("spelling", DATES)
@QUICK
@given(day=st.dates(dt.date(1940, 1, 1), dt.date(2039, 12, 31)))
def test_any_day_in_every_spelling_is_read_back(spelling, day):
    assert READERS["date"](DATES[spelling](day)) == day
    assert READERS["year"](day) == day.year


@given(st.integers(1900, 2099), st.sampled_from(["{}", "tahun {}", "Th. {}", " {} ", "{}.0"]))
def test_years(year, spelling):
    assert READERS["year"](spelling.format(year)) == year
    assert READERS["year"](float(year)) == year


@QUICK
@given(st.integers(1, 12), st.integers(1940, 2039))
def test_day_before_month_and_only_the_impossible_is_turned_round(month, year):
    """08/25/2020 can only be American; 08/05/2020 is the eighth of May, as Indonesia writes."""
    assert READERS["date"](f"{month:02d}/25/{year}") == dt.date(year, month, 25)
    assert READERS["date"](f"08/{month:02d}/{year}") == dt.date(year, month, 8)
    assert READERS["date"](f"{MONTHS[month - 1]} {year}") == Fault("date_without_day")


# Phones

MOBILES = st.from_regex(r"8[1-9][0-9]{8,9}", fullmatch=True)
PHONES = {
    "0812...": lambda number: f"0{number}",
    "+62 812-...": lambda number: f"+62 {number[:3]}-{number[3:7]}-{number[7:]}",
    "62812...": lambda number: f"62{number}",
    "(0812) ...": lambda number: f"(0{number[:3]}) {number[3:]}",
    "HP: 0812.345.678": lambda number: f"HP: 0{number[:3]}.{number[3:6]}.{number[6:]}",
    "a number": lambda number: float(number),
    "'0812...": lambda number: f"'0{number}",
}  # fmt: skip


@pytest.mark.parametrize("spelling", PHONES)
@QUICK
@given(number=MOBILES)
def test_a_phone_in_every_spelling_is_read_back(spelling, number):
    assert READERS["phones"](PHONES[spelling](number)) == (f"+62{number}",)


@QUICK
@given(
    st.lists(MOBILES, min_size=2, max_size=4, unique=True),
    st.sampled_from([" / ", ",", "; ", "\n", " dan ", " atau ", "  ", " & ", "/ "]),
)
def test_all_phones_of_a_cell_are_kept_in_order(numbers, between):
    cell = between.join(f"0{number}" for number in numbers)
    assert READERS["phones"](cell) == tuple(f"+62{number}" for number in numbers)


# Codes

NIKS = st.builds(lambda region, day, serial: f"99{region:04d}{day:%d%m%y}{serial:04d}", st.integers(0, 9999), st.dates(dt.date(1950, 1, 1), dt.date(2005, 12, 31)), st.integers(1, 9999))  # fmt: skip


@QUICK
@given(
    NIKS, st.sampled_from(["{}", "'{}", " {} ", "NIK: {}", "NIK {}"]), st.sampled_from(["", " ", ".", "-"])
)
def test_a_nik_is_read_back_however_it_is_broken_up(nik, spelling, between):
    written = between.join((nik[:4], nik[4:8], nik[8:12], nik[12:]))
    assert READERS["nik"](spelling.format(written)) == nik
    assert READERS["nik"](f"{float(nik):.5E}") == Fault("destroyed_digits")
    assert READERS["nik"](float(nik)) == Fault("destroyed_digits")
    assert READERS["nik"](nik[:-1]) == Fault("nik_length", data={"length": 15})


@QUICK
@given(st.integers(10**10, 10**13 - 1))
def test_a_nib_whose_zeros_the_spreadsheet_ate_gets_them_back(number):
    nib = f"{number:013d}"
    assert READERS["nib"](nib) == READERS["nib"](float(number)) == READERS["nib"](number) == nib
    assert READERS["nib"](f"{nib[:4]} {nib[4:8]} {nib[8:]}") == nib


@QUICK
@given(st.integers(10**12, 10**15 - 1))
def test_an_npwp_with_its_dots(number):
    npwp = f"{number:015d}"
    dotted = f"{npwp[:2]}.{npwp[2:5]}.{npwp[5:8]}.{npwp[8]}-{npwp[9:12]}.{npwp[12:]}"
    assert READERS["npwp"](dotted) == READERS["npwp"](npwp) == npwp


@QUICK
@given(
    st.integers(1000, 99999),
    st.sampled_from(["{}", "C{}", "{} - Industri Roti", "{} INDUSTRI ROTI", "Industri Roti ({})", "KBLI {}"]),
)
def test_a_kbli_with_its_title_or_its_letter(number, spelling):
    kbli = f"{number:05d}"
    assert READERS["kbli"](spelling.format(kbli)) == kbli
    assert READERS["kbli"](float(number)) == kbli
    assert READERS["kbli"](f"{kbli[:2]}.{kbli[2:]}") == kbli
    other = f"{(number + 1) % 100_000:05d}"
    assert READERS["kbli"](f"{kbli}, {other}") == Fault("kbli_several", value=kbli)


@QUICK
@given(st.from_regex(r"[0-9]{1,15}", fullmatch=True))
def test_code_digits_keep_every_digit_of_a_text_and_of_a_number(digits):
    assert code_digits(digits, longest=16) == digits
    assert code_digits(int(digits), longest=16) == str(int(digits))


# Choices, text, e-mail


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("sex", choices.SEX),
        ("yes_no", dict.fromkeys(choices.YES, True) | dict.fromkeys(choices.NO, False)),
        ("status", dict.fromkeys(choices.ACTIVE, "active") | dict.fromkeys(choices.CLOSED, "closed") | dict.fromkeys(choices.PAUSED, "paused")),
    ],
)  # fmt: skip
def test_every_word_of_a_list_in_any_case_means_what_it_says(kind, words):
    for word, meaning in words.items():
        for written in (word, word.upper(), word.title(), f"  {word} "):
            assert READERS[kind](written) == meaning, written


def test_no_word_of_the_lists_means_two_things():
    lists = (choices.ACTIVE, choices.CLOSED, choices.PAUSED)
    assert sum(map(len, lists)) == len(frozenset().union(*lists))
    assert choices.YES.isdisjoint(choices.NO)


@QUICK
@given(st.text(max_size=40))
def test_text_is_cleaned_once_and_for_all(cell):
    once = plain(cell)
    assert plain(once) == once
    assert once == once.strip()
    assert "  " not in once
    assert not set(once) & set("\u00a0\u200b\u00ad\ufeff\u202e\n\t\r\x00")


@QUICK
@given(
    st.from_regex(r"[a-z][a-z0-9._]{0,10}@[a-z][a-z0-9]{0,8}\.(id|com|co\.id)", fullmatch=True),
    st.sampled_from(["{}", "<{}>", "surel: {}", "{} (pribadi)"]),
)
def test_an_address_is_found_among_words(address, spelling):
    assume(not address.startswith("."))
    assert READERS["email"](spelling.format(address).upper()).strip("<>") == address


# Coordinates

LATITUDES = (
    st.floats(SOUTH + 0.01, NORTH - 0.01)
    .filter(lambda north: abs(north) > 0.6)
    .map(lambda degrees: round(degrees, 6))
)
LONGITUDES = st.floats(WEST + 0.01, EAST - 0.01).map(lambda degrees: round(degrees, 6))


def sexagesimal(degrees, positive, negative):
    seconds = round(abs(degrees) * 3600, 2)
    minutes, seconds = divmod(seconds, 60)
    whole, minutes = divmod(minutes, 60)
    return f"{whole:.0f}°{minutes:.0f}'{seconds:.2f}\" {positive if degrees > 0 else negative}"


POSITIONS = {
    "-6.4025, 106.7942": lambda north, east: f"{north:.6f}, {east:.6f}",
    "-6.4025,106.7942": lambda north, east: f"{north:.6f},{east:.6f}",
    "-6,4025 106,7942": lambda north, east: f"{north:.6f} {east:.6f}".replace(".", ","),
    "-6,4025; 106,7942": lambda north, east: f"{north:.6f}; {east:.6f}".replace(".", ","),
    "-6,4025,106,7942": lambda north, east: f"{north:.6f},{east:.6f}".replace(".", ","),
    "(-6.4025, 106.7942)": lambda north, east: f"({north:.6f}, {east:.6f})",
    "a link": lambda north, east: f"https://www.google.com/maps/@{north:.6f},{east:.6f},17z",
    "a pin": lambda north, east: f"https://www.google.com/maps/place/X/@1.0,2.0,17z/data=!3d{north:.6f}!4d{east:.6f}",
    "degrees": lambda north, east: f"{sexagesimal(north, 'LU', 'LS')} {sexagesimal(east, 'BT', 'BB')}",
    "degrees, English": lambda north, east: f"{sexagesimal(north, 'N', 'S')}, {sexagesimal(east, 'E', 'W')}",
    "east first, named": lambda north, east: f"{sexagesimal(east, 'BT', 'BB')}, {sexagesimal(north, 'LU', 'LS')}",
}  # fmt: skip


@pytest.mark.parametrize("spelling", POSITIONS)
@QUICK
@given(north=LATITUDES, east=LONGITUDES)
def test_a_position_in_every_spelling_is_read_back(spelling, north, east):
    found = READERS["position"](POSITIONS[spelling](north, east))
    assert isinstance(found, Point)
    assert found == pytest.approx((north, east), abs=1e-5)


@QUICK
@given(north=LATITUDES, east=LONGITUDES)
def test_an_exchanged_position_is_a_fault_that_saves_the_point(north, east):
    assert READERS["position"](f"{east}, {north}") == Fault("position_exchanged", value=Point(north, east))


@QUICK
@given(north=LATITUDES, east=LONGITUDES)
def test_each_axis_alone(north, east):
    for kind, degrees, names in (("latitude", north, ("LU", "LS")), ("longitude", east, ("BT", "BB"))):
        read = READERS[kind]
        assert (
            read(degrees)
            == read(f"{degrees:.6f}")
            == read(f"{degrees:.6f}".replace(".", ","))
            == pytest.approx(degrees)
        )
        assert read(sexagesimal(degrees, *names)) == pytest.approx(degrees, abs=1e-5)
        assert read(f"{north:.6f}, {east:.6f}").value == pytest.approx(degrees)


@QUICK
@given(north=st.integers(-10_999_999, -1_200_000), east=st.integers(95_000_000, 140_999_999))
def test_a_lost_decimal_point_is_put_where_indonesia_is(north, east):
    """Ambiguous by nature (-1.2 or -0.12): the largest that fits is saved, and it is a fault."""
    assert READERS["longitude"](float(east)) == Fault("position_point_lost", value=round(east / 10**6, 7))
    found = READERS["latitude"](north)
    assert found.code == "position_point_lost"
    assert SOUTH <= found.value <= -0.5
    assert str(abs(north)).rstrip("0") == str(found.value).replace("-", "").replace(".", "").rstrip("0")
