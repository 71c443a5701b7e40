"""The rows of the table of domains: those that decide first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fusionanno.model import DomainFate, DomainStatus, KinaseFate
from fusionanno.renderers.wording import kinase_phrase, sentence


@dataclass(frozen=True, slots=True)
class DomainRow:
    gene: str
    name: str
    role: str
    residues: str
    fate: str


def domain_rows(fates: Sequence[DomainFate], target: str | None = None) -> Iterator[DomainRow]:
    """Yield one row for all domains of one name and one fate.

    Kinases come first, then the domains of the gene whose drugs may apply (target), then those with a role.
    """
    alike: dict[tuple[str, str, str, str], list[str]] = {}
    for fate in sorted(fates, key=lambda each: _rank(each, target)):
        residues = f"{fate.domain.start} to {fate.domain.end}"
        key = (fate.gene, fate.domain.name, fate.domain.role, _fate(fate))
        alike.setdefault(key, []).append(residues)
    for (gene, name, role, words), residues_of_each in alike.items():
        yield DomainRow(gene, name, role, _shortened(residues_of_each), words)


def _rank(fate: DomainFate, target: str | None) -> tuple[bool, bool, bool]:
    return not fate.domain.is_kinase, fate.gene != target, not fate.domain.role


def _shortened(residues: Sequence[str]) -> str:
    """Return the first of a long list, and how many more there are; report.json has them all."""
    told, more = ", ".join(residues[:5]), len(residues) - 5
    return f"{told} and {more} more" if more > 1 else ", ".join(residues)


def _fate(fate: DomainFate) -> str:
    words = fate.status.value
    if fate.status is DomainStatus.PARTIAL:
        share = "" if fate.kept_fraction is None else f" ({fate.kept_fraction:.0%} of it)"
        words = f"partly kept{share}"
    return f"{words}: {fate.because}" if fate.because else words


def kinase_sentence(kinase: KinaseFate) -> str:
    """Return the kinase's fate with its reason."""
    return sentence(f"{kinase_phrase(kinase)}{': ' + kinase.because if kinase.because else ''}")
