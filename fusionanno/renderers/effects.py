"""What a call is and what it makes, in plain words: event, effect, class of rearrangement."""

from collections.abc import Iterator

from fusionanno.model import Effect, EventKind, FusionTranscript, PlacedFusion
from fusionanno.renderers.wording import frame_phrase, sentence, skipped_phrases

EVENT_WORDS = {
    EventKind.READ_THROUGH: "read-through transcript, not a rearrangement",
    EventKind.INTERNAL: "change inside one gene",
    EventKind.ANTISENSE: "antisense join, no fusion transcript",
    EventKind.FIVE_TO_FIVE: "5'-5' join, no fusion transcript",
    EventKind.THREE_TO_THREE: "3'-3' join, no fusion transcript",
    EventKind.INTERGENIC: "joined to a place between genes",
    EventKind.REGION: "joined to a locus of rearranging segments",
    EventKind.ENHANCER_HIJACKING: "enhancer hijacking, no fusion transcript",
}
"""A fusion of two genes, and what is undetermined, need no word of their own."""

EFFECT_WORDS = {
    Effect.CHIMERIC_PROTEIN: "chimeric protein",
    Effect.ALTERED_PROTEIN: "altered protein",
    Effect.FRAMESHIFT: "frameshift",
    Effect.STOP_AT_JUNCTION: "stop codon before the 3' partner's part",
    Effect.FIVE_PRIME_COMPLETE: "5' partner complete",
    Effect.INTO_THREE_PRIME_UTR: "joined into the 3' untranslated region",
    Effect.PROMOTER_SWAP: "promoter swap",
    Effect.FIVE_PRIME_NON_CODING: "5' partner non-coding",
    Effect.THREE_PRIME_NON_CODING: "3' partner non-coding",
    Effect.PROTEIN_UNCHANGED: "protein unchanged",
}

_WITHOUT_TRANSCRIPT = (
    EventKind.ANTISENSE,
    EventKind.FIVE_TO_FIVE,
    EventKind.THREE_TO_THREE,
    EventKind.ENHANCER_HIJACKING,
)

_PLAIN = (
    Effect.CHIMERIC_PROTEIN,
    Effect.ALTERED_PROTEIN,
    Effect.FRAMESHIFT,
    Effect.STOP_AT_JUNCTION,
    Effect.UNDETERMINED,
)
"""Effects that the reading frame's words tell already."""


def event_phrase(placed: PlacedFusion) -> str:
    """Return what the call is, where it is no plain fusion: "EGFRvIII", "antisense join, ..."."""
    return placed.event_name.name if placed.event_name else EVENT_WORDS.get(placed.event, "")


def event_sentence(placed: PlacedFusion) -> str:
    """Return the event with its reason; empty for a plain fusion of two genes. The frame has its own line."""
    phrase, because = event_phrase(placed), placed.because
    if not phrase:
        return ""
    if placed.transcript is not None:
        because = because.removesuffix(f" ({placed.transcript.frame.because})")
    return sentence(because) if because.startswith(phrase) else _told(phrase, because)


def effect_phrase(placed: PlacedFusion) -> str:
    """Return an effect that the reading frame's words do not tell, as "promoter swap"."""
    transcript = placed.transcript
    return "" if transcript is None or is_plain(transcript) else EFFECT_WORDS[transcript.effect]


def is_settled(placed: PlacedFusion) -> bool:
    """True for an event that by its kind has no fusion transcript: no exons and no frame are awaited."""
    return placed.transcript is None and placed.event in _WITHOUT_TRANSCRIPT


def verdict_phrase(placed: PlacedFusion) -> str:
    """Return effect, frame and kinase in words: "promoter swap, no protein of both genes, ..."."""
    if is_settled(placed):
        return ""
    return ", ".join(word for word in (effect_phrase(placed), frame_phrase(placed)) if word)


def structure_phrase(placed: PlacedFusion) -> str:
    """Return event, verdict and exons left out beside a break, in words."""
    skipped = () if is_settled(placed) else skipped_phrases(placed)
    told = (event_phrase(placed), verdict_phrase(placed), *skipped)
    return "; ".join(part for part in told if part)


def kind_sentences(placed: PlacedFusion) -> Iterator[str]:
    """Yield what the event is and what it makes, where that is not plain from the frame."""
    if event := event_sentence(placed):
        yield event
    if placed.transcript is not None and not is_plain(placed.transcript):
        yield effect_sentence(placed.transcript)


def effect_sentence(transcript: FusionTranscript) -> str:
    """Return what can be made of the transcript, and of which residues.

    Empty where that is undetermined, and where event and frame tell it.
    """
    effect, because = transcript.effect, transcript.effect_because
    if effect is Effect.ALTERED_PROTEIN:
        return ""
    if effect is Effect.UNDETERMINED:
        return "" if because in (transcript.frame.because, "") else sentence(because)
    return _told(EFFECT_WORDS[effect], because)


def is_plain(transcript: FusionTranscript) -> bool:
    """True where the effect is the reading frame's verdict and no more."""
    return transcript.effect in _PLAIN


def rearrangement_phrase(placed: PlacedFusion) -> str:
    """Return "inversion, derived from places and strands, not observed"; empty where they do not tell."""
    kind = placed.rearrangement
    return f"{kind}, derived from places and strands, not observed" if kind is not None else ""


def _told(phrase: str, because: str) -> str:
    told = phrase if not because else f"{phrase}: {because}"
    return sentence(told)
