"""Names of people who do not exist, put together from given names and family names of many of Indonesia's peoples."""

import random
from dataclasses import dataclass


@dataclass(frozen=True)
class People:
    """How one people names its children. `last` may be empty: many Indonesians have no family name."""

    weight: int
    women: tuple[str, ...]
    men: tuple[str, ...]
    second_women: tuple[str, ...]
    second_men: tuple[str, ...]
    last: tuple[str, ...] = ()


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


PEOPLES = (
    People(  # Javanese
        34,
        _words(
            "Sri Endang Wahyuni Sulastri Retno Ningsih Tini Suparmi Yuni Ratna Puji Lestari Wiwik Eni Nunung Tutik"
        ),
        _words(
            "Agus Bambang Joko Slamet Sugeng Eko Budi Heru Wahyu Dwi Tri Sutrisno Suprapto Hari Teguh Imam"
        ),
        _words(
            "Rahayu Lestari Wahyuningsih Handayani Utami Astuti Susanti Wulandari Mulyani Kusumawati Hartati Widayati"
        ),
        _words(
            "Santoso Prasetyo Widodo Nugroho Setiawan Purnomo Wibowo Raharjo Susilo Kuncoro Saputro Hartono"
        ),
    ),
    People(  # Sundanese
        22,
        _words("Neneng Euis Iis Elis Ai Imas Cucu Teti Yayah Nining Rina Lilis Entin Mimin Dedeh Popon"),
        _words(
            "Asep Dadang Ujang Cecep Deden Encep Iwan Tatang Yayat Endang Jajang Aep Dudung Wawan Oman Engkos"
        ),
        _words(
            "Rohaeti Nurhayati Kurniasih Komalasari Sumiati Hasanah Karlina Rosmiati Suryani Maryani Rukmini Juariah"
        ),
        _words(
            "Hidayat Suherman Sutisna Mulyana Permana Kurnia Ruhiyat Supriatna Gunawan Rustandi Sopandi Sumarna"
        ),
    ),
    People(  # Betawi
        20,
        _words(
            "Siti Mpok Rohmah Saodah Maimunah Nuraini Halimah Zubaidah Fatimah Romlah Aminah Salmah Hindun Masnah"
        )[2:]
        + ("Siti Aisyah", "Siti Rohani", "Siti Khadijah"),
        _words(
            "Muhamad Ahmad Abdul Sabeni Mahmud Marzuki Rojali Syahroni Nasrullah Jayadi Sanusi Muhidin Naseh Royani"
        ),
        _words("Nurlela Fauziah Maesaroh Mardiah Kholifah Muniroh Jamilah Rusmini Hanifah Suhaemi"),
        _words("Rohim Hasan Fikri Syafei Mursalih Namin Saidi Japar Rahmat Sadeli Naim Husin"),
    ),
    People(  # Minangkabau
        7,
        _words("Yusnidar Rahmi Desi Elvi Nurhaida Wirda Yeni Gusmawati Rosnida Leni"),
        _words("Zulkifli Hendri Rinaldi Syafrizal Afrizal Yondri Ermanto Jasman Nofrizal Dasril"),
        _words("Yanti Fitri Zahara Marlina Gusti Arnis"),
        _words("Eka Putra Anwar Syafri Rajab Yusuf"),
        _words("Chaniago Koto Piliang Sikumbang Tanjung Jambak"),
    ),
    People(  # Batak
        6,
        _words("Rosmawati Tiurma Lamria Hotmaida Marintan Duma Saurma Risma Lasma Nurhaini"),
        _words("Parlindungan Hotman Sahat Togar Maruli Binsar Jonson Tumpal Saut Rudolf"),
        _words("Uli Tio Martha Elfrida Ratna"),
        _words("Halomoan Pardamean Mangapul Edison Tua"),
        _words("Simanjuntak Sihombing Siregar Nasution Hutagalung Manurung Sitorus Lubis Panjaitan Harahap"),
    ),
    People(  # Chinese Indonesian
        3,
        _words("Lina Meilani Yenny Susan Herlina Felicia Linda Meiling"),
        _words("Hendra Kevin Rudy Jimmy Andi Steven Johan Willy"),
        _words("Susanti Angelina Wijayanti Dewi"),
        _words("Gunadi Kurniawan Surya Tirta"),
        _words("Tanuwijaya Halim Salim Gunawan Lim Wijaya Kusuma Limanto"),
    ),
    People(  # Bugis and Makassar
        3,
        _words("Andi Hasnah Nurbaya Rosdiana Suriani Hasmawati Jumriah Sitti"),
        _words("Baharuddin Syamsul Abdullah Ridwan Muhtar Jamaluddin Tamrin Kaharuddin"),
        _words("Tenri Rahma Haerani Dahlia"),
        _words("Arifin Rahman Basri Latif"),
        _words("Daeng Mappangara Patta Sappaile"),
    ),
    People(  # the east: Ambon, Flores, Timor, Papua
        3,
        _words("Yohana Maria Martina Agustina Yuliana Dorkas Marlin Selfina"),
        _words("Yohanes Markus Frans Petrus Yakobus Melkianus Oktovianus Simon"),
        _words("Beatrix Welmince Kristin Novita"),
        _words("Paulus Alfons Benediktus Nikolas"),
        _words("Latuconsina Pattiasina Bria Seran Wenda Rumbiak Manuputty Keraf"),
    ),
    People(  # Bali
        2,
        _words("Luh Kadek Komang Ketut Wayan"),
        _words("Wayan Made Nyoman Ketut Gede"),
        _words("Suarni Sukerti Ariani Darmayanti Widiasih"),
        _words("Sudiarta Artawan Suardana Mahendra Wirawan"),
    ),
)
_MIDDLE_WOMEN = _words(
    "Dewi Ayu Indah Sari Putri Maya Nurul Anisa Fitria Kartika Laras Intan Mega Dian Wulan Citra Rosa Amelia"
)
_MIDDLE_MEN = _words(
    "Adi Putra Rizki Maulana Akbar Ramadan Fajar Surya Bayu Yoga Satria Ilham Arif Rahman Reza Dimas Galih"
)
_WEIGHTS = [p.weight for p in PEOPLES]


@dataclass(frozen=True)
class PersonName:
    full: str
    call: str
    """What neighbours say after Bu or Pak, and what the shop is called after."""


def person_name(rng: random.Random, *, woman: bool) -> PersonName:
    people = rng.choices(PEOPLES, _WEIGHTS)[0]
    call = rng.choice(people.women if woman else people.men)
    parts = [call]
    if rng.random() < 0.4:
        parts.append(rng.choice(_MIDDLE_WOMEN if woman else _MIDDLE_MEN))
    if rng.random() < 0.9:
        second = rng.choice(people.second_women if woman else people.second_men)
        parts += [second] if second != call else []
    if people.last and rng.random() < 0.8:
        parts.append(rng.choice(people.last))
    return PersonName(" ".join(parts), call.split()[-1])


def misspelt(rng: random.Random, name: str) -> str:
    """The same name as another desk wrote it down: the faults that make one person two rows."""
    faults = (
        lambda n: n.upper(),
        lambda n: n.replace("y", "i", 1) if "y" in n else n.replace("i", "ie", 1),
        lambda n: f"{'Hj.' if rng.random() < 0.5 else 'Ibu'} {n}",
        lambda n: n.replace(" ", "  ", 1),
        lambda n: n.replace("ah", "a", 1) if "ah" in n else n + "h",
        lambda n: " ".join([*n.split()[:-1], n.split()[-1][0] + "."]) if " " in n else n.lower(),
    )
    return rng.choice(faults)(name)
