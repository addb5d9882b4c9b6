"""The office searches its register for businesses recorded twice: most wait, a few are decided, one is merged."""

from dampingi.demo.building import Building
from dampingi.records.duplicates.actions import judge, merge_pair, search_now
from dampingi.records.duplicates.models import Pair
from dampingi.records.duplicates.preview import better, same_owner

DIFFERENT, UNSURE = 2, 1


def search(b: Building) -> None:
    by = b.persona("penyelenggara")
    search_now(by=by, region=b.programme.region)
    true = {frozenset(two) for two in b.repeats}
    found = list(
        Pair.objects.unscoped("the demo knows the truth")
        .select_related("left__owner", "right__owner")
        .order_by("-weight", "id")
    )
    twice = [pair for pair in found if frozenset((pair.left_id, pair.right_id)) in true]
    others = [pair for pair in found if pair not in twice]
    for pair in others[:DIFFERENT]:
        judge(by=by, pair=pair.id, said="different", reason="Dua usaha, pemiliknya kenal satu sama lain.")
    for pair in others[DIFFERENT : DIFFERENT + UNSURE]:
        judge(by=by, pair=pair.id, said="unsure", reason="Perlu ditanyakan ke kelurahan.")
    if twice:
        _merge(b, twice[len(twice) // 2])


def _merge(b: Building, pair: Pair) -> None:
    merge_pair(
        by=b.persona("penyelenggara"), pair=pair.id, keep=better(pair.left, pair.right).id,
        owners=same_owner(pair.left, pair.right), reason="Sudah dicek lewat telepon: usaha yang sama.",
    )  # fmt: skip
