"""Exons within which a target breaks, so that exon numbers alone do not tell which bases are joined."""

from dataclasses import dataclass

from fusionanno.knowledge.rows import refuse


@dataclass(frozen=True, slots=True)
class BrokenExon:
    """The exon within which a target breaks when it is joined to a partner; transcript without version."""

    partner: str
    transcript: str
    exon: int

    @classmethod
    def parse(cls, text: str, column: str) -> "BrokenExon":
        """Read FIP1L1:NM_006206:12; BadCell for anything else.

        >>> BrokenExon.parse("FIP1L1:NM_006206:12", "within_exon").exon
        12
        """
        parts = text.split(":")
        if len(parts) != 3 or not all(parts) or not parts[2].isdigit():
            refuse(column, f"not partner, transcript and exon, as in FIP1L1:NM_006206:12: {text!r}")
        return cls(parts[0], parts[1], int(parts[2]))
