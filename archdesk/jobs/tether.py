"""Start a program that ends when its starter ends, however that happens: run as a script of its own.

``python -I -S tether.py PARENT PROGRAM ARGUMENTS...``; Linux tells the program by a signal, elsewhere a pipe does.
"""

import contextlib
import ctypes
import os
import platform
import signal
import subprocess
import sys
import threading

PR_SET_PDEATHSIG = 1  # linux/prctl.h; it stays across exec


def main(parent: int, command: list[str]) -> int:
    if platform.system() == "Linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            return 1
        os.execv(command[0], command)
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL)
    threading.Thread(target=_end_with_pipe, args=(child,), daemon=True).start()
    return child.wait()


def _end_with_pipe(child: "subprocess.Popen[bytes]") -> None:
    with contextlib.suppress(OSError):
        while os.read(0, 1):
            pass
    child.terminate()


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), sys.argv[2:]))
