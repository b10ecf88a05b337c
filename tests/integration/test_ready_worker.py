"""What a worker's process has behind it when it says that it is ready."""

import subprocess
import sys

LOOK = "import gc; from archdesk.worker.conversion import load_conversion; load_conversion(); print(gc.get_freeze_count())"
IMPORTED = 100_000  # objects, at the least, that the libraries of a conversion make and never let go


def test_the_first_document_does_not_pay_for_a_look_through_all_that_was_imported() -> None:
    answer = subprocess.run([sys.executable, "-c", LOOK], stdout=subprocess.PIPE, text=True, check=True, timeout=120)

    assert int(answer.stdout) > IMPORTED
