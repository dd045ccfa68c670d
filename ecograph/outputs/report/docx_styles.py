"""How the report looks in Word: page, fonts, styles, language.

All styles of the library's template are replaced, so that a user finds the few that are used. Arial is on every Windows
and Mac, and elsewhere a font of the same widths takes its place.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm

from ecograph.outputs.report.docx_columns import PAGE, SIZES
from ecograph.outputs.report.docx_tables import STYLE, style_of

if TYPE_CHECKING:
    from docx.document import Document as Book

LOCALES: Final[Mapping[str, str]] = {"da": "da-DK", "nb": "nb-NO", "en": "en-GB"}
"""The language of the spelling checker, by the language of the report."""

INK: Final = "1B2733"
TITLE: Final = "12344D"
LINK: Final = "0B5380"
GREY: Final = "566573"
LINE: Final = "DBE2E8"
"""The colours, the same as on the page."""

_FONT: Final = "Arial"
_BULLETS: Final = 1
_SEPARATORS: Final[Mapping[str, tuple[str, str]]] = {"da": (",", ";"), "nb": (",", ";"), "en": (".", ",")}


class _Style(NamedTuple):
    """A style of paragraphs or characters.

    Args:
        identity: Its id in the file.
        name: Its name; Word shows the names that it knows in the user's language.
        paragraph: Its properties of paragraphs, as XML; "" for a style of characters.
        run: Its properties of characters, as XML.
        based_on: The id of the style that it adds to.
        following: The id of the style of the paragraph after it.
    """

    identity: str
    name: str
    paragraph: str = ""
    run: str = ""
    based_on: str = "Normal"
    following: str = ""


def _type(size: float, colour: str = "", *, bold: bool = False) -> str:
    """Return the properties of characters; their order is that of the schema."""
    return (
        ("<w:b/><w:bCs/>" if bold else "")
        + (f'<w:color w:val="{colour}"/>' if colour else "")
        + f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>'
    )


def _spaced(before: float, after: float, rest: str = "", *, line: int = 0) -> str:
    lines = f' w:line="{line}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{round(before * 20)}" w:after="{round(after * 20)}"{lines}/>{rest}'


def _heading(level: int, *, size: float, before: float, after: float) -> _Style:
    paragraph = f'<w:keepNext/><w:keepLines/>{_spaced(before, after)}<w:outlineLvl w:val="{level - 1}"/>'
    return _Style(f"Heading{level}", f"heading {level}", paragraph, _type(size, TITLE, bold=True), following="Normal")


def _cells(size: float) -> tuple[_Style, ...]:
    """Return the styles of the cells of a table in a size of letters."""
    text, head = style_of("TableText", size), style_of("TableHeadText", size)
    return (
        _Style(text, f"Table text {size:g}", _spaced(2.5, 2.5, line=240), _type(size)),
        _Style(style_of("TableNumber", size), f"Table number {size:g}", _RIGHT, based_on=text),
        _Style(style_of("TableMark", size), f"Table mark {size:g}", _RIGHT, based_on=text),
        _Style(head, f"Table head {size:g}", run=_type(size, TITLE, bold=True), based_on=text),
        _Style(style_of("TableHeadNumber", size), f"Table head number {size:g}", _RIGHT, based_on=head),
        _Style(style_of("TableHeadMark", size), f"Table head mark {size:g}", _RIGHT, _type(7, GREY), based_on=text),
    )


_RIGHT: Final = '<w:jc w:val="right"/>'
_TO_THE_RIGHT: Final = f'<w:tabs><w:tab w:val="right" w:pos="{PAGE}"/></w:tabs>'

_PARAGRAPHS: Final = (
    _heading(1, size=18, before=26, after=8),
    _heading(2, size=13, before=18, after=5),
    _heading(3, size=11, before=14, after=4),
    _Style("Title", "Title", _spaced(48, 8), _type(26, TITLE, bold=True), following="Subtitle"),
    _Style("Subtitle", "Subtitle", _spaced(0, 20), _type(13, GREY), following="Normal"),
    _Style("TOCHeading", "TOC Heading", f"<w:keepNext/>{_spaced(14, 6)}", _type(13, TITLE, bold=True)),
    _Style("TOC1", "toc 1", f"{_TO_THE_RIGHT}{_spaced(3, 0, line=240)}"),
    _Style(
        "TOC2",
        "toc 2",
        f'{_TO_THE_RIGHT}{_spaced(1, 0, line=240)}<w:ind w:left="340"/>',
        _type(9, GREY),
    ),
    _Style("ListBullet", "List Bullet", f'<w:numPr><w:numId w:val="{_BULLETS}"/></w:numPr>{_spaced(0, 4)}'),
    _Style("Caption", "caption", f"<w:keepNext/><w:keepLines/>{_spaced(12, 4)}", _type(9)),
    _Style("FigureCaption", "Figure caption", f'<w:keepNext w:val="0"/>{_spaced(3, 12)}', based_on="Caption"),
    _Style("Figure", "Figure", f"<w:keepNext/>{_spaced(10, 0, line=240)}"),
    _Style("Below", "Table note", f"<w:keepLines/>{_spaced(4, 12)}", _type(8.5, GREY)),
    _Style("Term", "Term", f"<w:keepNext/>{_spaced(6, 0)}", "<w:b/><w:bCs/>", following="Explanation"),
    _Style("Explanation", "Explanation", _spaced(0, 4, '<w:ind w:left="340"/>')),
    _Style("Source", "Source", f'{_spaced(0, 4)}<w:ind w:left="340" w:hanging="340"/>', _type(9)),
    _Style("Note", "Note", f'<w:keepLines/>{_spaced(0, 3, line=240)}<w:ind w:left="340" w:hanging="340"/>', _type(7.5)),
    _Style("Header", "header", _spaced(0, 0), _type(8, GREY)),
    _Style("Footer", "footer", _spaced(0, 0, _RIGHT), _type(8, GREY)),
    *(style for size in SIZES for style in _cells(size)),
)

_CHARACTERS: Final = (
    _Style("Hyperlink", "Hyperlink", run=f'<w:color w:val="{LINK}"/><w:u w:val="single"/>'),
    _Style("Mark", "Mark", run=f'<w:noProof/><w:color w:val="{GREY}"/><w:sz w:val="14"/><w:szCs w:val="14"/>'),
    _Style("Label", "Caption label", run=f'<w:b/><w:bCs/><w:color w:val="{TITLE}"/>'),
    _Style("Code", "Code", run="<w:noProof/>"),
    _Style("Rows", "Rows", run=f'<w:noProof/><w:color w:val="{GREY}"/>'),
)
"""The styles of characters; what is noProof the spelling checker leaves alone."""


def dress(book: "Book", language: str) -> None:
    """Give an empty document its page, styles, bullets, language and settings.

    Args:
        book: The document of the library's template.
        language: da, nb or en.
    """
    locale = LOCALES[language]
    _exchange(book.styles.element, _styles(locale))
    _exchange(book.part.numbering_part.element, _numbering())
    _exchange(book.settings.element, _settings(language))
    page = book.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(20)
    page.top_margin, page.bottom_margin = Mm(22), Mm(20)
    page.header_distance = page.footer_distance = Mm(10)
    page.different_first_page_header_footer = True


def _exchange(own: "object", xml: str) -> None:
    """Put the children of a root element in the place of those of another."""
    own[:] = parse_xml(xml)[:]  # type: ignore[index]


def _styles(locale: str) -> str:
    fonts = " ".join(f'w:{script}="{_FONT}"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))
    return (
        f"<w:styles {nsdecls('w')}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {fonts}/>"
        f'<w:color w:val="{INK}"/><w:sz w:val="20"/><w:szCs w:val="20"/>'
        f'<w:lang w:val="{locale}" w:eastAsia="{locale}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f"<w:pPrDefault><w:pPr>{_spaced(0, 6, line=276)}</w:pPr></w:pPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        "<w:semiHidden/></w:style>"
        + "".join(_style(each, "paragraph") for each in _PARAGRAPHS)
        + "".join(_style(each, "character") for each in _CHARACTERS)
        + _table_styles()
        + "</w:styles>"
    )


def _style(style: _Style, kind: str) -> str:
    base = "DefaultParagraphFont" if kind == "character" else style.based_on
    following = f'<w:next w:val="{style.following}"/>' if style.following else ""
    paragraph = f"<w:pPr>{style.paragraph}</w:pPr>" if style.paragraph else ""
    run = f"<w:rPr>{style.run}</w:rPr>" if style.run else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{style.identity}"><w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="{base}"/>{following}<w:qFormat/>{paragraph}{run}</w:style>'
    )


def _table_styles() -> str:
    """Return the style of tables: light lines between rows, a dark one under the head and at the end."""
    dark, light = (f'w:val="single" w:sz="{size}" w:space="0" w:color="{c}"' for size, c in ((8, TITLE), (4, LINE)))
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
        f'<w:style w:type="table" w:styleId="{STYLE}"><w:name w:val="Report table"/><w:basedOn w:val="TableNormal"/>'
        f"<w:qFormat/><w:tblPr><w:tblBorders><w:bottom {dark}/><w:insideH {light}/></w:tblBorders>"
        '<w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f'<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders><w:bottom {dark}/></w:tcBorders>'
        '<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr></w:style>'
    )


def _numbering() -> str:
    return (
        f'<w:numbering {nsdecls("w")}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:pStyle w:val="ListBullet"/>'
        '<w:lvlText w:val="•"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="340" w:hanging="340"/></w:pPr>'
        f'</w:lvl></w:abstractNum><w:num w:numId="{_BULLETS}"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


def _settings(language: str) -> str:
    decimal, between = _SEPARATORS[language]
    return (
        f'<w:settings {nsdecls("w")}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="{LOCALES[language]}"/>'
        f'<w:decimalSymbol w:val="{decimal}"/><w:listSeparator w:val="{between}"/></w:settings>'
    )
