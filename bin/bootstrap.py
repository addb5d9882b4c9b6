"""Makes .venv ready from the hash-pinned requirements: `python bin/bootstrap.py base|dev|spark`. Standard library only.

A stamp of what was installed makes the next start instant; a lock on the checkout's folder keeps two first starts apart;
the stamp is written last, so that an interrupted start is simply done again.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
SETS = ("base", "dev", "spark")
"""Each holds the one before."""
PINS = {"base": ("base",), "dev": ("dev",), "spark": ("dev", "spark")}
DEBIAN = "apt-get install python3-venv python3-pip"


class Stopped(Exception):
    """The environment cannot be made; the message tells the cure."""


def main(wanted: str) -> int:
    if ready(wanted):
        return 0
    checkout = os.open(ROOT, os.O_RDONLY)
    fcntl.flock(checkout, fcntl.LOCK_EX)
    try:
        if not ready(wanted):
            make(wanted)
    except Stopped as stopped:
        print(f"Dampingi could not be set up: {stopped}", file=sys.stderr)
        return 1
    finally:
        os.close(checkout)
    return 0


def ready(wanted: str) -> bool:
    """Whether .venv holds this set, or a larger one, as the requirements now stand."""
    larger = SETS[SETS.index(wanted) :]
    return PYTHON.exists() and any(
        stamp(name).exists() and stamp(name).read_text() == digest(name) for name in larger
    )


def stamp(name: str) -> Path:
    return VENV / f"installed-{name}"


def digest(name: str) -> str:
    """What the environment is made from: the pins, the project's metadata, the checkout's place and this file."""
    sha = hashlib.sha256(str(ROOT).encode())
    for path in (*pins(name), ROOT / "pyproject.toml", Path(__file__)):
        sha.update(path.read_bytes())
    return sha.hexdigest()


def pins(name: str) -> list[Path]:
    return [ROOT / f"requirements/{part}.txt" for part in PINS[name]]


def make(wanted: str) -> None:
    began = time.monotonic()
    print(f"Setting up {VENV.name} ({wanted}); only the first start takes this long ...", file=sys.stderr)
    create()
    for name in SETS:
        stamp(name).unlink(missing_ok=True)
    install(wanted)
    stamp(wanted).write_text(digest(wanted))
    print(f"Set up in {time.monotonic() - began:.0f} s.", file=sys.stderr)


def create() -> None:
    """A virtual environment; without Debian's python3-venv, one that the system's pip installs into."""
    if PYTHON.exists() and works([PYTHON, "-c", "import sys; sys.exit(sys.version_info < (3, 11))"]):
        return
    shutil.rmtree(VENV, ignore_errors=True)
    if works([sys.executable, "-m", "venv", VENV]):
        return
    shutil.rmtree(VENV, ignore_errors=True)
    if works([sys.executable, "-m", "venv", "--without-pip", VENV]) and works([*pip(), "--version"]):
        return
    if works([sys.executable, "-m", "virtualenv", VENV]):
        return
    raise Stopped(f"this Python has neither venv with pip nor virtualenv. On Debian or Ubuntu: {DEBIAN}")


def pip() -> list[str | Path]:
    """The environment's own pip, or the system's pip pointed at it."""
    if works([PYTHON, "-m", "pip", "--version"]):
        return [PYTHON, "-m", "pip", "--disable-pip-version-check"]
    return [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", PYTHON]


def install(wanted: str) -> None:
    for part in pins(wanted):
        if not with_uv(part):
            run([*pip(), "install", "--quiet", "--require-hashes", "-r", part])
    run([*pip(), "install", "--quiet", "--no-deps", "--no-build-isolation", "--no-index", "-e", ROOT])


def with_uv(part: Path) -> bool:
    """Quicker where uv can be had; whatever goes wrong with it, pip goes on."""
    uv = VENV / "bin" / "uv"
    if os.environ.get("DAMPINGI_INSTALLER") == "pip":
        return False
    if not uv.exists():
        works([*pip(), "install", "--quiet", "--require-hashes", "-r", ROOT / "requirements/installer.txt"])
    command = [
        uv,
        "pip",
        "install",
        "--quiet",
        "--compile-bytecode",
        "--python",
        PYTHON,
        "--require-hashes",
        "-r",
        part,
    ]
    return uv.exists() and works(command, env=os.environ | uv_settings())


def uv_settings() -> dict[str, str]:
    """What the person's pip is told about indexes and certificates; uv does not read pip's configuration."""
    listed = subprocess.run([*pip(), "config", "list"], capture_output=True, text=True, check=False).stdout
    told = {}
    for line in listed.splitlines():
        key, _, value = line.partition("=")
        told[key.rsplit(".", 1)[-1]] = " ".join(value.strip("'\"").replace("\\n", " ").split())
    names = {
        "index-url": "UV_DEFAULT_INDEX",
        "extra-index-url": "UV_INDEX",
        "find-links": "UV_FIND_LINKS",
        "no-index": "UV_NO_INDEX",
        "trusted-host": "UV_INSECURE_HOST",
        "cert": "SSL_CERT_FILE",
    }
    settings = {names[key]: value for key, value in told.items() if key in names and value}
    if "UV_FIND_LINKS" in settings:
        settings["UV_FIND_LINKS"] = settings["UV_FIND_LINKS"].replace(" ", ",")
    # unsafe-best-match is how pip chooses among several indexes; the hashes make it safe
    fixed = {"UV_SYSTEM_CERTS": "1", "UV_PYTHON_DOWNLOADS": "never", "UV_INDEX_STRATEGY": "unsafe-best-match"}
    return settings | fixed


def works(command: list[str | Path], env: dict[str, str] | None = None) -> bool:
    return subprocess.run(command, capture_output=True, env=env, check=False).returncode == 0


def run(command: list[str | Path]) -> None:
    done = subprocess.run(command, stdout=sys.stderr, check=False)
    if done.returncode:
        raise Stopped(
            "installing failed for the reason above. Check the network or pip's index, then start again."
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "base"))
