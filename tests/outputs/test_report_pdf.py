"""The report as PDF: tagged, on A4, with page numbers, the same bytes again, and nothing loaded from anywhere."""

import builtins
import gc
import importlib.util
import logging
import re
import shutil
import subprocess
from dataclasses import replace
from typing import Any

import pytest
from documents import FIRST, document, hostile_document, long_document
from hostile import HOSTILE

from ecograph.errors import EcographError
from ecograph.language import LANGUAGES
from ecograph.outputs.report import pdf as module
from ecograph.outputs.report.pdf import pdf
from ecograph.report.document import Document, marks_of

pytestmark = pytest.mark.slow  # WeasyPrint takes a quarter of a second for a page

weasyprint = pytest.mark.skipif(
    importlib.util.find_spec("weasyprint") is None, reason="WeasyPrint is not installed: pip install ecograph[pdf]"
)
poppler = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="pdftotext is not installed: apt install poppler-utils"
)


def pages(made: bytes) -> list[str]:
    """Return the text of each page, as another program reads it."""
    found = subprocess.run(["pdftotext", "-layout", "-", "-"], input=made, capture_output=True, check=True)
    return found.stdout.decode().split("\f")[:-1]


def about(made: bytes) -> dict[str, str]:
    """Return what another program says of a PDF."""
    found = subprocess.run(["pdfinfo", "-"], input=made, capture_output=True, check=True).stdout.decode()
    return {name: value.strip() for name, _, value in (line.partition(":") for line in found.splitlines())}


@weasyprint
@poppler
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_is_a_tagged_pdf_on_a4_with_page_numbers(language: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        made = pdf(document(language))
    assert [record.getMessage() for record in caplog.records] == []
    facts = about(made)
    assert (facts["Title"], facts["Tagged"]) == (document(language).title, "yes")
    assert "CreationDate" not in facts
    assert facts["Page size"].endswith("(A4)")
    text = pages(made)
    of = {"en": "Page {} of {}", "da": "Side {} af {}", "nb": "Side {} av {}"}[language]
    assert len(text) == int(facts["Pages"]) > 1
    for i, each in enumerate(text):
        assert of.format(i + 1, len(text)) in each
        assert document(language).title in each  # the running title
    said = " ".join(" ".join(text).split())
    assert FIRST.in_(language).replace("\xa0", " ") in said
    assert re.search(r"1[.,\s]204", said)
    assert "110" in said  # the table of the chart, which is folded on a screen


@weasyprint
def test_the_same_document_gives_the_same_bytes() -> None:
    assert pdf(document()) == pdf(document())


@weasyprint
@pytest.mark.parametrize("collects", [True, False])
def test_python_collects_its_garbage_afterwards_as_before(collects: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    def planted(given: Document, medium: str) -> str:
        seen.append(gc.isenabled())
        raise MemoryError

    seen: list[bool] = []
    monkeypatch.setattr(module, "page", planted)
    (gc.enable if collects else gc.disable)()
    try:
        with pytest.raises(MemoryError):
            pdf(document())
        assert (seen, gc.isenabled()) == ([False], collects)
    finally:
        gc.enable()


@weasyprint
def test_a_pdf_says_its_language_and_what_its_pictures_show() -> None:
    from weasyprint import HTML

    from ecograph.outputs.report.html import page

    made = HTML(string=page(document("nb"), "paper")).write_pdf(pdf_variant=module.VARIANT, uncompressed_pdf=True)
    assert b"/Lang (nb)" in made
    assert b"<pdfuaid:part>1<" in made or b'pdfuaid:part="1"' in made
    alternative = document("nb").sections[1].sections[0].sections[0].blocks[0].alternative  # type: ignore[union-attr]
    assert b"/Alt (%s)" % alternative.encode() in made


@weasyprint
@poppler
def test_the_head_of_a_long_table_stands_on_each_of_its_pages_and_no_row_is_lost() -> None:
    given = replace(long_document(1, 200), notes=())
    text = pages(pdf(given))
    with_rows = [each for each in text if re.search(r"^ *Organisation \d", each, re.MULTILINE)]
    assert len(with_rows) >= 3
    assert all(re.search("Cluster +.*Members", each) for each in with_rows)
    assert re.findall(r"\bk[0-9a-f]{7}\b", "".join(text)) == list(marks_of(given.sections))  # one in each of 200 rows


@weasyprint
@poppler
def test_hostile_texts_are_texts_and_nothing_is_complained_of(caplog: pytest.LogCaptureFixture) -> None:
    given = hostile_document()
    chosen = [0, 1, 4, 6, 13]  # not the longest: it takes half a minute
    some = replace(given, sections=tuple(given.sections[i] for i in chosen), notes=given.notes[:5])
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        made = pdf(some)
    assert [record.getMessage() for record in caplog.records] == []
    said = re.sub(r"\s", "", "".join(pages(made)))
    for each in (HOSTILE[i] for i in chosen[:3]):
        assert re.sub(r"\s", "", each) in said
    assert b"/JavaScript" not in made


@weasyprint
def test_nothing_is_loaded_from_a_file_or_the_network(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    addresses = ["file:///etc/hostname", "http://127.0.0.1:9/x.png", "data:image/png;base64,iVBORw0KGgo="]

    def planted(given: Document, medium: str) -> str:
        return '<html lang="en"><title>t</title>' + "".join(f'<img alt="x" src="{each}">' for each in addresses)

    monkeypatch.setattr(module, "page", planted)
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        pdf(document())
    told = " ".join(record.getMessage() for record in caplog.records)
    assert all(f"disallowed protocol: {each}" in told for each in addresses)


@pytest.mark.parametrize(
    ("error", "cure"),
    [
        (ImportError("No module named 'weasyprint'"), 'pip install "ecograph\\[pdf\\]"'),
        (OSError("cannot load library 'libpango-1.0-0': no such file\nmore"), "'libpango-1.0-0': no such file\\).*apt"),
    ],
)
def test_what_is_missing_is_said_with_its_cure(monkeypatch: pytest.MonkeyPatch, error: Exception, cure: str) -> None:
    known = builtins.__import__

    def without(name: str, *args: Any, **more: Any) -> Any:  # noqa: ANN401 - as Python's own
        if name == "weasyprint":
            raise error
        return known(name, *args, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(EcographError, match=cure):
        pdf(document())
