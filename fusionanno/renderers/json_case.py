"""The case and the provenance as JSON's values."""

from collections.abc import Iterable
from dataclasses import fields

from fusionanno.model import Case, Disease, InputFile, Provenance, SupportMeaning, TimelineEvent

Object = dict[str, object]


def case_object(case: Case) -> Object:
    """Return the case as the user stated it."""
    return {
        "as_of": case.as_of.isoformat(),
        "sample": case.sample,
        "title": case.title,
        "specimen": case.specimen,
        "collected": case.collected,
        "assay": case.assay,
        "molecule": case.molecule,
        "assembly": case.assembly,
        "tumor": _disease(case.tumor) if case.tumor else None,
        "tumor_text": case.tumor_text,
        "region": case.region,
        "age": case.age,
        "sex": case.sex,
        "line": case.line,
        "prior": None if case.prior is None else list(case.prior),
        "since": case.since.isoformat() if case.since else None,
        "small_variants": None if case.variants is None else len(case.variants),
        "detection_limit": case.detection_limit,
        "report_date": case.report_date,
        "patient": _pairs(case.patient),
        "findings": _pairs(case.findings),
        "timeline": [_happening(happening) for happening in case.timeline],
    }


def _disease(disease: Disease) -> Object:
    return {
        "code": disease.code,
        "name": disease.name,
        "path": list(disease.path),
        "path_names": list(disease.path_names),
        "is_solid": disease.is_solid,
        "is_local": disease.is_local,
    }


def _happening(event: TimelineEvent) -> Object:
    details = _pairs(event.details)
    return {"when": event.when, "what": event.what, "approximate": event.approximate, "details": details}


def _pairs(pairs: Iterable[tuple[str, str]]) -> list[Object]:
    return [{"label": label, "value": value} for label, value in pairs]


def _input(file: InputFile) -> Object:
    return {
        "name": file.name,
        "caller": file.caller,
        "sha256": file.sha256,
        "rows": file.rows,
        "stated": _pairs(file.stated),
        "other_rows": [{"kind": kind, "rows": number} for kind, number in file.other_rows],
        "numbers": [{"caller": caller, **_meaning(meaning)} for caller, meaning in file.numbers],
    }


def _meaning(meaning: SupportMeaning) -> Object:
    """Return what a caller's numbers mean; null for a number that it does not report."""
    told = {each.name: getattr(meaning, each.name) or None for each in fields(meaning)}
    return dict(told)


def provenance_object(provenance: Provenance) -> Object:
    """Return how the answer was made."""
    return {
        "version": provenance.version,
        "gene_model": provenance.gene_model,
        "inputs": [_input(file) for file in provenance.inputs],
        "resources": [
            {"name": table.name, "version": table.version, "sha256": table.sha256, "origin": table.origin}
            for table in provenance.resources
        ],
        "options": _pairs(provenance.options),
    }
