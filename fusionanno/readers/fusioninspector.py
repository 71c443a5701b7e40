"""FusionInspector."""

from fusionanno.model import SupportMeaning
from fusionanno.readers.base import Column
from fusionanno.readers.cells import Row, optional
from fusionanno.readers.ctat import CtatReader, annotations

_WORDS = ("SpliceType", "LargeAnchorSupport", "fusion_cluster_att")
_NUMBERS = (
    "FFPM",
    "NumCounterFusionLeft",
    "NumCounterFusionRight",
    "FAR_left",
    "FAR_right",
    "FAF_left",
    "FAF_right",
    "num_microh_near_brkpt",
)


class FusionInspectorReader(CtatReader):
    """FusionInspector ``*.FusionInspector.fusions.tsv`` and ``.abridged.tsv``, alone or run by STAR-Fusion.

    Also the older ``finspector.fusion_predictions.final.abridged.FFPM`` with local breakpoints; the oldest
    ones, without them, have the columns of old STAR-Fusion and are read as such. Left is 5'. The genes come
    from LeftGene and RightGene (``symbol^id`` or ``symbol``). JunctionReadCount counts fragments with a read
    across the junction: they are split reads. est_J and est_S, which share reads among isoforms, are not
    read, nor are the local breakpoints, which count on the caller's own contigs.

    Tags, with their column names: NumCounterFusionLeft and NumCounterFusionRight count the fragments that
    cross the breakpoint within the unfused gene; FAR_left and FAR_right, the fusion allelic ratio of either
    side, are (junction + spanning + 1) / (counter fragments + 1), which can exceed 1 and is no allele
    fraction; FAF, of old versions, likewise stays a tag; FFPM is fusion fragments per million reads;
    num_microh_near_brkpt counts stretches of microhomology near the breakpoint. The caller's guess
    whether a fusion looks like an artefact (--predict_cosmic_like) and the annotations are tags too. In runs
    on long reads (2.11 and later) JunctionReadCount counts long reads. Read as real files: 0.8 to 2.x, on
    GRCh37 and GRCh38, where breakpoints with ONLY_REF_SPLICE lie on exons' edges.
    """

    name = "fusioninspector"
    title = "FusionInspector"
    versions = "0.8 to 2.x with local breakpoints, full or abridged, cohorts with a sample column"
    url = "https://github.com/FusionInspector/FusionInspector/wiki"
    excludes = frozenset(("num_LR", "LR_FFPM"))  # CTAT-LR-fusion with short reads
    support = SupportMeaning(
        split_reads="JunctionReadCount: fragments with a read across the junction, without duplicates",
        spanning_fragments="SpanningFragCount: pairs whose mates lie on either side of it",
        caveat="only listed fusions were looked for; isoforms of one gene pair share spanning fragments",
    )
    columns = (
        Column(
            "#FusionName",
            "recognition only",
            "EML4--ALK",
            True,
            ("FusionName", "X.FusionName", "#fusion_name", "fusion_name"),
        ),
        Column("JunctionReadCount", "split reads", "13"),
        Column("SpanningFragCount", "spanning fragments", "35"),
        Column("LeftGene", "5' gene and its id", "EML4^ENSG00000143924.17"),
        Column("LeftLocalBreakpoint", "recognition only", "8523"),
        Column("LeftBreakpoint", "5' breakpoint and strand", "chr2:42264951:+"),
        Column("RightGene", "3' gene and its id", "ALK^ENSG00000171094.14"),
        Column("RightLocalBreakpoint", "recognition only", "58836"),
        Column("RightBreakpoint", "3' breakpoint and strand", "chr2:29223528:-"),
        Column("SpliceType", "a tag", "ONLY_REF_SPLICE", False),
        Column("LargeAnchorSupport", "a tag", "YES", False),
        Column("NumCounterFusionLeft", "a tag", "58", False),
        Column("NumCounterFusionRight", "a tag", "8", False),
        Column("FAR_left", "a tag", "0.83", False),
        Column("FAR_right", "a tag", "5.44", False),
        Column("FAF_left", "a tag", "", False),
        Column("FAF_right", "a tag", "", False),
        Column("FFPM", "a tag", "0.6047", False),
        Column("num_microh_near_brkpt", "a tag", "0", False),
        Column("fusion_cluster_att", "a tag", "", False),
        Column("annots", "tags", '["Cosmic","INTRACHROMOSOMAL[chr2:12.25Mb]"]', False),
        Column("CDS_LEFT_ID", "5' transcript", "", False),
        Column("CDS_RIGHT_ID", "3' transcript", "", False),
        Column("PROT_FUSION_TYPE", "FusionInspector's verdict on the frame", "", False),
        Column("FUSION_CDS", "bases at the junction", "", False),
        Column("FUSION_TRANSL", "FusionInspector's translation", "", False),
        Column("sample", "sample", "", False, ("Sample", "#sample", "sample_name")),
    )

    def tags(self, row: Row) -> tuple[str, ...]:
        words = [word for column in _WORDS if (word := optional(row, column))]
        numbers = [f"{column}={number}" for column in _NUMBERS if (number := optional(row, column))]
        return (*words, *numbers, *annotations(row["annots"]))
