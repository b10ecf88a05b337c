from archdesk.interpret.offline.assembly.heights import storey_height


def test_a_level_mark_tells_the_storeys_height_and_is_named() -> None:
    height, told = storey_height([0.0, 2.8])

    assert 2.8 == height
    assert ["height-read"] == [issue.code for issue in told]


def test_of_a_ceiling_and_a_floor_the_one_that_repeats_is_the_floor() -> None:
    assert 2.8 == storey_height([0.0, 2.5, 2.8, 5.6, 8.1])[0]


def test_levels_that_disagree_are_told_and_not_used() -> None:
    height, told = storey_height([0.0, 2.5, 2.8])

    assert height is None
    assert ["height-unsure"] == [issue.code for issue in told]


def test_heads_of_doors_and_marks_without_a_zero_tell_no_height() -> None:
    assert (None, ()) == storey_height([0.0, 0.9, 2.1])
    assert (None, ()) == storey_height([2.8])
