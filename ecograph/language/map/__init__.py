"""The texts of the network map. A word in braces is filled in by the page."""

from ecograph.language import Words
from ecograph.language.map.choosing import CHOOSING
from ecograph.language.map.details import DETAILS
from ecograph.language.map.files import FILES
from ecograph.language.map.page import PAGE
from ecograph.language.map.picture import PICTURE

MAP: dict[str, Words] = {**PAGE, **CHOOSING, **DETAILS, **FILES, **PICTURE}
"""The text for each place of the page."""
