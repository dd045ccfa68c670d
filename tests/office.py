"""LibreOffice as a second reader of what is written for Word and Excel: it opens files and prints them.

Files are converted together, since starting it takes seconds, under a profile of its own, so that it neither reads
the settings of the machine nor disturbs a LibreOffice that is open.
"""

import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

REASON = "needs LibreOffice Writer and Calc (soffice) and poppler-utils (pdftotext)"

LIMIT = 300
"""How many seconds LibreOffice may take."""


def is_there() -> bool:
    """Return whether this machine has both programs."""
    return all(shutil.which(program) for program in ("soffice", "pdftotext"))


def printed(files: Mapping[str, bytes], folder: Path) -> dict[str, tuple[str, ...]]:
    """Return the text of each page that LibreOffice prints of each file, without any white space.

    White space is left out because a cell may be broken into lines anywhere.
    """
    for name, content in files.items():
        (folder / name).write_bytes(content)
    profile, pages = (folder / "profile").as_uri(), folder / "pdf"
    options = (f"-env:UserInstallation={profile}", "--headless", "--norestore", "--convert-to", "pdf")
    subprocess.run(
        ["soffice", *options, "--outdir", str(pages), *(str(folder / name) for name in files)],
        check=True,
        capture_output=True,
        timeout=LIMIT,
    )
    return {name: _pages(pages / f"{Path(name).stem}.pdf") for name in files}


def _pages(file: Path) -> tuple[str, ...]:
    text = subprocess.run(["pdftotext", "-raw", str(file), "-"], check=True, capture_output=True).stdout.decode()
    return tuple(squeezed(page) for page in text.split("\f")[:-1])


def squeezed(text: str) -> str:
    """Return a text without white space."""
    return re.sub(r"\s+", "", text)
