from archdesk.model.document import Page
from archdesk.model.progress import Progress, Stage
from archdesk.model.reading import PageReading
from archdesk.pipeline.crew import FIRST, LAST, Alone


class _Listener:
    def __init__(self):
        self.heard = []

    def report(self, progress: Progress) -> None:
        self.heard.append(progress)


def _read(page, reporter):
    reporter.report(Progress(Stage.WALLS, 0.0))
    reporter.report(Progress(Stage.WALLS, 0.5))
    return PageReading(page.number)


def test_pages_are_read_in_their_order_and_progress_only_grows():
    listener = _Listener()

    readings = Alone().read_pages([Page(0, 1, 1), Page(4, 1, 1)], _read, listener)

    assert [0, 4] == [reading.page for reading in readings]
    assert ["Page 1 of 2"] * 2 + ["Page 2 of 2"] * 2 == [progress.note for progress in listener.heard]
    fractions = [progress.fraction for progress in listener.heard]
    assert fractions == sorted(fractions)
    assert FIRST <= fractions[0] < fractions[-1] < LAST


def test_a_single_page_is_not_counted():
    listener = _Listener()

    Alone().read_pages([Page(0, 1, 1)], _read, listener)

    assert {""} == {progress.note for progress in listener.heard}
