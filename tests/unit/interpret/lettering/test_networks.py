"""The networks' library sends telemetry unless it is told not to before it is loaded."""

import os
import subprocess
import sys
from pathlib import Path

READ = "from archdesk.worker.conversion import load_conversion; load_conversion()"


def test_reading_leaves_no_telemetry_behind(tmp_path: Path) -> None:
    keeps_quiet = ("CI", "GITHUB_ACTIONS", "TF_BUILD", "ORT_DISABLE_TELEMETRY", "ORT_RUNNING_UNIT_TESTS")
    environment = {name: value for name, value in os.environ.items() if name not in keeps_quiet and not name.startswith("XDG_")}
    environment |= {"HOME": str(tmp_path), "TMPDIR": str(tmp_path)}

    subprocess.run([sys.executable, "-c", READ], env=environment, check=True, timeout=120)

    left = {path.name for path in tmp_path.rglob("*")}
    assert not left & {"Microsoft", "deviceid", "onnxruntime.db", ".ses"}
