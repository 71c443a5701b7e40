"""The immunoglobulin and T-cell-receptor loci, for every provider: they are no RefSeq transcripts."""

from fusionanno.genemodel.tables import damaged, read_rows
from fusionanno.model import Assembly, Gene, Strand

_TABLE = "regions.tsv"


def regions(assembly: Assembly) -> tuple[Gene, ...]:
    """Return IGH, IGK, IGL, TRA, TRB, TRD and TRG of one assembly as genes without transcripts.

    Source: NCBI Gene, cited in the table's head.

    >>> [gene.symbol for gene in regions(Assembly.GRCH38) if gene.contig == "14"]
    ['IGH', 'TRA', 'TRD']
    """
    return tuple(_region(row) for row in read_rows(_TABLE) if row[0] == assembly)


def _region(row: tuple[str, ...]) -> Gene:
    try:
        _, symbol, contig, start, end, strand, hgnc_id, entrez_id = row
        return Gene(symbol, contig, int(start), int(end), Strand(strand), hgnc_id, entrez_id, is_region=True)
    except ValueError as error:
        raise damaged(_TABLE, str(error)) from error
