import pickle

from archdesk.model.problems import Failure, ReadError


class TooTall(ReadError):
    code = "ARC-199"
    summary = "The page is {metres} m tall."
    hint = "Cut it into {pieces} pieces."


def test_an_error_words_itself_from_its_fields() -> None:
    error = TooTall(metres=90, pieces=3)

    assert Failure("ARC-199", "The page is 90 m tall.", "Cut it into 3 pieces.") == error.failure()


def test_an_error_survives_the_way_between_processes() -> None:
    error = pickle.loads(pickle.dumps(TooTall(metres=90, pieces=3)))

    assert str(error) == "The page is 90 m tall."
