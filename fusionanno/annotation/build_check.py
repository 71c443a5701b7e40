"""Is this the assembly that the calls were made on?"""

from fusionanno.model import Assembly, EventKind, FlagId, PlacedFusion

_OUTSIDE = (FlagId.OUTSIDE_GENE, FlagId.BEYOND_CONTIG)


class BuildCheck:
    """Notices that most breakpoints lie outside their genes, as they do on the wrong assembly."""

    def __init__(self) -> None:
        self.placed = 0
        self.outside = 0

    def count(self, placed: PlacedFusion) -> None:
        """Take one more call into account; a call without positions says nothing.

        An enhancer drives from a distance: that its break lies outside the gene tells nothing either.
        """
        call = placed.call
        if call.five_prime.breakpoint is not None or call.three_prime.breakpoint is not None:
            self.placed += 1
            is_outside = any(flag.id in _OUTSIDE for flag in placed.flags)
            self.outside += is_outside and placed.event is not EventKind.ENHANCER_HIJACKING

    def verdict(self, assembly: Assembly | None) -> str | None:
        """Return the complaint, or None. Three rows at least, and more than half of them outside."""
        if self.placed < 3 or 2 * self.outside <= self.placed:
            return None
        return (
            f"{self.outside} of {self.placed} calls have a breakpoint outside the named gene on"
            f" {assembly.value if assembly else 'this assembly'}; name the one they were made on"
        )
