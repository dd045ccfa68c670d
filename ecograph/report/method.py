"""The section on method: the rules, and the definition of each measure and key figure that the report uses."""

import re

from ecograph.language import capital
from ecograph.language.report import method as words
from ecograph.language.sentences import as_is, as_number, filled
from ecograph.report import analysed
from ecograph.report.document import Section, Terms
from ecograph.report.inputs import Inputs
from ecograph.report.marks import Marks


def section(inputs: Inputs, language: str, marks: Marks) -> Section:  # noqa: ARG001 - as every section; it has no number
    """Return the rules, and the definition of each measure and key figure."""
    samples = as_number(analysed.SAMPLES)
    rules = [(name.in_(language), filled(text, samples=samples).in_(language)) for name, text in words.RULE]
    parts = (
        Section("method-rules", words.RULES.in_(language), (Terms(tuple(rules)),)),
        Section("method-measures", words.MEASURES.in_(language), (Terms(_measures(language)),)),
        *_figures(inputs, language),
    )
    return Section("method", words.TITLE.in_(language), (), parts)


def _measures(language: str) -> tuple[tuple[str, str], ...]:
    """Return each measure with what it tells, its formula and its publication."""
    found = []
    for name, (signs, letters) in words.FORMULAS.items():
        metric = analysed.METRIC[name]
        formula = filled(words.FORMULA, formula=as_is(signs), letters=letters.in_)
        text = filled(
            words.MEASURE,
            sentence=metric.sentence.in_,
            formula=formula.in_,
            source=lambda lang, source=metric.source: _source(source, lang),  # type: ignore[misc]
        )
        found.append((capital(metric.title.in_(language)), text.in_(language)))
    for title, sentence, source in words.ALSO:
        text = filled(words.METHOD, sentence=sentence.in_, source=lambda lang, source=source: _source(source, lang))  # type: ignore[misc]
        found.append((title.in_(language), text.in_(language)))
    return tuple(found)


def _figures(inputs: Inputs, language: str) -> tuple[Section, ...]:
    """Return the definition of each key figure; nothing where there is none."""
    found = []
    for figure in inputs.definitions:
        text = words.FIGURE.in_(language).format(
            sentence=figure.sentence.in_(language), source=_source(figure.source, language), version=figure.version
        )
        found.append((capital(figure.label.in_(language)), text))
    return (Section("method-figures", words.FIGURES.in_(language), (Terms(tuple(found)),)),) if found else ()


def _source(source: str, language: str) -> str:
    """Return the publications that define something, or that this project does."""
    parts = [words.ORIGINS[part].in_(language) if part in words.ORIGINS else part for part in source.split("; ")]
    text = "; ".join(parts) or words.OWN.in_(language)
    for name, word in words.OF_PART.items():
        text = re.sub(rf"\b{name}\b", word.in_(language), text)
    return text
