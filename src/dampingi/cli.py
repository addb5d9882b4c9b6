"""`dampingi COMMAND ...`: the management commands with one manner: exit 0, or exit 1 and one line that says what to do.

DAMPINGI_DEBUG=1 shows the whole traceback. DAMPINGI_LANGUAGE=en speaks English.
"""

import gc
import os
import sys
import traceback
from importlib.metadata import PackageNotFoundError, version

FAILED = 1
INTERRUPTED = 130
TECHNICAL = ("migrate", "check", "changepassword", "shell", "db_worker")


def main(arguments: list[str] | None = None) -> int:
    """Run one command; never raises. The exit status is returned."""
    told = list(sys.argv[1:] if arguments is None else arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dampingi.config.settings")
    if told[:1] == ["demo"]:
        os.environ.setdefault("DAMPINGI_DEMO", "1")
    try:
        return _dispatch(told)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # the reader of our output (head, less) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        return _explain(error)


def _dispatch(told: list[str]) -> int:
    if told[:1] == ["--version"]:
        print(_version())
        return 0
    import django
    from django.utils import translation

    gc.disable()  # as wsgi.py: what is loaded stays
    django.setup()
    gc.freeze()
    gc.enable()
    with translation.override(os.environ.get("DAMPINGI_LANGUAGE", "id")):
        if not told or told in (["--help"], ["-h"], ["help"]):
            print(_overview())
            return 0
        name, *rest = [*told[1:], "--help"] if told[0] == "help" else told
        return _run(name, rest)


def _run(name: str, rest: list[str]) -> int:
    from django.core.management import get_commands, load_command_class
    from django.core.management.base import BaseCommand, handle_default_options
    from django.db import connections

    app = get_commands().get(name)
    if app is None:
        return _fail(_unknown(name))
    command = app if isinstance(app, BaseCommand) else load_command_class(app, name)
    try:
        parser = command.create_parser("dampingi", name)
        parsed = parser.parse_args(rest)
        handle_default_options(parsed)
        options = vars(parsed)
        needs_database = getattr(command, "needs_database", lambda _options: name != "demo")
        if str(app).startswith("dampingi.") and needs_database(options):
            _make_ready()
        command.execute(*options.pop("args", ()), **options)
    except SystemExit as stop:  # argparse after --help, a command that chose its own status
        return stop.code if isinstance(stop.code, int) else FAILED if stop.code else 0
    finally:
        connections.close_all()
    return 0


def _make_ready() -> None:
    """On a new SQLite installation the first command makes the database; a server's is its keeper's matter."""
    from pathlib import Path

    from django.core.management import call_command
    from django.db import connection
    from django.utils.translation import gettext as _

    from dampingi.foundation.regions.actions import load_regions

    if connection.vendor != "sqlite" or "mode=memory" in str(connection.settings_dict["NAME"]):
        return
    if not Path(connection.settings_dict["NAME"]).exists():
        print(_("Menyiapkan basis data baru dengan wilayah seluruh Indonesia ..."), file=sys.stderr)
        call_command("migrate", verbosity=0)
        load_regions()


def _unknown(name: str) -> str:
    from difflib import get_close_matches

    from django.core.management import get_commands
    from django.utils.translation import gettext as _

    near = get_close_matches(name, get_commands(), n=1)
    if near:
        return _("Perintah %(name)s tidak dikenal. Maksud Anda %(near)s?") % {"name": name, "near": near[0]}
    return _("Perintah %(name)s tidak dikenal. Daftar perintah: dampingi --help") % {"name": name}


def _overview() -> str:
    from django.core.management import get_commands, load_command_class
    from django.utils.translation import gettext as _

    commands = get_commands()
    ours = sorted(n for n, app in commands.items() if str(app).startswith("dampingi.") and n not in TECHNICAL)
    width = max((len(name) for name in ours), default=0)
    lines = [
        _("Pakai: dampingi PERINTAH [PILIHAN]    (dampingi PERINTAH --help menjelaskan satu perintah)"),
        "",
    ]
    lines += [f"  {name:{width}}  {load_command_class(commands[name], name).help}" for name in ours]
    technical = ", ".join(n for n in TECHNICAL if n in commands)
    lines += ["", _("Untuk pengelola sistem, dari Django: %(names)s, ...") % {"names": technical}]
    return "\n".join(lines)


def _version() -> str:
    try:
        return f"dampingi {version('dampingi')}"
    except PackageNotFoundError:
        return "dampingi"


def _explain(error: Exception) -> int:
    """One line for the person; the traceback only when asked for."""
    if os.environ.get("DAMPINGI_DEBUG") == "1":
        traceback.print_exception(error)
        return FAILED
    try:
        return _fail(_message(error))
    except Exception:  # the settings themselves are what broke: nothing to translate with
        return _fail(f"{type(error).__name__}: {error}")


def _message(error: Exception) -> str:
    from django.core.exceptions import ImproperlyConfigured, ValidationError
    from django.core.management.base import CommandError, SystemCheckError
    from django.db import DatabaseError
    from django.utils.translation import gettext as _

    from dampingi.foundation.errors import Refused

    match error:
        case Refused():
            return error.message
        case ValidationError():
            return " ".join(error.messages)
        case SystemCheckError():
            return str(error).partition("\n")[2] or str(error)
        case CommandError():
            return str(error).removeprefix("Error: ")
        case DatabaseError():
            return _database(error)
        case OSError() if error.filename:
            return f"{error.filename}: {error.strerror}"
        case ImproperlyConfigured():
            return _("Pengaturan belum benar: %(why)s") % {"why": error}
    return _("Kesalahan di pihak kami: %(what)s. Jalankan lagi dengan DAMPINGI_DEBUG=1 untuk rinciannya.") % {
        "what": f"{type(error).__name__}: {error}"
    }


def _database(error: Exception) -> str:
    from django.utils.translation import gettext as _

    text = str(error)
    if any(sign in text for sign in ("no such table", "no such column", "does not exist", "has no column")):
        return _(
            "Basis data belum disiapkan atau belum diperbarui: jalankan dampingi demo, atau dampingi migrate."
        )
    if "locked" in text:
        return _("Basis data sedang dipakai proses lain terlalu lama. Tunggu sebentar, lalu jalankan lagi.")
    return _("Basis data tidak dapat dipakai: %(why)s") % {"why": text}


def _fail(message: str) -> int:
    print(" ".join(message.split()), file=sys.stderr)
    return FAILED
