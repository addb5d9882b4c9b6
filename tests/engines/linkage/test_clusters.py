from dampingi.engines.linkage.clusters import clusters

PAIRS = [("a", "b", 0.99), ("b", "c", 0.9), ("d", "e", 0.8), ("e", "f", 0.4)]


def test_what_hangs_together_is_one_group():
    assert clusters(PAIRS, at_least=0.5, niks={}) == [("a", "b", "c"), ("d", "e")]


def test_a_chain_never_holds_two_different_niks():
    niks = {"a": "one", "c": "two"}
    assert clusters(PAIRS, at_least=0.5, niks=niks) == [("a", "b"), ("d", "e")]
    chained = [("a", "b", 0.99), ("b", "c", 0.98), ("c", "d", 0.97)]
    assert clusters(chained, at_least=0.5, niks={"a": "one", "d": "two"}) == [("a", "b", "c")]


def test_a_pair_that_weighed_its_different_niks_joins_if_it_is_likely_all_the_same():
    assert clusters([("a", "b", 0.95)], at_least=0.5, niks={"a": "one", "b": "two"}) == [("a", "b")]
    assert clusters([("a", "b", 0.85)], at_least=0.5, niks={"a": "one", "b": "two"}) == []


def test_the_likelier_pair_joins_first():
    niks = {"a": "one", "c": "two"}
    assert clusters([("a", "b", 0.8), ("b", "c", 0.9)], at_least=0.5, niks=niks) == [("b", "c")]
