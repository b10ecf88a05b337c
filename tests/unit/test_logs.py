import logging

import pytest

from archdesk.logs import RedactingFormatter


@pytest.mark.parametrize(
    "secret",
    ["sk-ant-CANARY-0123", "redis://arch:CANARY@127.0.0.1:6379/0", "Authorization: Bearer-CANARY"],
)
def test_a_secret_never_reaches_a_log_line(secret: str) -> None:
    record = logging.LogRecord("archdesk", logging.INFO, "", 0, "using %s", (secret,), None)

    assert "CANARY" not in RedactingFormatter("%(message)s").format(record)
