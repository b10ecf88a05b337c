"""What the user and the machine decide, read once and passed on."""

import os
from pathlib import Path

import platformdirs
import psutil
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

WORKER_MEMORY = 1_500_000_000  # bytes that one worker may take at its worst


def _data_folder() -> Path:
    return Path(platformdirs.user_data_dir("archdesk", appauthor=False))


def _usual_workers() -> int:
    by_memory = int(psutil.virtual_memory().total * 0.6 // WORKER_MEMORY)
    return max(1, min(os.cpu_count() or 1, by_memory, 8))


class Settings(BaseSettings):
    """From the environment (``ARCHDESK_HOME``, ``ARCHDESK_REDIS_URL``, ``ARCHDESK_WORKERS``), else what suits the machine."""

    model_config = SettingsConfigDict(env_prefix="ARCHDESK_", frozen=True, extra="ignore", populate_by_name=True)

    data_folder: Path = Field(default_factory=_data_folder, validation_alias="ARCHDESK_HOME")
    redis_url: str | None = None
    workers: int = Field(default_factory=_usual_workers, ge=1, le=64)


def load_settings() -> Settings:
    return Settings()
