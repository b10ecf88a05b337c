"""What the user and the machine decide, read once and passed on."""

import os
from pathlib import Path
from typing import Annotated
from urllib.parse import quote, urlsplit

import platformdirs
import psutil
from pydantic import AfterValidator, Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from archdesk.model.problems import ArchDeskError

WORKER_MEMORY = 1_500_000_000  # bytes that one worker may take at its worst
SCHEMES = ("redis", "rediss")


class WrongSetting(ArchDeskError):
    code = "ARC-601"
    summary = "{name} cannot be used: {reason}."
    hint = "Set it in the environment to something else, or not at all."


def _data_folder() -> Path:
    return Path(platformdirs.user_data_dir("archdesk", appauthor=False))


def _usual_workers() -> int:
    by_memory = int(psutil.virtual_memory().total * 0.6 // WORKER_MEMORY)
    return max(1, min(os.cpu_count() or 1, by_memory, 8))


class Settings(BaseSettings):
    """From the environment (``ARCHDESK_HOME``, ``ARCHDESK_REDIS_URL``, ``ARCHDESK_REDIS_PASSWORD_FILE``,
    ``ARCHDESK_WORKERS``), else what suits the machine.
    """

    model_config = SettingsConfigDict(env_prefix="ARCHDESK_", frozen=True, extra="ignore", populate_by_name=True)

    data_folder: Annotated[Path, AfterValidator(Path.absolute)] = Field(
        default_factory=_data_folder, validation_alias="ARCHDESK_HOME"
    )
    redis_url: str | None = None
    redis_password_file: Path | None = None
    workers: int = Field(default_factory=_usual_workers, ge=1, le=64)


def load_settings() -> Settings:
    """The settings; the queue's address has its password in it.

    Raises:
        WrongSetting: one of them makes no sense.
    """
    try:
        settings = Settings()
    except ValidationError as error:
        first = error.errors()[0]
        raise WrongSetting(name=_variable(str(first["loc"][0])), reason=first["msg"].replace("Input", "it", 1)) from error
    if not settings.redis_url:
        return settings
    return settings.model_copy(update={"redis_url": _with_password(settings.redis_url, settings.redis_password_file)})


def _variable(field: str) -> str:
    return field if field.isupper() else f"ARCHDESK_{field.upper()}"


def _with_password(url: str, file: Path | None) -> str:
    """The address with the password from the file, unless it has one of its own."""
    try:
        parts = urlsplit(url)
        is_address = parts.scheme in SCHEMES and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_address = False
    if not is_address:
        raise WrongSetting(name="ARCHDESK_REDIS_URL", reason="it is no address such as redis://host:6379/0")
    if file is None or parts.password is not None:
        return url
    try:
        password = file.read_text(encoding="utf-8").strip()
    except (OSError, ValueError) as error:
        raise WrongSetting(name="ARCHDESK_REDIS_PASSWORD_FILE", reason=f"{file} cannot be read") from error
    place = parts.netloc.rpartition("@")[2]
    return parts._replace(netloc=f"{parts.username or ''}:{quote(password, safe='')}@{place}").geturl()
