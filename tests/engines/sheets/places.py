"""A few regions, without a database: a city of two kecamatan with a name that stands in both."""

from dampingi.engines.sheets import RegionIndex

CITY = "99.01"
REGIONS = RegionIndex(
    [
        ("99.01", "Kota Contoh", ()),
        ("99.01.01", "Contoh Utara", ()),
        ("99.01.02", "Contoh Selatan", ()),
        ("99.01.01.1001", "Sukamaju", ()),
        ("99.01.01.1002", "Meruyung", ("Maruyung",)),
        ("99.01.01.1003", "Curug", ()),
        ("99.01.02.1001", "Gunung Sari Ulu", ()),
        ("99.01.02.1002", "Gunung Sari Ilir", ()),
        ("99.01.02.1003", "Curug", ()),
        ("99.01.02.1004", "Sumber Rejo", ()),
    ]
)
PLACES = [
    ("Sukamaju", "Contoh Utara"), ("Meruyung", "Contoh Utara"), ("Gunung Sari Ulu", "Contoh Selatan"),
    ("Sumber Rejo", "Contoh Selatan"),
]  # fmt: skip
