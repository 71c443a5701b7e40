"""Structural variants in VCF and BCF."""

import re
from collections.abc import Iterator, Mapping, Sequence

from fusionanno.errors import InputError
from fusionanno.model import FusionCall, OtherRow, RejectedRow, Source, SupportMeaning
from fusionanno.readers.base import Item, Kind, Reader, is_blank
from fusionanno.readers.lines import Lines
from fusionanno.readers.oncomine import is_ion_torrent
from fusionanno.readers.variants import fusioncatcher
from fusionanno.readers.variants.adjacency import COPIES, Adjacency, NoAdjacency, adjacencies
from fusionanno.readers.variants.callers import NUMBERS
from fusionanno.readers.variants.calls import calls_of, check
from fusionanno.readers.variants.converted import converted_call
from fusionanno.readers.variants.header import Header, header_of, is_column_line
from fusionanno.readers.variants.integrate import as_meant, mate_and_order
from fusionanno.readers.variants.mates import Join, Mates, mate_id_of
from fusionanno.readers.variants.record import Record, record_of

_META = re.compile(r"##(fileformat=VCF|(INFO|FORMAT|ALT|FILTER|contig)=<)")


class VcfReader(Reader):
    """Structural variants in VCF (plain, gz, bgz) and BCF, of DNA callers.

    A record tells which two places of the genome lie side by side; it names neither genes nor a direction.
    The genes are those at the two places, and the join is told in the direction that reads both in sense.
    Both records of a pair of breakends make one call, found by MATEID, PARID or MATE_ID, else by mirrored
    coordinates; a call whose mate was not read says so in a tag. Mates that lead to other places than each
    other's are two calls, each with a tag that says where the other one leads. A pair is told where its
    second record stands, a record whose mate never comes at the end. A one-sided breakend (``G.``, ``.G``)
    has an unknown partner. INV is two joins, so two calls, unless the record says which one it means (CT,
    STRANDS, INV3, INV5). Small variants, copy numbers and whatever else joins no two places are counted and
    not told.

    Positions are VCF's: POS and END of a symbolic DEL, DUP or INV enclose the bases POS+1..END, a breakend's
    are the bases that are kept; INS lies between POS and POS+1. Read besides: CHR2, POS2, END2, CIPOS, CIEND,
    CIRPOS (interval; a mate's CIPOS counts from its own POS, which homology sets apart from ALT's), HOMLEN
    and HOMSEQ (homology), bases in a breakend's ALT and SVINSSEQ, INSSEQ and INSERTION (inserted bases), QUAL
    (confidence), FILTER, ID; IMPRECISE, SOMATIC and EVENT are tags.

    The build is told by the lengths of chromosomes 1 to 3 in the header, else by the reference's name there.
    One sample: the calls are of it. Two that are tumour and normal, by the header, by their names or by the
    order of Manta's somatic files (normal first): of the tumour. Any others: one call for each sample that
    carries the event.

    The caller is told by the header or by SVMETHOD; each has numbers of its own, whose meaning is shown with
    them: Manta, DRAGEN, Delly, GRIDSS, PURPLE, Esvee, SvABA, LUMPY (SVTyper), Sniffles, cuteSV, Severus,
    nanomonsv, NanoSV, SVIM, pbsv, Long Ranger, INTEGRATE, FusionCatcher. Of others the joins are read and
    no numbers.
    Of FusionCatcher's VCF, which is of RNA, the keys GENE5, GENE3, GENS5, GENS3, END, STRAND, SR, SP, EFFECT
    and DESC are read; its brackets are not, since they do not follow the sides kept.
    INTEGRATE's own ways of writing positions are undone; its header lines that are malformed, and those of
    others, do no harm. Manta's RNA_FIRST and INTEGRATE's ids tell which end is 5'.

    A file that `fusionanno convert --to vcf` wrote is read back to equal calls by its own keys: PARTNER,
    PARTNER_ORDER, STRAND, GENE, GENE_ID, NEIGHBOURS, TRANSCRIPT, EXON, GENOMIC_BREAKPOINT, MOLECULE, CALLER,
    CALL_ID, CALLER_FRAME, CONFIDENCE, TAGS, DESCRIBED, beside MATEID, CIPOS, HOMLEN and SVINSLEN. The bases
    around a junction (a caller's sequence) have no place there.

    Real files of Manta 0.29 to 1.6, DRAGEN, Delly 0.6 to 0.8, GRIDSS 1 and 2, PURPLE 2 to 4, LUMPY, Sniffles
    1.0, cuteSV 1, nanomonsv 0.4, NanoSV 1.2, Long Ranger 2.2, FusionCatcher 1.20, novoBreak, CREST, Pindel
    and BreakSeq were read. Severus, SvABA, Sniffles 2, SVIM, pbsv and INTEGRATE were written from their
    sources and documents.
    """

    name = "vcf"
    title = "VCF and BCF of structural variants"
    kind = Kind.DNA
    names_callers = True
    versions = "VCF 4.0 to 4.5, BCF 2; breakends and symbolic alleles"
    url = "https://samtools.github.io/hts-specs/VCFv4.4.pdf"

    @property
    def numbers(self) -> Mapping[str, SupportMeaning]:
        return NUMBERS

    @property
    def recognised_by(self) -> str:
        return "a VCF's header (##fileformat=VCF or #CHROM POS ID REF ALT), or BCF"

    @property
    def example(self) -> str:
        return (
            "##fileformat=VCFv4.4\n"
            "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n"
            "2\t29223700\tB\tT\tT]2:42299123]\t60\tPASS\tSVTYPE=BND;MATEID=A\n"
            "2\t42299123\tA\tG\tG]2:29223700]\t60\tPASS\tSVTYPE=BND;MATEID=B\n"
        )

    def recognises(self, head: Sequence[str]) -> bool:
        if is_ion_torrent(head):  # its records are fusions between exons, no adjacencies of DNA
            return False
        if any(line.startswith(("#CHROM_A", "#chr1\tstart1")) for line in head):  # BEDPE of svtools, pbfusion
            return False
        return any(_META.match(line) or is_column_line(line) for line in head)

    def read(self, lines: Lines) -> Iterator[Item]:
        return read_records(iter(lines), lines.path)


