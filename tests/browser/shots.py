"""Pictures of pages at two widths and in both themes, to be looked at.

    python tests/browser/shots.py OUT_FOLDER [--base URL] [--as PERSONA] [--themes light,dark] [--widths 360,1280] PATH...

PERSONA is the role on a demo login card (its beginning is enough). Needs a running demo and a system Chromium.
"""

import argparse
import re
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, sync_playwright

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--force-prefers-reduced-motion",
]


def main() -> None:
    asked = _arguments()
    asked.out.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for width in map(int, asked.widths.split(",")):
            for theme in asked.themes.split(","):
                context = _context(browser, width, theme)
                if asked.persona:
                    _log_in(context, asked.base, asked.persona)
                for path in asked.paths:
                    _shoot(context, asked, path, f"{width}-{theme}")
                context.close()
        browser.close()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--base", default="http://127.0.0.1:8000")
    parser.add_argument("--as", dest="persona")
    parser.add_argument("--themes", default="light,dark")
    parser.add_argument("--widths", default="360,1280")
    parser.add_argument("--viewport", action="store_true", help="only what one sees without scrolling")
    return parser.parse_args()


def _context(browser: Browser, width: int, theme: str) -> BrowserContext:
    phone = width < 600
    return browser.new_context(
        viewport={"width": width, "height": 740 if phone else 800},
        device_scale_factor=1,
        color_scheme=theme,
        locale="id-ID",
        has_touch=phone,
    )


def _log_in(context: BrowserContext, base: str, persona: str) -> None:
    page = context.new_page()
    page.goto(f"{base}/masuk/")
    role = page.locator(".door-role", has_text=re.compile(f"^{re.escape(persona)}", re.I))
    page.locator(".door-card", has=role).first.click()
    page.wait_for_load_state()
    page.close()


def _shoot(context: BrowserContext, asked: argparse.Namespace, path: str, suffix: str) -> None:
    page = context.new_page()
    said: list[str] = []
    page.on(
        "console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None
    )
    answer = page.goto(f"{asked.base}{path}")
    page.wait_for_load_state("networkidle")
    name = re.sub(r"[^a-z0-9]+", "-", f"{asked.persona or 'siapapun'}{path}".lower()).strip("-")
    page.screenshot(path=asked.out / f"{name}-{suffix}.png", full_page=not asked.viewport)
    wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1")
    print(answer.status if answer else "?", f"{name}-{suffix}", "SCROLLS SIDEWAYS" if wide else "", *said)
    page.close()


if __name__ == "__main__":
    main()
