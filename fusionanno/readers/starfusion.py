"""STAR-Fusion."""

from fusionanno.model import SupportMeaning
from fusionanno.readers.base import Column
from fusionanno.readers.cells import Row, optional
from fusionanno.readers.ctat import CtatReader, annotations


class StarFusionReader(CtatReader):
    """STAR-Fusion ``star-fusion.fusion_predictions.tsv``, ``.abridged``, ``.annotated``, ``.coding_effect``.

    Also the older ``star-fusion.fusion_candidates.final``. Left is 5'. The genes come from LeftGene and
    RightGene (``symbol^id``), not from the joined name, since symbols contain hyphens. Junction reads are
    split reads; est_J and est_S, which share reads among isoforms, are not read. FFPM is fusion fragments
    per million reads: a tag, not an allele fraction. Splice type, anchor support and the annotations are
    tags too. Rows of old FusionInspector that end before TrinityGG, its last column, are whole. With coding
    effect, CDS_LEFT_ID and CDS_RIGHT_ID are the transcripts that STAR-Fusion judged the frame on, and
    FUSION_CDS is their coding sequence as joined: lower case is the left gene, upper case the right one; it
    comes from the annotation, not from the reads. FUSION_TRANSL is its translation.
    """

    name = "starfusion"
    title = "STAR-Fusion"
    versions = "0.x (#fusion_name) and 1.x, with or without read names, annotations and coding effect"
    url = "https://github.com/STAR-Fusion/STAR-Fusion/wiki"
    excludes = frozenset(("LeftLocalBreakpoint", "RightLocalBreakpoint"))  # FusionInspector
    support = SupportMeaning(
        split_reads="JunctionReadCount: reads aligned across the junction",
        spanning_fragments="SpanningFragCount: pairs whose mates lie on either side of it",
        caveat="isoforms of one gene pair share spanning fragments: each row counts them all",
    )
    columns = (
        Column(
            "#FusionName",
            "recognition only",
            "EML4--ALK",
            True,
            ("FusionName", "X.FusionName", "#fusion_name"),
        ),
        Column("JunctionReadCount", "split reads", "187", True, ("JunctionReads",)),
        Column("SpanningFragCount", "spanning fragments", "44", True, ("SpanningFrags",)),
        Column("LeftGene", "5' gene and its id", "EML4^ENSG00000143924.19"),
        Column("LeftBreakpoint", "5' breakpoint and strand", "chr2:42295516:+"),
        Column("RightGene", "3' gene and its id", "ALK^ENSG00000171094.18"),
        Column("RightBreakpoint", "3' breakpoint and strand", "chr2:29223528:-"),
        Column("SpliceType", "a tag", "ONLY_REF_SPLICE", False, ("Splice_type",)),
        Column("LargeAnchorSupport", "a tag", "YES_LDAS", False),
        Column("FFPM", "a tag", "2.2317", False),
        Column("annots", "tags", '["Cosmic","INTRACHROMOSOMAL[chr2:12.25Mb]"]', False),
        Column("CDS_LEFT_ID", "5' transcript", "ENST00000318522.9", False),
        Column("CDS_RIGHT_ID", "3' transcript", "ENST00000389048.7", False),
        Column("PROT_FUSION_TYPE", "STAR-Fusion's verdict on the frame", "INFRAME", False),
        Column("FUSION_CDS", "bases at the junction", "atgaccaagGTGTACCGC", False),
        Column("FUSION_TRANSL", "STAR-Fusion's translation", "MTKVYR", False),
        Column("sample", "sample", "", False, ("Sample", "tumor_id", "DepMap_ID", "ModelID")),
    )

    def tags(self, row: Row) -> tuple[str, ...]:
        ffpm, notes = optional(row, "FFPM"), row["annots"]
        said = (optional(row, "SpliceType"), optional(row, "LargeAnchorSupport"), ffpm and "FFPM=" + ffpm)
        told = tuple([each for each in said if each])
        return told + annotations(notes) if notes else told
