"""Python with Django set up beside a server, on its data: starting it takes seconds, so one process runs everything a test asks.

`python -m tests.browser.field.beside` with DAMPINGI_HOME set reads lines of JSON, {"code", "on"}, and answers each with {"out"} or {"error"}.
"""

import contextlib
import io
import json
import sys
import traceback

import django
import time_machine


def main() -> None:
    django.setup()
    answers, sys.stdout = sys.stdout, sys.stderr
    for line in sys.stdin:
        print(json.dumps(_done(**json.loads(line))), file=answers, flush=True)


def _done(code: str, on: str) -> dict[str, str]:
    from django.db import connection

    clock = time_machine.travel(f"{on}T03:00:00Z", tick=True) if on else contextlib.nullcontext()
    said = io.StringIO()
    try:
        with clock, contextlib.redirect_stdout(said):
            exec(code, {"__name__": "beside"})
    except Exception:
        return {"error": traceback.format_exc()}
    finally:
        connection.close()
    return {"out": said.getvalue()}


if __name__ == "__main__":
    main()
