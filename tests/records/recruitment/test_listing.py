from dampingi.records.programmes.posts import Post, post_names


def test_places_of_the_same_name_are_told_apart(town):
    """Curug lies in two kecamatan of Depok, and ten kecamatan share a name with a kelurahan of theirs."""
    from dampingi.foundation.regions.models import Region

    curug = list(Region.objects.filter(name__iexact="Curug").values_list("code", flat=True))
    assert len(curug) == 2
    told = post_names(Post(code) for code in (*curug, "32.76.05", ""))
    assert len(set(told.values())) == 3
    assert all(told[code].startswith("Curug (") for code in curug)
    assert told["32.76.05"].startswith("Kecamatan ")
    assert "" not in told


def test_a_consultant_is_told_by_field_and_where():
    assert Post.read("32.76:pemasaran") == Post("32.76", "pemasaran")
    assert Post.read("32.76.05").code == "32.76.05"
    assert (Post("32", "ti").level, Post("32.76").level) == ("consultant", "kota")


def test_a_post_lies_where_its_programme_does_and_at_a_depth_of_its_kind():
    assert Post("32.76", "ti").lies_in("32.76")
    assert Post("32", "ti").lies_in("32")
    assert Post("32.76.05.1003").lies_in("32.76")
    for wrong in (Post("32.76.05", "ti"), Post("32.76", "bukan"), Post("32.77", "ti"), Post("32")):
        assert not wrong.lies_in("32.76"), wrong
