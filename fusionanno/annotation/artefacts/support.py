"""What the caller itself counts and filters: few supporting reads, filters that were not passed.

Three reads or fragments in all are asked for, one more than the two that Arriba asks for by default; two
where one read is long enough to hold the whole transcript. A number that is not reported is not low.
"""

from collections.abc import Iterator

from fusionanno.model import FlagId, FusionCall

LEAST_SUPPORT = 3
"""Split reads and spanning fragments in all, below which support is low."""
LEAST_LONG_READS = 2
"""The same of long reads; LongGF's and pbfusion's own default."""
LONG_READ_CALLERS = frozenset(
    (
        *("aeron", "ctat_lr_fusion", "genion", "longgf", "pbfusion"),
        *("cutesv", "nanomonsv", "nanosv", "pbsv", "severus", "sniffles", "svim"),
    )
)
"""Of RNA, then of DNA."""
LONG_READ = "long read"
"""The tag of a call of a caller that reads short and long reads (JAFFA) where a long read shows it."""


def support_reasons(call: FusionCall) -> Iterator[tuple[FlagId, str]]:
    """Yield that the caller filtered the call, and that it counts few reads."""
    if call.filters:
        count = "filter" if len(call.filters) == 1 else "filters"
        yield FlagId.CALLER_FILTER, f"{call.caller} did not pass it: {count} {', '.join(call.filters)}"
    split, spanning = call.support.split_reads, call.support.spanning_fragments
    if split is None and spanning is None:
        return
    total = (split or 0) + (spanning or 0)
    is_long = call.caller in LONG_READ_CALLERS or LONG_READ in call.tags
    least = LEAST_LONG_READS if is_long else LEAST_SUPPORT
    if total < least:
        counted = " and ".join((_counted(split, "split read"), _counted(spanning, "spanning fragment")))
        yield FlagId.LOW_SUPPORT, f"{call.caller} counts {counted}: {total} in all, fewer than {least}"


def _counted(number: int | None, what: str) -> str:
    if number is None:
        return f"{what}s not at all"
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
