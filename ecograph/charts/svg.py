"""A drawing as an SVG element that stands in a page: no script, no style, nothing from elsewhere, all text escaped."""

from collections.abc import Iterable
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from ecograph.charts import hatching
from ecograph.charts.colours import INK
from ecograph.charts.drawing import Band, Box, Dot, Drawing, Label, Line, Shape
from ecograph.charts.hatching import Segment
from ecograph.charts.lettering import clean

FONT: Final = "DejaVu Sans, Verdana, sans-serif"

_Attributes = dict[str, str | float]

_THIN: Final = 0.75
"""The width of the outline of a box, a dot or a band."""


def svg(drawing: Drawing, *, title: str, description: str, identity: str) -> str:
    """Return a drawing as an SVG element for a page of HTML.

    A reader of the screen is told the title and the description, as of a picture; its texts are not read one by one.

    Args:
        drawing: The drawing.
        title: Its name.
        description: What one who cannot see it should know.
        identity: A name that no other element of the page has; its title and description have it with ``-title`` and
            ``-description`` behind.

    Returns:
        Well-formed XML, the same for the same arguments.

    >>> print(svg(Drawing(20, 10, (Dot(5, 5, 2, fill="#0072b2"),)), title="A", description="B & C", identity="dot"))
    <svg xmlns="http://www.w3.org/2000/svg" id="dot" role="img" aria-labelledby="dot-title dot-description" \
width="20pt" height="10pt" viewBox="0 0 20 10" font-family="DejaVu Sans, Verdana, sans-serif">
    <title id="dot-title">A</title>
    <desc id="dot-description">B &amp; C</desc>
    <circle cx="5" cy="5" r="2" fill="#0072b2"/>
    </svg>
    """
    width, height = _number(drawing.width), _number(drawing.height)
    head: _Attributes = {
        "xmlns": "http://www.w3.org/2000/svg",
        "id": identity,
        "role": "img",
        "aria-labelledby": f"{identity}-title {identity}-description",
        "width": f"{width}pt",
        "height": f"{height}pt",
        "viewBox": f"0 0 {width} {height}",
        "font-family": FONT,
    }
    lines = [
        f"<svg{_attributes(head)}>",
        _element("title", {"id": f"{identity}-title"}, title),
        _element("desc", {"id": f"{identity}-description"}, description),
        *(line for shape in drawing.shapes for line in _written(shape)),
        "</svg>",
    ]
    return "\n".join(lines)


def _written(shape: Shape) -> tuple[str, ...]:
    """Return a shape as elements: one, and one more where it is hatched."""
    match shape:
        case Box():
            place: _Attributes = {"x": shape.x, "y": shape.y, "width": shape.width, "height": shape.height}
            box = _element("rect", {**place, **_paint(shape.fill, shape.stroke)})
            return (box, _hatched(hatching.of_box(shape), shape.stroke)) if shape.hatched else (box,)
        case Line():
            points = " ".join(f"{_number(x)},{_number(y)}" for x, y in shape.points)
            dash: _Attributes = {"stroke-dasharray": "3 2"} if shape.dashed else {}
            paint: _Attributes = {
                "fill": "none",
                "stroke": shape.stroke,
                "stroke-width": shape.width,
                "stroke-linejoin": "round",
            }
            return (_element("polyline", {"points": points, **paint, **dash}),)
        case Dot():
            return (_element("circle", {"cx": shape.x, "cy": shape.y, "r": shape.radius, **_paint(*_of_dot(shape))}),)
        case Band():
            filled = {"d": _outline(shape), **_paint(shape.fill, shape.stroke), "fill-opacity": shape.opacity}
            band = _element("path", filled)
            return (band, _hatched(hatching.of_band(shape), shape.fill)) if shape.hatched else (band,)
        case _:
            return (_label(shape),)


def _of_dot(dot: Dot) -> tuple[str, str]:
    """Return the fill and the outline of a dot; one without either has an outline of ink."""
    return dot.fill, dot.stroke or ("" if dot.fill else INK)


def _label(label: Label) -> str:
    said: _Attributes = {"x": label.x, "y": label.y, "font-size": label.size, "fill": label.fill}
    if label.anchor != "start":
        said["text-anchor"] = label.anchor
    if label.bold:
        said["font-weight"] = "bold"
    if label.turned:
        said["transform"] = f"rotate({_number(-label.turned)} {_number(label.x)} {_number(label.y)})"
    return _element("text", said, label.text)


def _outline(band: Band) -> str:
    """Return the course of the outline of a band."""
    upper, lower = hatching.edges(band)
    return f"M{_pairs(upper[:1])}C{_pairs(upper[1:])}L{_pairs(lower[:2:-1])}C{_pairs(lower[2::-1])}Z"


def _hatched(segments: Iterable[Segment], stroke: str) -> str:
    course = "".join(f"M{_pairs((start,))}L{_pairs((end,))}" for start, end in segments)
    paint: _Attributes = {"fill": "none", "stroke": stroke or INK, "stroke-width": hatching.WIDTH}
    return _element("path", {"d": course, **paint})


def _paint(fill: str, stroke: str) -> _Attributes:
    outline: _Attributes = {"stroke": stroke, "stroke-width": _THIN} if stroke else {}
    return {"fill": fill or "none", **outline}


def _pairs(points: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{_number(x)},{_number(y)}" for x, y in points)


def _element(name: str, attributes: _Attributes, text: str | None = None) -> str:
    start = f"<{name}{_attributes(attributes)}"
    return f"{start}/>" if text is None else f"{start}>{escape(clean(text))}</{name}>"


def _attributes(attributes: _Attributes) -> str:
    written = ((name, value if isinstance(value, str) else _number(value)) for name, value in attributes.items())
    return "".join(f" {name}={quoteattr(value)}" for name, value in written)


def _number(value: float) -> str:
    """Return a length with at most two decimals.

    >>> _number(2.50001), _number(-0.001), _number(10)
    ('2.5', '0', '10')
    """
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
