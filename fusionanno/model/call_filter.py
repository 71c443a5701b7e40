"""Which flags set a call aside in what is shown first; nothing is ever dropped."""

from dataclasses import dataclass

from fusionanno.model.fusion import FlagId

ARTEFACT_FLAGS = (
    FlagId.CALLER_FILTER,
    FlagId.LOW_SUPPORT,
    FlagId.SAME_FAMILY,
    FlagId.PSEUDOGENE,
    FlagId.RIBOSOMAL,
    FlagId.MITOCHONDRIAL,
    FlagId.IMMUNE_RECEPTOR,
    FlagId.HLA,
    FlagId.RECURRENT_IN_NORMAL,
    FlagId.READ_THROUGH,
    FlagId.REPEAT_LIKE,
)
"""The flags that say what speaks for an artefact or a normal transcript, in the order of print."""
_NONE = "none"
_ARTEFACTS = "artefacts"


@dataclass(frozen=True, slots=True)
class CallFilter:
    """The flags by which calls are set aside; without one, nothing is.

    >>> str(CallFilter.parse("artefacts")), str(CallFilter.parse("none"))
    ('artefacts', 'none')
    >>> CallFilter.parse("low-support").flags
    (<FlagId.LOW_SUPPORT: 'low-support'>,)
    """

    flags: tuple[FlagId, ...] = ARTEFACT_FLAGS

    @classmethod
    def parse(cls, text: str) -> "CallFilter":
        """Read none, artefacts, or ids of flags with commas between; ValueError names what is none."""
        words = {word.strip().lower(): None for word in text.split(",")}
        if _NONE in words and len(words) > 1:
            msg = f"none and other words exclude each other: {text!r}"
            raise ValueError(msg)
        flags = [flag for word in words for flag in _named(word)]
        return cls(tuple(dict.fromkeys(flags)))

    def __str__(self) -> str:
        if self.flags == ARTEFACT_FLAGS:
            return _ARTEFACTS
        return ",".join(self.flags) or _NONE


def _named(word: str) -> tuple[FlagId, ...]:
    if word == _NONE:
        return ()
    if word == _ARTEFACTS:
        return ARTEFACT_FLAGS
    if word not in tuple(FlagId):
        msg = f"no flag {word!r}; write none, artefacts or any of {', '.join(FlagId)}"
        raise ValueError(msg)
    return (FlagId(word),)