def read_records(numbered: Iterator[tuple[int, str]], path: str) -> Iterator[Item]:
    """Yield the calls of a VCF's numbered lines, header first."""
    header = _header(numbered, path)
    if header is None:
        return
    mates = Mates()
    for number, line in numbered:
        if is_blank(line) or line.startswith("#"):
            continue
        source = Source(path, number)
        try:
            yield from _items(line, header, mates, source)
        except ValueError as error:
            yield RejectedRow(source, str(error))
    for join in mates.left():
        yield from _calls(join, header, path)


def _header(numbered: Iterator[tuple[int, str]], path: str) -> Header | None:
    """Read up to the line of columns; None where there is nothing at all."""
    meta: list[str] = []
    number = 1
    for number, line in numbered:
        if is_column_line(line):
            try:
                return header_of(meta, line)
            except ValueError as error:
                raise InputError(str(error), path=path, line=number) from error
        if line.startswith("##"):
            meta.append(line)
        elif not is_blank(line):
            msg = "not a VCF, or its line of columns (#CHROM POS ID REF ALT ...) is missing"
            raise InputError(msg, path=path, line=number)
    if not meta:
        return None
    msg = "the file ends before its line of columns (#CHROM POS ID REF ALT ...): it is cut off"
    raise InputError(msg, path=path, line=number)


def _items(line: str, header: Header, mates: Mates, source: Source) -> Iterator[Item]:
    record = record_of(source.line or 1, line, header.width)
    if header.counts_copies:
        yield OtherRow(source, COPIES)
        return
    for index, alt in enumerate(record.alts):
        try:
            found = list(adjacencies(record, alt, header.strand_is_of_reads))
        except NoAdjacency as other:
            yield OtherRow(source, str(other))
            continue
        for adjacency in found:
            join = _join(record, index, adjacency, header)
            if join is None:
                continue
            if adjacency.is_mated:
                check(record)
            whole = mates.joined(join)
            if whole is not None:
                yield from _calls(whole, header, source.path)


def _calls(join: Join, header: Header, path: str) -> Iterator[FusionCall | RejectedRow]:
    """Yield the join's calls; what is wrong in them is told at the line of the record that tells the join."""
    try:
        calls = [converted_call(join, header, path)] if header.is_ours else [*calls_of(join, header, path)]
        if header.caller.name == fusioncatcher.NAME:
            calls = [fusioncatcher.named(call, join) for call in calls]
    except ValueError as error:
        yield RejectedRow(Source(path, join.record.line), str(error))
    else:
        yield from calls


def _join(record: Record, index: int, adjacency: Adjacency, header: Header) -> Join | None:
    if header.caller.name == fusioncatcher.NAME:
        return Join(record, fusioncatcher.as_stranded(record, adjacency), mate_id_of(record, index))
    if header.caller.name != "integrate":
        return Join(record, adjacency, mate_id_of(record, index))
    meant = as_meant(record, adjacency)
    return None if meant is None else Join(record, meant, mate_and_order(record)[0])
