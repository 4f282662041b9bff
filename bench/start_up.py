"""How long a newcomer waits: a region from nothing, and the first page when it is there.

Cold: a new cluster, database, migrations and demo sample. Warm: from `elbraum up` to the first
page. Each command line runs as a process of its own, as a person would start it.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from urllib.error import URLError

PORT = 8123
PAGE = f"http://127.0.0.1:{PORT}/"
COLD_LIMIT_S = 60
WARM_LIMIT_S = 5


def elbraum(*arguments: str) -> list[str]:
    """Return the command line of this environment's elbraum."""
    return [str(Path(sys.executable).with_name("elbraum")), *arguments]


def wait_for_page(since: float) -> float:
    """Return the seconds until the first page is answered."""
    while time.perf_counter() - since < COLD_LIMIT_S:
        try:
            with urllib.request.urlopen(PAGE, timeout=1) as answer:
                answer.read()
                return time.perf_counter() - since
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.05)
    raise TimeoutError(PAGE)


def main() -> None:
    """Print both figures beside their limits."""
    with tempfile.TemporaryDirectory(prefix="elb") as folder:
        Path(folder).chmod(0o755)
        env = os.environ | {"ELBRAUM_STATE_DIR": f"{folder}/state", "ELBRAUM_PORT": str(PORT)}
        began = time.perf_counter()
        subprocess.run(elbraum("init", "dresden", "--sample", "demo"), env=env, check=True)
        cold = time.perf_counter() - began
        began = time.perf_counter()
        served = subprocess.Popen(elbraum("up"), env=env)
        try:
            warm = wait_for_page(began)
        finally:
            served.send_signal(signal.SIGINT)
            served.wait(timeout=30)
    print(f"cold, cluster to demo sample: {cold:.1f} s (limit {COLD_LIMIT_S} s)")
    print(f"warm, `elbraum up` to first page: {warm:.1f} s (limit {WARM_LIMIT_S} s)")


if __name__ == "__main__":
    main()
