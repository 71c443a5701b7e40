"""What every writer of calls owes."""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from fusionanno.model import Assembly, FusionCall, SupportMeaning

_WITH_CHR = re.compile(r"(?:\d\d?|X|Y)(?:_\w+)?|Un_\w+|MT")
"""Contigs that UCSC names with "chr": chromosomes, chr1_KI270706v1_random, chrUn_KI270742v1."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a file of positions needs beside the calls.

    has_chr: contigs are named chr1, chrM; None = chr for GRCh38, plain for GRCh37 and where no build is told.
    length_of gives a contig's last base, base_at the plus strand's base at a 1-based position; both take
    contigs without "chr". numbers tells what the numbers of reads mean, by caller; it may fill while the
    calls are handed out.
    """

    has_chr: bool | None = None
    length_of: Callable[[Assembly, str], int | None] = lambda assembly, contig: None
    base_at: Callable[[str, int], str] | None = None
    numbers: Mapping[str, SupportMeaning] = field(default_factory=dict)

    def contig(self, plain: str, assembly: Assembly | None) -> str:
        """Return a contig's name in the file."""
        has_chr = assembly is Assembly.GRCH38 if self.has_chr is None else self.has_chr
        if not has_chr or _WITH_CHR.fullmatch(plain) is None:
            return plain
        return "chrM" if plain == "MT" else f"chr{plain}"


class Writer(ABC):
    """Turn calls into the text of one file. Pure: the same calls give the same bytes."""

    name: ClassVar[str]
    """As the user types it: ``--to vcf``."""

    def refusal(self, call: FusionCall, target: Target) -> str | None:
        """Return why this format has no place for a call, with its remedy; None where it has."""
        return None

    @abstractmethod
    def write(self, calls: Iterable[FusionCall], target: Target) -> Iterator[str]:
        """Yield the pieces of the file; the calls are those that refusal() lets pass."""
