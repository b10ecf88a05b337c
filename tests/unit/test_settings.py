from pathlib import Path

import pytest

from archdesk.settings import WrongSetting, load_settings


def test_the_environment_decides_the_data_folder_and_the_queue(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ARCHDESK_HOME", str(tmp_path))
    monkeypatch.setenv("ARCHDESK_REDIS_URL", "redis://queue.example:6379/0")
    monkeypatch.setenv("ARCHDESK_WORKERS", "3")

    settings = load_settings()

    assert (tmp_path, "redis://queue.example:6379/0", 3) == (settings.data_folder, settings.redis_url, settings.workers)


def test_the_data_folder_stays_where_it_is_when_the_working_folder_changes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ARCHDESK_HOME", "data")

    assert tmp_path / "data" == load_settings().data_folder


def test_there_is_always_at_least_one_worker() -> None:
    assert load_settings().workers >= 1


def test_a_senseless_number_of_workers_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARCHDESK_WORKERS", "0")

    with pytest.raises(WrongSetting, match="ARCHDESK_WORKERS"):
        load_settings()


@pytest.mark.parametrize("url", ["queue", "http://queue:80", "redis://", "redis://:a/b@queue:6379/0"])
def test_what_is_no_address_of_a_queue_is_refused(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("ARCHDESK_REDIS_URL", url)

    with pytest.raises(WrongSetting, match="ARCHDESK_REDIS_URL"):
        load_settings()


@pytest.mark.parametrize(
    ("url", "complete"),
    [
        ("redis://queue:6379/0", "redis://:p%2Fw%40%3A@queue:6379/0"),
        ("rediss://desk@queue", "rediss://desk:p%2Fw%40%3A@queue"),
        ("redis://:own@queue:6379/0", "redis://:own@queue:6379/0"),
    ],
)
def test_the_password_of_the_queue_comes_from_a_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, url: str, complete: str
) -> None:
    (tmp_path / "password").write_text("p/w@:\n", encoding="utf-8")
    monkeypatch.setenv("ARCHDESK_REDIS_PASSWORD_FILE", str(tmp_path / "password"))
    monkeypatch.setenv("ARCHDESK_REDIS_URL", url)

    assert complete == load_settings().redis_url


def test_a_password_file_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ARCHDESK_REDIS_PASSWORD_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("ARCHDESK_REDIS_URL", "redis://queue:6379/0")

    with pytest.raises(WrongSetting, match="none cannot be read"):
        load_settings()
