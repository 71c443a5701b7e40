"""Events that the filter sets aside: shown after the others, with their reasons."""

from fusionanno.renderers.events import Event
from fusionanno.renderers.wording import sentence

SET_ASIDE = "Set aside by filter"
"""The title above them, in every format that has titles."""


def aside_reasons(event: Event) -> tuple[str, ...]:
    """Return the sentence of every flag that sets the event aside, each once; () where it passes."""
    ids = event.merged.set_aside
    flags = (flag for each in event.told for flag in each.fusion.placed.flags if flag.id in ids)
    return tuple(dict.fromkeys(sentence(f"{flag.because} ({flag.id.value})") for flag in flags))
