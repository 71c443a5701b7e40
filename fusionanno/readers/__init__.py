"""Read fusion calls. One module per caller; READERS is the list of what can be read."""

import difflib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from types import TracebackType
from typing import Self

from fusionanno.errors import InputError, UnknownFormat, UnknownName
from fusionanno.model import FusionCall, OtherRow, RejectedRow, SupportMeaning
from fusionanno.readers.aeron import AeronReader
from fusionanno.readers.archer import ArcherReader
from fusionanno.readers.arriba import ArribaReader
from fusionanno.readers.base import Column, Kind, Reader, TableReader, is_blank, shortened
from fusionanno.readers.bedpe import BedpeReader
from fusionanno.readers.breakdancer import BreakDancerReader
from fusionanno.readers.cbioportal import CbioportalReader
from fusionanno.readers.cbioportal_fusions import CbioportalFusionsReader
from fusionanno.readers.cff import CffReader
from fusionanno.readers.chimerascan import ChimeraScanReader
from fusionanno.readers.chimpipe import ChimPipeReader
from fusionanno.readers.cicero import CiceroReader
from fusionanno.readers.ctat_lr_fusion import CtatLrFusionReader
from fusionanno.readers.defuse import DefuseReader
from fusionanno.readers.dragen import DragenReader
from fusionanno.readers.easyfuse import EasyFuseReader
from fusionanno.readers.enfusion import EnFusionReader
from fusionanno.readers.ericscript import EricScriptReader
from fusionanno.readers.foundation import FoundationReader
from fusionanno.readers.freetext import TextReader
from fusionanno.readers.fusioncatcher import FusionCatcherReader
from fusionanno.readers.fusioninspector import FusionInspectorReader
from fusionanno.readers.fusionmap import FusionMapReader
from fusionanno.readers.fusionreport import FusionReportReader
from fusionanno.readers.genefuse import GeneFuseReader
from fusionanno.readers.genie import GenieReader
from fusionanno.readers.genion import GenionReader
from fusionanno.readers.genomenexus import GenomeNexusReader
from fusionanno.readers.infusion import InFusionReader
from fusionanno.readers.integrate import IntegrateReader
from fusionanno.readers.ionreporter import IonReporterReader
from fusionanno.readers.isofox import IsofoxReader
from fusionanno.readers.jaffa import JaffaReader
from fusionanno.readers.lines import Lines
from fusionanno.readers.linx import LinxReader
from fusionanno.readers.longgf import LongGfReader
from fusionanno.readers.mapsplice import MapSpliceReader
from fusionanno.readers.mavis import MavisReader
from fusionanno.readers.native import NativeReader
from fusionanno.readers.oncokb_fusions import OncokbFusionsReader
from fusionanno.readers.oncokb_sv import OncokbSvReader
from fusionanno.readers.oncomine import OncomineReader
from fusionanno.readers.oncomine_tsv import OncomineTsvReader
from fusionanno.readers.pbfusion import PbfusionReader
from fusionanno.readers.pcgr import PcgrReader
from fusionanno.readers.pizzly import PizzlyReader
from fusionanno.readers.prada import PradaReader
from fusionanno.readers.smcrna import SmcRnaReader
from fusionanno.readers.soapfuse import SoapFuseReader
from fusionanno.readers.squid import SquidReader
from fusionanno.readers.starfusion import StarFusionReader
from fusionanno.readers.starseqr import StarSeqrReader
from fusionanno.readers.starseqr_bedpe import StarSeqrBedpeReader
from fusionanno.readers.tophatfusion import TopHatFusionReader
from fusionanno.readers.tso500 import Tso500Reader
from fusionanno.readers.tso500_allfusions import Tso500AllFusionsReader
from fusionanno.readers.vcf import VcfReader

__all__ = [
    "EMPTY",
    "READERS",
    "CallFile",
    "Column",
    "Kind",
    "Reader",
    "TableReader",
    "find_reader",
    "open_calls",
    "read_calls",
    "sniff",
]

READERS: dict[str, Reader] = {
    reader.name: reader
    for reader in (
        NativeReader(),
        TextReader(),
        ArribaReader(),
        StarFusionReader(),
        ArcherReader(),
        CbioportalReader(),
        CbioportalFusionsReader(),
        ChimeraScanReader(),
        DefuseReader(),
        FusionInspectorReader(),
        FoundationReader(),
        GenieReader(),
        InFusionReader(),
        MapSpliceReader(),
        IonReporterReader(),
        OncomineReader(),
        OncomineTsvReader(),
        GenomeNexusReader(),
        OncokbFusionsReader(),
        OncokbSvReader(),
        PcgrReader(),
        PradaReader(),
        SoapFuseReader(),
        StarSeqrBedpeReader(),
        StarSeqrReader(),
        TopHatFusionReader(),
        Tso500Reader(),
        Tso500AllFusionsReader(),
        VcfReader(),
        CtatLrFusionReader(),
        LinxReader(),
        IsofoxReader(),
        ChimPipeReader(),
        LongGfReader(),
        PbfusionReader(),
        GenionReader(),
        AeronReader(),
        CiceroReader(),
        DragenReader(),
        EnFusionReader(),
        EricScriptReader(),
        FusionCatcherReader(),
        FusionMapReader(),
        JaffaReader(),
        PizzlyReader(),
        SquidReader(),
        EasyFuseReader(),
        BedpeReader(),
        BreakDancerReader(),
        MavisReader(),
        GeneFuseReader(),
        IntegrateReader(),
        SmcRnaReader(),
        CffReader(),
        FusionReportReader(),
    )
}

