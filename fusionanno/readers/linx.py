"""LINX."""

from fusionanno.model import Breakpoint, FusionCall, Molecule, Partner, ReadingFrame, Source, Strand
from fusionanno.model import PartnerOrder as Order
from fusionanno.readers.base import NO_NUMBERS, Column, Kind, TableReader
from fusionanno.readers.cells import Row, breakpoint_at, frame, optional, required
from fusionanno.readers.swift import SwiftCall, SwiftPartner

_FRAMES = {"INFRAME": ReadingFrame.IN_FRAME, "OUT_OF_FRAME": ReadingFrame.OUT_OF_FRAME}
_SKIPPED = "SKIPPED_EXONS"
_NOT_SAID = frozenset(("NONE", "OK", "NA"))
_KEEPS_LOWER = {"1": True, "-1": False}


class LinxReader(TableReader):
    """LINX ``*.linx.fusion.tsv``: fusions that it predicts from DNA breaks.

    The first gene of `name` is 5'. The genes come from geneStart and geneEnd; where a version lacks them,
    from `name`, which LINX joins with one underscore; a name with more of them is not split. fusedExonUp is
    the last exon of the 5' gene in the fused transcript, fusedExonDown the first of the 3' gene, on
    transcriptStart and transcriptEnd: the exons that splice where the breaks lie in introns, after the
    skipped ones where LINX skips exons to stay in frame, and the broken exons where both breaks lie in
    exons; 0 is no exon. Of phased, INFRAME and OUT_OF_FRAME are LINX's verdict; SKIPPED_EXONS (in frame only
    if exons are skipped) is no verdict on the break and a tag, as the numbers of skipped exons are.

    Only the newest files have positions: fivePrimeCoords and threePrimeCoords, ``chromosome:position:1`` or
    ``:-1``, 1-based. 1 is a break whose lower side is kept, so that the 5' partner reads the plus strand
    there and the 3' partner the minus strand; -1 is the other way round. Without them exons and transcripts
    place the fusion. LINX counts no reads here. likelihood is its confidence; why it does not report a
    fusion is the list of filters not passed (NOT_KNOWN: no known fusion pair). Type, chain, domains and the
    copy number of the junction are tags. ``linx.breakend.tsv`` and ``linx.vis_fusion.tsv`` are not read:
    they list single breakends and drawings.

    Real files with reportableReasons (2023 to 2025) were read; the older and the newest column names follow
    LINX's source.
    """

    name = "linx"
    title = "LINX"
    kind = Kind.DNA
    versions = "1.12 to 2.x: capital and small column names, with and without genes, coordinates and reasons"
    url = "https://github.com/hartwigmedical/hmftools/tree/master/linx"
    support = NO_NUMBERS
    delimiters = ("\t", ",", ";")
    columns = (
        Column("fivePrimeBreakendId", "part of the call's id", "1495", True, ("FivePrimeBreakendId",)),
        Column("threePrimeBreakendId", "part of the call's id", "1493", True, ("ThreePrimeBreakendId",)),
        Column("name", "both genes, where they have no columns", "EML4_ALK", True, ("Name",)),
        Column("reported", "a tag", "true", False, ("Reported",)),
        Column("reportedType", "a tag", "KNOWN_PAIR", False, ("ReportedType",)),
        Column("reportableReasons", "filters not passed", "OK", False),
        Column("phased", "LINX's verdict on the frame", "INFRAME", True, ("Phased",)),
        Column("likelihood", "LINX's confidence", "HIGH", False, ("Likelihood",)),
        Column("fivePrimeCoords", "5' break and the side kept", "2:42299628:1", False),
        Column("threePrimeCoords", "3' break and the side kept", "2:29225120:1", False),
        Column("chainLength", "a tag", "0", False, ("ChainLength",)),
        Column("chainTerminated", "a tag", "false", False, ("ChainTerminated",)),
        Column("domainsKept", "a tag", "Protein kinase domain", False, ("DomainsKept",)),
        Column("domainsLost", "a tag", "", False, ("DomainsLost",)),
        Column("skippedExonsUp", "a tag", "0", False, ("SkippedExonsUp",)),
        Column("skippedExonsDown", "a tag", "0", False, ("SkippedExonsDown",)),
        Column("fusedExonUp", "last exon kept", "13", True, ("FusedExonUp",)),
        Column("fusedExonDown", "first exon kept", "20", True, ("FusedExonDown",)),
        Column("geneStart", "5' gene", "EML4", False, ("GeneStart",)),
        Column("transcriptStart", "5' transcript", "ENST00000318522", False, ("TranscriptStart",)),
        Column("geneEnd", "3' gene", "ALK", False, ("GeneEnd",)),
        Column("transcriptEnd", "3' transcript", "ENST00000389048", False, ("TranscriptEnd",)),
        Column("junctionCopyNumber", "a tag", "1.02", False, ("JunctionCopyNumber",)),
    )

    def parse_row(self, row: Row, source: Source) -> FusionCall:
        five, three, whole = _genes(row)
        verdict = None if row["phased"].strip() == _SKIPPED else frame(row, "phased", _FRAMES)
        return SwiftCall(
            caller=self.name,
            five_prime=_partner(row, five, ("fusedExonUp", "fivePrimeCoords", "transcriptStart")),
            three_prime=_partner(row, three, ("fusedExonDown", "threePrimeCoords", "transcriptEnd")),
            molecule=Molecule.DNA,
            caller_frame=verdict,
            confidence=_said(row, "likelihood"),
            described=whole,
            tags=_tags(row),
            order=Order.TOLD,
            call_id=f"{required(row, 'fivePrimeBreakendId')}/{required(row, 'threePrimeBreakendId')}",
            filters=_filters(row),
            source=source,
        )


