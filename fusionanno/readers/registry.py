"""The table of what can be read: one line for each format."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from typing import cast

from fusionanno.readers.base import Reader

_WHERE = {
    "fusionanno": "native.NativeReader",
    "text": "freetext.TextReader",
    "aeron": "aeron.AeronReader",
    "archer": "archer.ArcherReader",
    "arriba": "arriba.ArribaReader",
    "bedpe": "bedpe.BedpeReader",
    "breakdancer": "breakdancer.BreakDancerReader",
    "cbioportal": "cbioportal.CbioportalReader",
    "cbioportal_fusions": "cbioportal_fusions.CbioportalFusionsReader",
    "cff": "cff.CffReader",
    "chimerascan": "chimerascan.ChimeraScanReader",
    "chimpipe": "chimpipe.ChimPipeReader",
    "cicero": "cicero.CiceroReader",
    "ctat_lr_fusion": "ctat_lr_fusion.CtatLrFusionReader",
    "defuse": "defuse.DefuseReader",
    "dragen": "dragen.DragenReader",
    "easyfuse": "easyfuse.EasyFuseReader",
    "enfusion": "enfusion.EnFusionReader",
    "ericscript": "ericscript.EricScriptReader",
    "foundation": "foundation.FoundationReader",
    "fusioncatcher": "fusioncatcher.FusionCatcherReader",
    "fusionfusion": "fusionfusion.FusionFusionReader",
    "fusioninspector": "fusioninspector.FusionInspectorReader",
    "fusionmap": "fusionmap.FusionMapReader",
    "fusionreport": "fusionreport.FusionReportReader",
    "fusionseeker": "fusionseeker.FusionSeekerReader",
    "genefuse": "genefuse.GeneFuseReader",
    "genie": "genie.GenieReader",
    "genion": "genion.GenionReader",
    "genomenexus": "genomenexus.GenomeNexusReader",
    "infusion": "infusion.InFusionReader",
    "integrate": "integrate.IntegrateReader",
    "ionreporter": "ionreporter.IonReporterReader",
    "isofox": "isofox.IsofoxReader",
    "jaffa": "jaffa.JaffaReader",
    "linx": "linx.LinxReader",
    "longgf": "longgf.LongGfReader",
    "mapsplice": "mapsplice.MapSpliceReader",
    "mavis": "mavis.MavisReader",
    "nanomonsv": "nanomonsv.NanomonsvReader",
    "ngsbits": "ngsbits.NgsBitsReader",
    "oncokb_fusions": "oncokb_fusions.OncokbFusionsReader",
    "oncokb_sv": "oncokb_sv.OncokbSvReader",
    "oncomine": "oncomine.OncomineReader",
    "oncomine_tsv": "oncomine_tsv.OncomineTsvReader",
    "pbfusion": "pbfusion.PbfusionReader",
    "pcgr": "pcgr.PcgrReader",
    "pizzly": "pizzly.PizzlyReader",
    "prada": "prada.PradaReader",
    "smcrna": "smcrna.SmcRnaReader",
    "soapfuse": "soapfuse.SoapFuseReader",
    "squid": "squid.SquidReader",
    "starfusion": "starfusion.StarFusionReader",
    "starseqr": "starseqr.StarSeqrReader",
    "starseqr_bedpe": "starseqr_bedpe.StarSeqrBedpeReader",
    "tophatfusion": "tophatfusion.TopHatFusionReader",
    "tso500": "tso500.Tso500Reader",
    "tso500_allfusions": "tso500_allfusions.Tso500AllFusionsReader",
    "vcf": "vcf.VcfReader",
}
"""The caller's name, as the user types it, and where its reader stands."""


class _Readers(Mapping[str, Reader]):
    """Every reader by its name, imported when it is asked for: sixty modules cost more than most runs."""

    def __getitem__(self, name: str) -> Reader:
        return _reader(_WHERE[name])

    def __iter__(self) -> Iterator[str]:
        return iter(_WHERE)

    def __len__(self) -> int:
        return len(_WHERE)

    def __contains__(self, name: object) -> bool:
        return name in _WHERE


@cache
def _reader(where: str) -> Reader:
    module, _, name = where.partition(".")
    return cast(Reader, getattr(import_module(f"fusionanno.readers.{module}"), name)())


READERS: Mapping[str, Reader] = _Readers()
