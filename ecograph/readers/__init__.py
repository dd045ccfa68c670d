"""Readers of published files: one file for each publisher, from bytes to tables of the data model."""

from ecograph.readers.brreg import BRREG
from ecograph.readers.cordis import CORDIS
from ecograph.readers.cvr import CVR
from ecograph.readers.members import MEMBERS
from ecograph.readers.rcn import RCN
from ecograph.readers.reader import Reader
from ecograph.readers.ror import ROR
from ecograph.readers.structural_funds_dk import STRUCTURAL_FUNDS_DK

READERS: tuple[Reader, ...] = (CORDIS, STRUCTURAL_FUNDS_DK, RCN, BRREG, CVR, ROR, MEMBERS)
"""Every reader, in the order in which lists and pages show them."""

READER: dict[str, Reader] = {reader.name: reader for reader in READERS}
"""The readers by name."""

__all__ = ["READER", "READERS", "Reader"]
