"""In which order several workers get the tests: what is built at length is built by one of them, at the start.

`--dist worksteal` deals out equal shares in the given order, and takes from the end of a share for who has nothing left. So the tests of the small
city begin the first share, those of whole demos and of Spark the second, those of a browser the third; else each worker would build the city and the demos anew, and start a cluster.
"""

from collections.abc import Sequence
from itertools import islice

from _pytest.nodes import Item


def shared_out(items: Sequence[Item], workers: int) -> list[Item]:
    """All the items, each once."""
    kinds = [kind(item) for item in items]
    heads = [[item for item, of in zip(items, kinds, strict=True) if of == which] for which in range(3)]
    rest = iter([item for item, of in zip(items, kinds, strict=True) if of == 3])
    ordered: list[Item] = []
    for number in range(workers):
        head = heads[number] if number < len(heads) else []
        size = (len(items) - len(ordered)) // (workers - number)
        ordered += head
        ordered += islice(rest, max(0, size - len(head)))
    return ordered + [item for head in heads[workers:] for item in head] + list(rest)


def kind(item: Item) -> int:
    """0: of the small city, 1: of a demo or of Spark, 2: of a browser, 3: any other."""
    if "_built_city" in getattr(item, "fixturenames", ()):
        return 0
    if item.path.parent.name == "demo" or item.get_closest_marker("spark"):
        return 1
    return 2 if item.get_closest_marker("browser") else 3
