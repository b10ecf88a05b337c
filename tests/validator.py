"""The Khronos glTF validator, asked from Python."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

SCRIPT = Path(__file__).with_name("tools") / "validate.js"


@dataclass(frozen=True)
class Report:
    """How many errors, warnings and infos a file has, and the first messages."""

    errors: int
    warnings: int
    infos: int
    messages: tuple[str, ...]


def validate(model: Path) -> Report:
    run = subprocess.run(["node", str(SCRIPT), str(model)], capture_output=True, text=True, check=True)
    issues = json.loads(run.stdout)
    messages = tuple(f"{message['code']} {message.get('pointer', '')}" for message in issues["messages"][:10])
    return Report(issues["numErrors"], issues["numWarnings"], issues["numInfos"], messages)
