"""What lies between the partners, and what is known of the bases around the junction."""

from dataclasses import dataclass

from fusionanno.model import ReadingFrame


@dataclass(frozen=True, slots=True)
class KnownBases:
    """The bases on both sides of the junction, upper-case DNA, without a gap as far as they reach.

    five_prime ends with the last base before the junction (a retained piece of intron included), three_prime
    begins with the first after it; inserted bases stand between. source says where they are from, in words;
    is_all marks both whole parts of the transcript, which were looked through.
    """

    five_prime: str
    three_prime: str
    source: str = "the sequence given"
    is_all: bool = False

    @property
    def how(self) -> str:
        return "by sequence" if self.is_all else f"on {self.source}"


@dataclass(frozen=True, slots=True)
class Between:
    """What lies between the partners: inserted bases, their sequence if it is known.

    caller_frame: the verdict of the caller, who saw the reads' sequence. bases: what is known of the bases
    around the junction.
    """

    inserted: int = 0
    sequence: str | None = None
    caller_frame: ReadingFrame | None = None
    bases: KnownBases | None = None
