"""What kind of join a call is, and why: the value that the classes of events are told in."""

from dataclasses import dataclass

from fusionanno.model import EventKind, Flag, FlagId


@dataclass(frozen=True, slots=True)
class Event:
    """The kind of join and why it makes, or does not make, a fusion transcript.

    can_fuse: both ends are to be placed and joined. places_end: an end whose partner is no gene may be placed
    by itself.
    """

    kind: EventKind
    because: str = ""
    flags: tuple[Flag, ...] = ()
    can_fuse: bool = False
    places_end: bool = True

    @property
    def may_read_through(self) -> bool:
        return any(flag.id is FlagId.POSSIBLE_READ_THROUGH for flag in self.flags)
