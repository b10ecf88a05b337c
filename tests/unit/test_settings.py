from pathlib import Path

import pytest
from pydantic import ValidationError

from archdesk.settings import load_settings


def test_the_environment_decides_the_data_folder_and_the_queue(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ARCHDESK_HOME", str(tmp_path))
    monkeypatch.setenv("ARCHDESK_REDIS_URL", "redis://queue.example:6379/0")
    monkeypatch.setenv("ARCHDESK_WORKERS", "3")

    settings = load_settings()

    assert (tmp_path, "redis://queue.example:6379/0", 3) == (settings.data_folder, settings.redis_url, settings.workers)


def test_there_is_always_at_least_one_worker() -> None:
    assert load_settings().workers >= 1


def test_a_senseless_number_of_workers_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARCHDESK_WORKERS", "0")

    with pytest.raises(ValidationError):
        load_settings()
