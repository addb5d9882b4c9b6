import zlib
from dataclasses import dataclass, field

from dampingi.demo.building import Building, Scene
from dampingi.demo.calendars import Year
from dampingi.demo.dice import stream
from dampingi.demo.personas import OF_PROVINCE, Persona
from dampingi.demo.places import some_places
from dampingi.demo.sizes import ProvinceSize


@dataclass(kw_only=True)
class Province(Scene):
    """`years` from the earliest; `year` is the last of them."""

    size: ProvinceSize
    years: tuple[Year, ...]
    buildings: list[Building] = field(default_factory=list)
    """Each kabupaten's and kota's each year, in the order they were lived through."""

    def building(self, city: Persona, year: Year) -> Building:
        """One programme of one kabupaten or kota, with chance of its own."""
        region, one = city.within, self.size.of_city
        places = some_places(region, [region], one.kecamatan, one.kelurahan, self.seed)
        made = Building(
            seed=zlib.crc32(f"{self.seed}/{region}/{year.year}".encode()), size=one, year=year, places=places, by=self.by,
            new_id=self.new_id, clock=self.clock, called=city.place, short=city.short, over=year is not self.year,
            reported_rate=self._rate(region, year), domain=f"{city.short.lower()}.{year.year}.kalbar.example",
        )  # fmt: skip
        made.users |= {"penyelenggara": self.users[city.key], "inspektorat": self.users[INSPECTOR]}
        self.buildings.append(made)
        return made

    def _rate(self, region: str, year: Year) -> float:
        """What its mentors report: each place has a level of its own, and most rise from year to year."""
        usual = stream(self.seed, f"pass rate/{region}").uniform(0.5, 0.85)
        risen = year.year - self.years[0].year
        return float(
            min(0.95, usual + stream(self.seed, f"pass rate/{region}/{year.year}").normal(0.04, 0.03) * risen)
        )


CITIES = tuple(p for p in OF_PROVINCE if p.short)
INSPECTOR = "inspektorat-kalbar"
HEAD_OF = {"61.01": "kepala-sambas"}
"""Of the kabupaten and kota whose head is a person of the demo."""
