"""What somebody is appointed to or applies for: a region, whose depth is the level, or in a region one field of a service centre."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dampingi.foundation.definitions import choices, source_names
from dampingi.foundation.regions.codes import ancestor, contains, depth, level
from dampingi.foundation.regions.queries import names

CONSULTANT = "consultant"
LEVELS = {
    "kelurahan": _("Kelurahan"),
    "kecamatan": _("Kecamatan"),
    "kota": _("Kota"),
    CONSULTANT: _("Konsultan"),
}
DISTRICT = 3


@dataclass(frozen=True, order=True)
class Post:
    """`field`: a code of definitions/mentor_fields.yaml for a consultant; '' accompanies the region."""

    region: str
    field: str = ""

    @classmethod
    def read(cls, code: str) -> "Post":
        return cls(*code.split(":", 1))

    @property
    def code(self) -> str:
        """As one word: 32.76.05, or 32:pemasaran."""
        return f"{self.region}:{self.field}" if self.field else self.region

    @property
    def level(self) -> str:
        return CONSULTANT if self.field else level(self.region)

    def lies_in(self, region: str) -> bool:
        """Whether it is a post at all, and below that region: mentors from the city down, consultants of a province or a city."""
        if not contains(region, self.region):
            return False
        if self.field:
            return depth(self.region) <= 2 and self.field in source_names("mentor_fields")
        return 2 <= depth(self.region) <= 4


def post_names(posts: Iterable[Post]) -> dict[str, str]:
    """code -> a name that is no other post's: a kelurahan's names its kecamatan, for names repeat; a kecamatan says it is one; a field its centre's region."""
    wanted = {p for p in posts if p.region}
    called = names([*(p.region for p in wanted), *(ancestor(p.region, DISTRICT) for p in wanted)])
    fields = choices("mentor_fields")

    def told(post: Post) -> str:
        name = called.get(post.region, post.region)
        if post.field:
            return _now("%(field)s, %(region)s") % {
                "field": fields.get(post.field, post.field),
                "region": name,
            }
        if depth(post.region) > DISTRICT:
            return f"{name} ({called.get(ancestor(post.region, DISTRICT), '')})"
        return f"{LEVELS['kecamatan']} {name}" if depth(post.region) == DISTRICT else name

    return {p.code: told(p) for p in wanted}
