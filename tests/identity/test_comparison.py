"""The key by which names are compared; expected values follow from what the names mean, and are written by hand."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecograph.identity.comparison import Reading, abbreviates, core, is_distinctive, plain, readings
from ecograph.identity.legal_forms import LEGAL_FORMS, form, set_aside
from ecograph.identity.names import key
from ecograph.identity.translations import fold, translated

PIECES = (
    *("Universitetet", "University", "i", "of", "the", "Den", "Århus", "Aarhus", "Oslo", "AS", "A/S", "ApS", "Fonden"),
    *("Foreningen", "hospital", "sygehus", "&", "og", "Havforskningsinstituttet", "kommune", "(MTIC)", "-", "NIBIO"),
    *("Sp.", "z", "o.o.", "GmbH", "Co", "KG", "forening", "tidl.", "formerly", "5G", "Ærø", "s", "r", "l"),
)
WORDS = st.lists(st.sampled_from(PIECES), max_size=7).map(" ".join)
TEXT = st.one_of(WORDS, st.text(string.ascii_letters + "æøåÆØÅäöüß0123456789 ,.-&/()[]'", max_size=40), st.text())


@pytest.mark.parametrize(
    "names",
    [
        ("Københavns Universitet", "Koebenhavns Universitet", "KOBENHAVNS UNIVERSITET", "University of Copenhagen"),
        ("Universitetet i Oslo", "Oslo universitet", "University of Oslo", "The University of Oslo"),
        ("Aarhus University", "Århus Universitet", "ARHUS UNIVERSITET"),
        ("Syddansk Universitet", "University of Southern Denmark"),
        ("Region Nordjylland", "North Denmark Region", "REGION NORDJYLLAND (NORTH DENMARK REGION)"),
        ("Region Hovedstaden", "Capital Region of Denmark"),
        ("Sjællands Universitetshospital", "Zealand University Hospital", "SJAELLANDS UNIVERSITETSHOSPITAL"),
        ("Akershus universitetssykehus HF", "Akershus University Hospital"),
        ("Bornholms Hospital", "Bornholm Hospital", "Bornholms Sygehus"),
        ("Københavns Kommune", "Copenhagen Municipality"),
        ("Trøndelag fylkeskommune", "TRONDELAG FYLKESKOMMUNE", "Trøndelag County Council"),
        ("Havforskningsinstituttet", "Institute of Marine Research"),
        ("Norges forskningsråd", "The Research Council of Norway", "NORGES FORSKNINGSRAD"),
        ("Carlsbergfondet", "Carlsberg Foundation"),
        ("Professionshøjskolen VIA University College", "VIA UNIVERSITY COLLEGE"),
        ("Eyde-klyngen", "EYDE KLYNGEN", "Eyde Cluster"),
        ("Klima- og miljødepartementet", "Ministry of Climate and Environment", "KLIMAOG MILJODEPARTEMENTET"),
        ("Norsk Polarinstitutt", "Norwegian Polar Institute"),
        ("Landbrug & Fødevarer F.m.b.A.", "Landbrug og Fødevarer", "LANDBRUG AND FODEVARER"),
        ("Foreningen Welfare Tech", "Welfare Tech"),
        ("Den Erhvervsdrivende Fond Væksthus Sjælland", "Væksthus Sjælland", "Fonden Væksthus Sjælland"),
        ("Blue Ocean Robotics ApS", "BLUE OCEAN ROBOTICS"),
        ("Nordic Seed a/s", "NORDIC SEED AS", "Nordic Seed A.S."),
        ("Sp Nova Sp. z o.o.", "SP NOVA SPOLKA Z OGRANICZONA ODPOWIEDZIALNOSCIA"),
        ("Łódź Tech S.A.", "LODZ TECH SA"),
        ("Muenchen Pharma GmbH", "MÜNCHEN PHARMA GESELLSCHAFT MIT BESCHRANKTER HAFTUNG"),
    ],
)
def test_one_body_has_one_core_however_its_name_is_written(names: tuple[str, ...]) -> None:
    assert len({core(name) for name in names}) == 1


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Region Sjælland", "Sjællands Universitetshospital"),
        ("Innovasjon Norge", "Innovationsfonden"),
        ("Aalborg Universitet", "Aalborg Universitetshospital"),
        ("Oslo kommune", "Oslo universitetssykehus"),
        ("Universitetet i Oslo", "Oslo universitetssykehus"),
        ("Novo Nordisk A/S", "Novo Nordisk Fonden"),
        ("SINTEF AS", "SINTEF Energi AS"),
        ("NTNU", "NTNU Samfunnsforskning AS"),
        ("Institut for Folkesundhed, Aarhus Universitet", "Aarhus Universitet"),
        ("Department of Public Health, Aarhus University", "Aarhus University"),
        ("Rigshospitalet - Afdeling for Biokemi", "Rigshospitalet"),
        ("Carlsbergfondet", "Ny Carlsbergfondet"),
        ("Trøndelag fylkeskommune", "Trøndelag kommune"),
        ("The Velux Foundations", "Velux Fonden"),
        ("Nova Foundations Institute", "Nova Foundation Institute"),
    ],
)
def test_two_bodies_have_two_cores(left: str, right: str) -> None:
    assert core(left) != core(right)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Labrida (Norway)", [("labrida", "name")]),
        ("Dansk Arkitektur Center (Fond)", [("architecture centre denmark", "name")]),
        ("Global Student Forum (GSF)", [("global student forum", "name"), ("gsf", "abbreviation")]),
        ("GSF (Global Student Forum)", [("global student forum", "name"), ("gsf", "abbreviation")]),
        (
            "KL - Kommunernes Landsforening",
            ["kl:abbreviation", "kl kommunernes landsforening", "kommunernes landsforening"],
        ),
        (
            "Danmarks Meteorologiske Institut, DMI",
            ["dmi:abbreviation", "denmark dmi institute meteorologiske", "denmark institute meteorologiske"],
        ),
        ("Agentur Nova (Aarhus Nord)", ["agentur nova:part", "agentur nova arhus north", "arhus north:part"]),
        ("Nova Sikkerhed (XYZ)", ["nova sikkerhed:part", "nova sikkerhed xyz", "xyz:abbreviation"]),
        ("Celsio AS (tidl. Varme AS)", ["celsio", "varme:former"]),
        ("Celsio AS, tidligere Varme", ["celsio", "varme:former"]),
        ("Celsio [formerly known as Varme]", ["celsio", "varme:former"]),
        ("Samsø Energiakademi Forening", ["association energiakademi samso", "samso energiakademi:part"]),
        ("Nova ()", ["nova"]),
        ("(Nova)", ["nova"]),
        ("", []),
    ],
)
def test_a_name_is_read_in_each_way_that_it_offers(name: str, expected: list[str | tuple[str, str]]) -> None:
    wanted = [
        Reading(*each) if isinstance(each, tuple) else Reading(each.partition(":")[0], each.partition(":")[2] or "name")
        for each in expected
    ]
    assert readings(name) == tuple(sorted(wanted))


def test_a_word_that_only_begins_like_former_is_no_former_name() -> None:
    assert readings("Formertech Labs") == (Reading("formertech labs", "name"),)


@pytest.mark.parametrize(
    ("short", "long", "fits"),
    [
        ("MTIC", "Medtech Innovation Consortium", True),
        ("NINA", "Norsk institutt for naturforskning", True),
        ("NIFU", "Nordisk institutt for studier av innovasjon, forskning og utdanning", True),
        ("NIBIO", "Norsk institutt for bioøkonomi", True),
        ("AU", "Aarhus Universitet", True),
        ("UA", "Aarhus Universitet", False),
        ("NSM", "Norwegian National Authority", False),
        ("AX", "Aarhus Universitet", False),
        ("AU", "Aarhus", False),
        ("A U", "Aarhus Universitet", False),
        ("Aarhusuniversitet", "Aarhus Universitet", False),
        ("", "Aarhus Universitet", False),
    ],
)
def test_an_abbreviation_fits_a_name_by_its_letters(short: str, long: str, *, fits: bool) -> None:
    assert abbreviates(short, long) is fits


@pytest.mark.parametrize(
    ("name", "rest", "forms"),
    [
        ("Fish Pro F.M.B.A.", "fish pro", {"fmba"}),
        ("Foreningen Nordjysk Mad F.m.b.A", "nordjysk mad", {"forening", "fmba"}),
        ("Nova GmbH & Co. KG", "nova", {"gmbhcokg"}),
        ("Nova S.r.l.", "nova", {"srl"}),
        ("Nova d.o.o.", "nova", {"doo"}),
        ("Stichting Nova", "nova", {"fond"}),
        ("Fondazione Nova", "nova", {"fundacion"}),
        ("Den Selvejende Institution Nova", "nova", {"selvejendeinstitution"}),
        ("Nova Fonden", "nova fonden", set()),
        ("AS", "as", set()),
        ("Fonden", "fonden", set()),
    ],
)
def test_legal_forms_are_set_aside_at_either_end(name: str, rest: str, forms: set[str]) -> None:
    assert set_aside(tuple(key(name).split())) == (tuple(rest.split()), frozenset(forms))


def test_every_legal_form_is_known_by_each_of_its_spellings() -> None:
    for each in LEGAL_FORMS:
        short = form(tuple(key(each.abbreviation).split()))
        assert short
        for spelling in filter(None, (each.name, *each.spellings)):
            assert set_aside(("nova", *key(spelling).split()))[0] == ("nova",), spelling
        for lead in each.leads:
            assert set_aside((*key(lead).split(), "nova")) == (("nova",), frozenset((short,)))


def test_no_spelling_stands_for_two_legal_forms_of_one_country() -> None:
    seen: dict[tuple[str, str], str] = {}
    for each in LEGAL_FORMS:
        for country in each.countries.split():
            for spelling in filter(None, (each.name, *each.spellings)):
                place = (country, key(spelling))
                assert seen.setdefault(place, each.abbreviation) == each.abbreviation


def test_a_compound_is_taken_apart_only_when_something_is_left_of_it() -> None:
    assert translated("forskningsrad") == ("research", "council")
    assert translated("kreftforeningen") == ("cancer", "association")
    assert translated("abforskning") == ("abforskning",)
    assert translated("dialog") == ("dialog",)


def test_common_words_do_not_tell_who_is_named() -> None:
    assert not is_distinctive(core("Health Innovation Centre"))
    assert not is_distinctive(core("Dansk Sundhedsinnovation Center A/S"))
    assert is_distinctive(core("Nova Center A/S"))


def test_words_that_say_nothing_are_kept_when_there_are_no_others() -> None:
    assert (core("The"), plain("The"), core("!!!"), core("")) == ("the", "the", "!!!", "")


@given(TEXT)
def test_capitals_and_nordic_letters_do_not_count(name: str) -> None:
    other = name.replace("å", "aa").replace("Å", "AA").replace("ø", "oe").replace("Ø", "OE").replace("æ", "ae")
    assert core(other) == core(name)
    if name.isascii():
        assert core(name.upper()) == core(name.lower())


@given(TEXT)
def test_any_text_can_be_read(name: str) -> None:
    found = readings(name)
    assert found == tuple(sorted(set(found)))
    assert all(each.core and each.core == " ".join(each.core.split()) for each in found)
    assert bool(found) == bool(core(name))


@given(st.text("abeoud", max_size=12))
def test_folding_twice_is_folding_once(word: str) -> None:
    assert fold(fold(word)) == fold(word)
