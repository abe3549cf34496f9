"""`python -m docs.make_picture`: photograph the first page of the example's report with a headless Chromium."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
PICTURE = ROOT / "docs/report.png"
EXAMPLE = ROOT / "examples/thai-online-shop"
AS_OF = "2026-11-21"
WIDTH, HEIGHT = 1200, 1080
MOST_BYTES = 300_000
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--force-color-profile=srgb")


def main() -> int:
    """Assess a copy of the example, and write the picture."""
    browser = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if browser is None:
        sys.stderr.write(f"none of {', '.join(_BROWSERS)} is installed\n")
        return 1
    with TemporaryDirectory() as folder:
        copy = shutil.copytree(EXAMPLE, Path(folder, "shop"), ignore=shutil.ignore_patterns("out", "expected"))
        report = copy / "report.html"
        assess = [str(Path(sys.executable).with_name("govkit")), "assess", str(copy), "--as-of", AS_OF, "--no-out"]
        done = subprocess.run([*assess, "--quiet", "--format", "html", "-o", str(report)], check=False)
        if done.returncode not in (0, 1, 3):
            return done.returncode
        taken = Path(folder, "report.png")
        size = (f"--window-size={WIDTH},{HEIGHT}", f"--screenshot={taken}")
        command = [browser, *_FLAGS, f"--user-data-dir={folder}/profile", *size, report.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        if taken.stat().st_size > MOST_BYTES:
            sys.stderr.write(f"the picture has {taken.stat().st_size} bytes, and may have {MOST_BYTES}\n")
            return 1
        shutil.copyfile(taken, PICTURE)
    sys.stderr.write(f"wrote {PICTURE.relative_to(ROOT)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
