"""Where a fusion is joined and what it makes, as JSON's values."""

from fusionanno.model import (
    DomainFate,
    Effect,
    FusionSequence,
    FusionTranscript,
    JunctionSite,
    KinaseFate,
    KinaseStatus,
    LiteratureExon,
    PlacedFusion,
    Side,
)
from fusionanno.renderers.json_call import position_text
from fusionanno.renderers.json_case import Object


def junction_object(placed: PlacedFusion) -> Object:
    transcript, kinase = placed.transcript, placed.kinase
    return {
        "frame": placed.frame.value,
        "frame_because": transcript.frame.because if transcript else "",
        "protein_length": transcript.frame.protein_length if transcript else None,
        "effect": (transcript.effect if transcript else Effect.UNDETERMINED).value,
        "effect_because": transcript.effect_because if transcript else "",
        "inserted": transcript.inserted if transcript else None,
        "kinase": _kinase(kinase),
        "domains": [_domain(fate) for fate in placed.domains] if kinase is not None else None,
        "sequence": _sequence(transcript.sequence) if transcript else None,
        "sequence_because": transcript.sequence_because if transcript else "",
    }


def partner_object(placed: PlacedFusion, side: Side) -> Object:
    is_five = side is Side.FIVE_PRIME
    symbol, gene = (
        (placed.five_symbol, placed.five_gene) if is_five else (placed.three_symbol, placed.three_gene)
    )
    partner = placed.call.five_prime if is_five else placed.call.three_prime
    site, transcript = placed.site(side), placed.transcript_of(side)
    return {
        "gene": None if symbol == "?" else symbol,
        "hgnc_id": gene.hgnc_id if gene else None,
        "ensembl_id": gene.ensembl_id if gene else None,
        "breakpoint": position_text(partner.breakpoint),
        **(_site(site) if site else {**_NO_SITE, "transcript": transcript.id if transcript else None}),
    }


def _site(site: JunctionSite) -> Object:
    return {
        "transcript": site.transcript.id,
        "exon": site.exon,
        "region": site.region.value,
        "offset": site.offset,
        "break_offset": site.break_offset,
        "transcript_position": site.transcript_position,
        "cds_position": site.cds_position,
        "phase": site.phase,
        "predicted": site.predicted,
        "skipped_exons": list(site.skipped_exons),
        "literature": [_counted(exon) for exon in site.literature],
        "counted_as": _counted(site.counted_as),
        "because": site.because,
    }


def _counted(exon: LiteratureExon | None) -> Object | None:
    return None if exon is None else {"transcript": exon.transcript, "exon": exon.exon}


_NO_SITE: Object = {
    "transcript": None,
    "exon": None,
    "region": None,
    "offset": None,
    "break_offset": None,
    "transcript_position": None,
    "cds_position": None,
    "phase": None,
    "predicted": None,
    "skipped_exons": [],
    "literature": [],
    "counted_as": None,
    "because": "",
}


def alternative_object(transcript: FusionTranscript) -> Object:
    return {
        "five_prime": _site(transcript.five_prime),
        "three_prime": _site(transcript.three_prime),
        "frame": transcript.frame.frame.value,
        "frame_because": transcript.frame.because,
        "protein_length": transcript.frame.protein_length,
        "effect": transcript.effect.value,
        "effect_because": transcript.effect_because,
        "kinase": _kinase(transcript.kinase),
        "domains": [_domain(fate) for fate in transcript.domains],
        "sequence": _sequence(transcript.sequence),
    }


def _kinase(kinase: KinaseFate | None) -> Object:
    return {
        "gene": kinase.gene if kinase else None,
        "status": (kinase.status if kinase else KinaseStatus.UNDETERMINED).value,
        "because": kinase.because if kinase else "",
    }


def _sequence(sequence: FusionSequence | None) -> Object | None:
    if sequence is None:
        return None
    return {
        "cdna": sequence.cdna,
        "five_bases": sequence.five_bases,
        "three_first": sequence.three_first,
        "cds": list(sequence.cds) if sequence.cds else None,
        "protein": sequence.protein,
        "is_start_predicted": sequence.is_start_predicted,
        "has_stop": sequence.has_stop,
        "junction_residue": sequence.junction_residue,
        "junction_codon": sequence.junction_codon,
        "context": sequence.context,
        "protein_name": sequence.protein_name,
        "decay": sequence.decay,
        "decay_because": sequence.decay_because,
        "because": sequence.because,
    }


def _domain(fate: DomainFate) -> Object:
    return {
        "gene": fate.gene,
        "side": fate.side.value,
        "accession": fate.domain.accession,
        "name": fate.domain.name,
        "start": fate.domain.start,
        "end": fate.domain.end,
        "is_kinase": fate.domain.is_kinase,
        "role": fate.domain.role,
        "status": fate.status.value,
        "kept_fraction": fate.kept_fraction,
        "because": fate.because,
    }
