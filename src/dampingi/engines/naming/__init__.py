"""Indonesian names as compared: of people and of businesses.

`person_key` and `business_key` are stored beside the names and searched: titles out, one spelling. `person_words` and
`business_words` go further, for linkage: words as they sound, without order.
"""

from dampingi.engines.naming.businesses import Named, business_words
from dampingi.engines.naming.keys import KIND_WORDS, TITLE_WORDS, business_key, modern, person_key
from dampingi.engines.naming.people import called_sex, person_words
from dampingi.engines.naming.sounds import sound
from dampingi.engines.naming.wares import GENERAL, WARES, ware

__all__ = [
    "GENERAL",
    "KIND_WORDS",
    "TITLE_WORDS",
    "WARES",
    "Named",
    "business_key",
    "business_words",
    "called_sex",
    "modern",
    "person_key",
    "person_words",
    "sound",
    "ware",
]