def _genes(row: Row) -> tuple[str | None, str | None, str | None]:
    """Return both genes, or the name as it is where it cannot be split."""
    five, three = optional(row, "geneStart"), optional(row, "geneEnd")
    if five and three:
        return five, three, None
    name = required(row, "name")
    parts = name.split("_")
    if len(parts) == 2 and all(parts):
        return parts[0], parts[1], None
    return five, three, name


def _partner(row: Row, symbol: str | None, columns: tuple[str, str, str]) -> Partner:
    exon, coords, transcript = columns
    place, sign = _place(row, coords, is_five=coords.startswith("five"))
    return SwiftPartner(
        symbol=symbol,
        breakpoint=place,
        exon=_exon(row, exon),
        transcript=optional(row, transcript),
        strand=sign,
    )


def _exon(row: Row, column: str) -> int | None:
    text = required(row, column)
    if not text.isdecimal() and text != "-1":
        msg = f"{column} is not the number of an exon: {text!r}"
        raise ValueError(msg)
    return int(text) if text not in ("0", "-1") else None


def _place(row: Row, column: str, *, is_five: bool) -> tuple[Breakpoint | None, Strand | None]:
    text = optional(row, column)
    if text is None:
        return None, None
    place, _, side = text.rpartition(":")
    if side not in _KEEPS_LOWER:
        msg = f"{column} is not 'chromosome:position:orientation' with orientation 1 or -1: {text!r}"
        raise ValueError(msg)
    return breakpoint_at(place, column), Strand.keeping(_KEEPS_LOWER[side], is_five=is_five)


def _said(row: Row, column: str) -> str | None:
    text = optional(row, column)
    return None if text in _NOT_SAID else text


def _filters(row: Row) -> tuple[str, ...]:
    reasons = optional(row, "reportableReasons")
    return tuple(word for word in (reasons or "").split(";") if word and word not in _NOT_SAID)


def _tags(row: Row) -> tuple[str, ...]:
    words = [_said(row, "reportedType")]
    words.append("reported" if row["reported"].strip().lower() == "true" else None)
    words.append(_SKIPPED if row["phased"].strip() == _SKIPPED else None)
    words.append("chainTerminated" if row["chainTerminated"].strip().lower() == "true" else None)
    for column in ("skippedExonsUp", "skippedExonsDown", "chainLength"):
        text = optional(row, column)
        words.append(f"{column}={text}" if text and text != "0" else None)
    for column in ("domainsKept", "domainsLost", "junctionCopyNumber"):
        text = optional(row, column)
        words.append(f"{column}={text}" if text else None)
    return tuple(word for word in words if word)
