"""What micro-businesses sell, as signs and lists write it: words that tell the trade and not the shop."""

from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from dampingi.engines.naming.sounds import sound

_GENERAL = "food aneka makanan minuman jajanan olahan khas asli jasa jualan jual produk serba basah kering"
_WARES = """nasi uduk kuning goreng keripik kripik singkong pisang gorengan kue cookies bolu brownies bakso mie mi ayam geprek bebek pecel lele ikan
        sembako kelontong pulsa cell seluler catering katering dapur rempeyek peyek frozen jahe jamu herbal es teh kopi jus sirup tempe tahu jahit
        penjahit modiste konveksi hijab collection fashion batik tenun bordir rajut craft anyaman laundry salon kecantikan pangkas rambut barbershop
        bengkel motor las besi mebel meubel furniture sayur sayuran tanaman hias garden bunga telur asin sate soto bubur roti bakery fotokopi
        fotocopy fc snack camilan sambal dodol kerupuk opak lemper rujak martabak seblak cilok siomay batagor pempek rendang abon madu susu air
        isi ulang galon gas elpiji percetakan sablon undangan souvenir tas sepatu sandal baju pakaian busana kain kerajinan ternak tani pupuk
        bibit buah beras bumbu krupuk manisan asinan cake donat pizza burger pulsa elektronik servis service cuci"""
GENERAL = frozenset(map(sound, _GENERAL.split()))
"""Words that say next to nothing of what is sold."""
WARES = GENERAL | frozenset(map(sound, _WARES.split()))
_WRITTEN = sorted({word for word in (_GENERAL + " " + _WARES).split() if len(word) > 3})
_HEARD = sorted(word for word in WARES if len(word) > 3)


@lru_cache(maxsize=65_536)
def ware(word: str) -> str:
    """The known ware that a lower-case word is, or is a slip of the pen away from, else the word; as it sounds.

    >>> ware("gorngan"), ware("froen"), ware("laoendry"), ware("melati")
    ('gorengan', 'prosen', 'laundri', 'melati')
    """
    heard = sound(word)
    if heard in WARES or len(word) < 4:
        return heard
    slips = 1 if len(word) < 8 else 2
    for asked, known in ((word, _WRITTEN), (heard, _HEARD)):
        if near := process.extractOne(asked, known, scorer=DamerauLevenshtein.distance, score_cutoff=slips):
            return sound(str(near[0]))
    return heard
