"""The report as a tagged PDF, laid out by WeasyPrint from the same page that a browser opens."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ecograph.errors import EcographError
from ecograph.outputs.report.html import page
from ecograph.report.document import Document

VARIANT = "pdf/ua-1"
"""PDF/UA: headings, tables, links and pictures are tagged, so that a screen reader finds them."""

NO_WEASYPRINT = (
    'a report as PDF needs WeasyPrint, which is not installed; install it with: pip install "ecograph[pdf]", '
    "or choose --format html and print it from a browser"
)
NO_PANGO = (
    "a report as PDF needs the library Pango, which WeasyPrint did not find ({reason}); install it (Debian and Ubuntu: "
    "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; macOS: brew install pango; Windows: see "
    "https://doc.courtbouillon.org/weasyprint/stable/first_steps.html), or choose --format html and print it from a "
    "browser"
)


def pdf(document: Document) -> bytes:
    """Return a report as a tagged PDF (PDF/UA-1) on A4, with page numbers and bookmarks.

    Nothing is loaded from the network or from a file but the fonts of the system. The same document gives the same
    bytes on a machine; another one may have other fonts.

    Args:
        document: The report.

    Raises:
        EcographError: WeasyPrint or the library Pango is not installed.
    """
    weasyprint = _weasyprint()
    from weasyprint.urls import URLFetcher

    nothing = URLFetcher(allowed_protocols=(), allow_redirects=False)
    with _uncollected():
        laid_out = weasyprint.HTML(string=page(document, "paper"), url_fetcher=nothing)
        return bytes(laid_out.write_pdf(pdf_variant=VARIANT))


@contextmanager
def _uncollected() -> Iterator[None]:
    """Let Python look for no cycles meanwhile: all boxes of a layout live to its end, and the search takes a third."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _weasyprint() -> Any:  # noqa: ANN401 - the module, which may not be there
    try:
        import weasyprint
    except ImportError as error:
        raise EcographError(NO_WEASYPRINT) from error
    except OSError as error:
        raise EcographError(NO_PANGO.format(reason=str(error).partition("\n")[0])) from error
    return weasyprint
