"""What every writer of calls owes."""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from fusionanno.model import Assembly, FusionCall, Partner, SupportMeaning

_WITH_CHR = re.compile(r"(?:\d\d?|X|Y)(?:_\w+)?|Un_\w+|MT")
"""Contigs that UCSC names with "chr": chromosomes, chr1_KI270706v1_random, chrUn_KI270742v1."""

_CHROMOSOMES = (*map(str, range(1, 23)), "X", "Y", "MT")


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

    def outside(self, call: FusionCall) -> str | None:
        """Return why a position cannot be on the call's build, None where it can or nothing is known."""
        for partner in (call.five_prime, call.three_prime):
            place = partner.breakpoint
            if place is None or call.assembly is None or place.contig == "MT":
                continue
            if beyond := place.beyond(self.length_of(call.assembly, place.contig), call.assembly):
                return beyond
        return None

    def contigs(self, calls: Iterable[FusionCall]) -> tuple[str, ...]:
        """Return the chromosomes in their order, then what else the calls name, all without "chr"."""
        ends = (end for call in calls for end in (call.five_prime, call.three_prime))
        named = {end.breakpoint.contig for end in ends if end.breakpoint is not None}
        return (*_CHROMOSOMES, *sorted(named.difference(_CHROMOSOMES)))

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

    is_of_one_build: ClassVar[bool] = False
    """True where one file has no place for calls on two builds."""

    def refusal(self, call: FusionCall, target: Target) -> str | None:
        """Return why this format has no place for a call, with its remedy; None where it has."""
        return None

    @abstractmethod
    def write(self, calls: Iterable[FusionCall], target: Target) -> Iterator[str]:
        """Yield the pieces of the file; the calls are those that refusal() lets pass."""


def missing_place(call: FusionCall, form: str) -> str | None:
    """Return which place or strand a format of positions lacks in a call, with the remedy; None for none."""
    ends = (("5'", call.five_prime), ("3'", call.three_prime))
    for side, end in ends:
        if end.breakpoint is None and not _is_unknown(end):
            return (
                f"{form} needs a position, and the call tells none of its {side} partner"
                " (an exon is no position); --to native takes such calls"
            )
        if end.breakpoint is not None and end.strand is None:
            return (
                f"{form} needs the strand that the transcript reads, and the call tells none of its {side}"
                " partner; --to native takes such calls"
            )
    if all(end.breakpoint is None for _, end in ends):
        return f"{form} needs positions, and the call has none; --to native takes such calls"
    return None


def _is_unknown(end: Partner) -> bool:
    """True where nothing is told of a partner: a one-sided breakend."""
    return not (end.symbol or end.gene_id or end.transcript or end.neighbours or end.exon is not None)
