"""The table of what can be read: one line for each format."""

from fusionanno.readers.aeron import AeronReader
from fusionanno.readers.archer import ArcherReader
from fusionanno.readers.arriba import ArribaReader
from fusionanno.readers.base import Reader
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
from fusionanno.readers.fusionfusion import FusionFusionReader
from fusionanno.readers.fusioninspector import FusionInspectorReader
from fusionanno.readers.fusionmap import FusionMapReader
from fusionanno.readers.fusionreport import FusionReportReader
from fusionanno.readers.fusionseeker import FusionSeekerReader
from fusionanno.readers.genefuse import GeneFuseReader
from fusionanno.readers.genie import GenieReader
from fusionanno.readers.genion import GenionReader
from fusionanno.readers.genomenexus import GenomeNexusReader
from fusionanno.readers.infusion import InFusionReader
from fusionanno.readers.integrate import IntegrateReader
from fusionanno.readers.ionreporter import IonReporterReader
from fusionanno.readers.isofox import IsofoxReader
from fusionanno.readers.jaffa import JaffaReader
from fusionanno.readers.linx import LinxReader
from fusionanno.readers.longgf import LongGfReader
from fusionanno.readers.mapsplice import MapSpliceReader
from fusionanno.readers.mavis import MavisReader
from fusionanno.readers.nanomonsv import NanomonsvReader
from fusionanno.readers.native import NativeReader
from fusionanno.readers.ngsbits import NgsBitsReader
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

READERS: dict[str, Reader] = {
    reader.name: reader
    for reader in (
        NativeReader(),
        TextReader(),
        AeronReader(),
        ArcherReader(),
        ArribaReader(),
        BedpeReader(),
        BreakDancerReader(),
        CbioportalReader(),
        CbioportalFusionsReader(),
        CffReader(),
        ChimeraScanReader(),
        ChimPipeReader(),
        CiceroReader(),
        CtatLrFusionReader(),
        DefuseReader(),
        DragenReader(),
        EasyFuseReader(),
        EnFusionReader(),
        EricScriptReader(),
        FoundationReader(),
        FusionCatcherReader(),
        FusionFusionReader(),
        FusionInspectorReader(),
        FusionMapReader(),
        FusionReportReader(),
        FusionSeekerReader(),
        GeneFuseReader(),
        GenieReader(),
        GenionReader(),
        GenomeNexusReader(),
        InFusionReader(),
        IntegrateReader(),
        IonReporterReader(),
        IsofoxReader(),
        JaffaReader(),
        LinxReader(),
        LongGfReader(),
        MapSpliceReader(),
        MavisReader(),
        NanomonsvReader(),
        NgsBitsReader(),
        OncokbFusionsReader(),
        OncokbSvReader(),
        OncomineReader(),
        OncomineTsvReader(),
        PbfusionReader(),
        PcgrReader(),
        PizzlyReader(),
        PradaReader(),
        SmcRnaReader(),
        SoapFuseReader(),
        SquidReader(),
        StarFusionReader(),
        StarSeqrReader(),
        StarSeqrBedpeReader(),
        TopHatFusionReader(),
        Tso500Reader(),
        Tso500AllFusionsReader(),
        VcfReader(),
    )
}
