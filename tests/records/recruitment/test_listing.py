from dampingi.records.recruitment.listing import told_apart


def test_places_of_the_same_name_are_told_apart(town):
    """Curug lies in two kecamatan of Depok, and ten kecamatan share a name with a kelurahan of theirs."""
    from dampingi.foundation.regions.models import Region

    curug = list(Region.objects.filter(name__iexact="Curug").values_list("code", flat=True))
    assert len(curug) == 2
    told = told_apart([*curug, "32.76.05", ""])
    assert len(set(told.values())) == 3
    assert all(told[code].startswith("Curug (") for code in curug)
    assert told["32.76.05"].startswith("Kecamatan ")
    assert "" not in told