EMPTY = "empty file"
"""CallFile.caller of a file without any content that was opened without naming the caller."""


class CallFile:
    """The calls of one file, iterable once, in file order; memory does not grow with the file.

    Close it or use it in a `with` statement; a finished iteration closes it too.
    """

    def __init__(self, lines: Lines, reader: Reader | None, *, keep_going: bool = False) -> None:
        self.name = lines.path
        self.caller = reader.name if reader else EMPTY
        self._lines, self._reader, self._keep_going = lines, reader, keep_going
        self._started = False
        self._rows = 0
        self._others: Counter[str] = Counter()
        self._sha256: str | None = None

    def __iter__(self) -> Iterator[FusionCall | RejectedRow]:
        """Yield the calls. A bad row raises InputError, or with keep_going is yielded as RejectedRow.

        Rows that are no fusion calls are counted in other_rows.
        """
        if self._started:
            msg = f"{self.name} was read already; open it again"
            raise RuntimeError(msg)
        self._started = True
        with self:
            items = self._reader.read(self._lines) if self._reader else ()
            for item in items:
                if isinstance(item, OtherRow):
                    self._others[item.kind] += 1
                    continue
                if isinstance(item, RejectedRow) and not self._keep_going:
                    raise InputError(item.reason, path=item.source.path, line=item.source.line)
                self._rows += 1
                yield item
            self._sha256 = self._lines.sha256

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._lines.close()

    @property
    def sha256(self) -> str:
        """SHA-256 of the file as stored, once every row was read."""
        if self._sha256 is None:
            msg = f"{self.name} has not been read to its end"
            raise RuntimeError(msg)
        return self._sha256

    @property
    def rows(self) -> int:
        """How many rows were read so far, rejected ones included."""
        return self._rows

    @property
    def other_rows(self) -> tuple[tuple[str, int], ...]:
        """How many rows so far are no fusion calls, by kind."""
        return tuple(sorted(self._others.items()))

    @property
    def numbers(self) -> Mapping[str, SupportMeaning]:
        """What the numbers of reads mean, for each caller that the file's calls may name."""
        if self._reader is None:
            return {}
        if not self._reader.names_callers:
            return self._reader.numbers
        others = (reader.numbers for reader in READERS.values() if reader is not self._reader)
        numbers = (*others, self._reader.numbers)
        return {caller: told for each in numbers for caller, told in each.items()}


def open_calls(path: str, caller: str | None = None, *, keep_going: bool = False) -> CallFile:
    """Open a file of calls ("-" is stdin), recognising the caller unless it is named.

    A file without content is a valid result with no calls, whether or not the caller is named. Raises
    InputError where the file cannot be read, UnknownFormat where not exactly one reader fits, UnknownName for
    a caller that is not in READERS.
    """
    named = find_reader(caller) if caller else None
    lines = Lines(path)
    try:
        return CallFile(lines, named or _recognise(lines.head, path), keep_going=keep_going)
    except BaseException:
        lines.close()
        raise


def read_calls(path: str, caller: str | None = None) -> Iterator[FusionCall]:
    """Yield the calls of a file; the first bad row raises InputError."""
    with open_calls(path, caller) as calls:
        for call in calls:
            if isinstance(call, FusionCall):
                yield call


def sniff(path: str) -> Reader | None:
    """Return the one reader that fits the file, None for a file without content; UnknownFormat otherwise."""
    lines = Lines(path)
    try:
        return _recognise(lines.head, path)
    finally:
        lines.close()


def find_reader(caller: str) -> Reader:
    """Return the reader of a caller; UnknownName offers near ones."""
    if caller not in READERS:
        near = difflib.get_close_matches(caller.lower().replace("-", ""), READERS) or tuple(READERS)
        kind = "caller"
        raise UnknownName(kind, caller, near)
    return READERS[caller]


def _recognise(head: Sequence[str], path: str) -> Reader | None:
    number, first = next(((n, line) for n, line in enumerate(head, 1) if not is_blank(line)), (1, ""))
    if not first:
        return None
    fits = [reader for reader in READERS.values() if reader.recognises(head)]
    if len(fits) == 1:
        return fits[0]
    raise UnknownFormat(_unclear(first, fits), path=path, line=number)


def _unclear(first: str, fits: Sequence[Reader]) -> str:
    remedy = "name the caller with --caller; `fusionanno formats` lists what can be read"
    if fits:
        return f"several readers fit: {', '.join(reader.name for reader in fits)}; {remedy}"
    names = _names(first)
    near = _nearest(names)
    like = f"; most like {near.title}, but without {', '.join(near.missing_from(names))}" if near else ""
    begin = shortened([repr(name) for name in names])
    return f"no reader knows a file that begins with {begin}{like}; {remedy}"


def _nearest(names: Sequence[str]) -> TableReader | None:
    """Return the reader that most of whose required columns are there, if any."""

    def share(reader: TableReader) -> float:
        required = sum(column.required for column in reader.columns)
        return 1 - len(reader.missing_from(names)) / required

    tables = [reader for reader in READERS.values() if isinstance(reader, TableReader)]
    near = [table for table in tables if table.missing_from(names) and table.excludes.isdisjoint(names)]
    best = max(near, key=share, default=None)
    return best if best and share(best) >= 0.5 else None


def _names(first: str) -> list[str]:
    delimiter = max("\t,;", key=first.count)
    return [name.strip(' "') for name in first.split(delimiter)]
