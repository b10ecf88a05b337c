from hypothesis import given
from hypothesis import strategies as st

from archdesk.interpret.offline.assembly.regions import OUTSIDE, Ground, part_cells


def test_cells_without_names_are_one_room():
    assert [0, 0] == part_cells([Ground(10.0), Ground(5.0)], {(0, 1): 2.0}, set())


def test_a_cell_goes_to_the_room_whose_printed_area_it_completes():
    cells = [Ground(10.0, 1, (10.0,)), Ground(4.0), Ground(8.0, 1, (12.0,))]

    owner = part_cells(cells, {(0, 1): 3.0, (1, 2): 2.0}, set())

    assert owner[1] == owner[2] != owner[0]


def test_a_misread_area_holds_no_room_back():
    assert [0, 0] == part_cells([Ground(10.0, 1, (1.0,)), Ground(10.0)], {(0, 1): 4.0}, set())


def test_what_lies_open_stays_outside():
    assert [0, OUTSIDE] == part_cells(
        [Ground(10.0, 1, is_inside=True), Ground(5.0)], {(0, 1): 2.0, (OUTSIDE, 1): 5.0}, {OUTSIDE, 1}
    )


def test_a_nameless_cell_too_much_for_its_room_is_left_outside():
    cells = [Ground(10.0, 1, (10.0,), is_inside=True), Ground(6.0)]

    assert [0, OUTSIDE] == part_cells(cells, {(0, 1): 1.0, (OUTSIDE, 1): 3.0}, {OUTSIDE})


@given(st.data())
def test_every_cell_has_a_room_that_holds_together(data):
    count = data.draw(st.integers(1, 8))
    sizes = data.draw(st.lists(st.floats(0.1, 40.0), min_size=count, max_size=count))
    named = data.draw(st.lists(st.booleans(), min_size=count, max_size=count))
    pairs = data.draw(st.sets(st.tuples(st.integers(-1, count - 1), st.integers(0, count - 1)).filter(lambda p: p[0] < p[1])))
    cells = [Ground(size, 1 if name else 0, is_inside=name) for size, name in zip(sizes, named, strict=True)]

    owner = part_cells(cells, dict.fromkeys(pairs, 1.5), {OUTSIDE})

    assert count == len(owner)
    assert all(room != OUTSIDE for room, name in zip(owner, named, strict=True) if name)
    for room in set(owner) - {OUTSIDE}:
        members = {i for i in range(count) if owner[i] == room}
        seen = {min(members)}
        while more := {b for a, b in [*pairs, *((b, a) for a, b in pairs)] if a in seen and b in members} - seen:
            seen |= more
        assert members == seen
