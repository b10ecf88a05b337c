"""The bundled Valkey: locked, durable, and started again with what it finds."""

import contextlib
import os
import signal
import stat
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
import redis

from archdesk.jobs.processes import Processes
from archdesk.jobs.redis_server import OwnServer, answers, choose_server
from archdesk.jobs.troubles import AlreadyOpen, QueueUnreachable


@contextlib.contextmanager
def running(home: Path) -> Iterator[Processes]:
    """The processes of an app without workers."""
    processes = Processes(home, workers=0)
    processes.start()
    try:
        yield processes
    finally:
        processes.stop()


def server_of(home: Path) -> psutil.Process:
    (found,) = [child for child in psutil.Process().children() if "server" in child.name()]
    return found


def test_the_server_wants_its_password_and_grants_nothing_dangerous(tmp_path: Path) -> None:
    with running(tmp_path) as processes, redis.Redis.from_url(processes.url) as connection:
        stranger = processes.url.replace(processes.url.split("@")[0].split("//")[1] + "@", "")

        assert answers(processes.url)
        assert not answers(stranger)
        for command in ("FLUSHALL", "CONFIG GET *", "KEYS *", "SHUTDOWN", "DEBUG SLEEP 0"):
            with pytest.raises(redis.exceptions.ResponseError):
                connection.execute_command(*command.split())


def test_the_password_is_on_no_command_line_and_in_no_file(tmp_path: Path) -> None:
    server = choose_server(None, tmp_path)
    assert isinstance(server, OwnServer)
    process = psutil.Process(server.start())
    try:
        password = server.url.split(":")[2].split("@")[0]

        assert not [word for word in process.cmdline() if password in word]
        assert stat.S_IMODE(server._runtime.stat().st_mode) == 0o700
        assert {"server.conf", "server.log", "users.acl"} == {file.name for file in server._runtime.iterdir()}
        assert not [file for file in server._runtime.iterdir() if password in file.read_text(errors="replace")]
        assert stat.S_IMODE((server._runtime / "users.acl").stat().st_mode) == 0o600
    finally:
        server.stop()
    assert not server._runtime.exists()


def test_data_survive_a_kill_and_the_address_stays(tmp_path: Path) -> None:
    with running(tmp_path) as processes:
        url = processes.url
        with redis.Redis.from_url(url) as connection:
            connection.set("kept", "yes")
        server_of(tmp_path).kill()
        psutil.wait_procs(psutil.Process().children(), timeout=1)

        assert processes.watch().is_server_alive
        assert url == processes.url
        with redis.Redis.from_url(url) as connection:
            assert connection.get("kept") == b"yes"


def test_a_frozen_server_is_started_again(tmp_path: Path) -> None:
    with running(tmp_path) as processes:
        os.kill(server_of(tmp_path).pid, signal.SIGSTOP)

        looks = [processes.watch().is_server_alive for _ in range(3)]

        assert looks == [False, False, True]


@pytest.mark.expects_warnings
def test_damaged_data_are_moved_aside(tmp_path: Path) -> None:
    with running(tmp_path) as processes, redis.Redis.from_url(processes.url) as connection:
        connection.set("kept", "yes")
    for file in (tmp_path / "redis" / "appendonlydir").iterdir():
        file.write_bytes(b"\xff\x00noise" * 500)

    with running(tmp_path) as processes:
        assert answers(processes.url)

    assert (tmp_path / "redis.1.bad").is_dir()


def test_a_second_app_is_kept_from_the_same_data(tmp_path: Path) -> None:
    with running(tmp_path), pytest.raises(AlreadyOpen):
        Processes(tmp_path, workers=0).start()

    with running(tmp_path) as processes:
        assert answers(processes.url)


def test_a_given_address_that_is_silent_fails_loudly(tmp_path: Path) -> None:
    with pytest.raises(QueueUnreachable, match=r"127\.0\.0\.1:1"):
        Processes(tmp_path, workers=0, url="redis://:secret@127.0.0.1:1/0").start()


def test_the_bundled_server_comes_before_the_systems(tmp_path: Path) -> None:
    server = choose_server(None, tmp_path)

    assert isinstance(server, OwnServer)
    assert server.name == "valkey-server"
    server.stop()
