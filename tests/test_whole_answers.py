"""Whole answers as they were reviewed, so that an update cannot lose or gain a statement unseen.

`python -m tests.test_whole_answers --write` writes honest_golden.tsv anew; read the difference.
"""

import sys
from collections.abc import Iterator

import pytest

from fusionanno.model import (
    Interpretation,
)
from tests.honesty import TABLES, answer, table

GOLDEN_DAY = "2026-11-23"
GOLDEN = (
    ("EML4-ALK E13;A20", "NSCLC", "US", "61"), ("EML4-ALK E6;A20", "LUAD", "EU", "61"),
    ("EML4-ALK E13;A20", "NSCLC", "JP", "61"), ("EML4-ALK E13;A20", "NSCLC", "CN", "61"),
    ("RANBP2-ALK R18;A20", "EIMS", "US", "34"), ("TPM3-ALK T7;A20", "IMT", "EU", "10"),
    ("NPM1-ALK N4;A20", "ALCL", "US", "12"), ("CD74-ROS1 C6;R34", "NSCLC", "US", "58"),
    ("KIF5B-RET K15;R12", "NSCLC", "US", "55"), ("CCDC6-RET C1;R12", "THPA", "EU", "40"),
    ("LMNA-NTRK1 L2;N11", "COAD", "US", "60"), ("AFAP1-NTRK2 A14;N15", "GLIOMA", "EU", "8"),
    ("ETV6-NTRK3 E5;N15", "IFS", "US", "1"), ("ETV6-NTRK3 E5;N15", "SACA", "JP", "50"),
    ("FGFR2-BICC1 F17;B3", "IHCH", "US", "60"), ("FGFR3-TACC3 F17;T11", "BLCA", "US", "65"),
    ("ZMYM2-FGFR1 Z17;F9", "MLNFGFR1", "US", "50"), ("FIP1L1-PDGFRA F9;P12", "MLNPDGFRA", "US", "45"),
    ("ETV6-PDGFRB E4;P11", "MLNPDGFRB", "EU", "45"), ("COL1A1-PDGFB C29;P2", "DFSP", "US", "45"),
    ("BCR-ABL1 e14a2", "CMLBCRABL1", "US", "50"), ("BCR-ABL1 e1a2", "BLLBCRABL1", "EU", "10"),
    ("CD74-NRG1 C6;N6", "LUAD", "US", "60"), ("KIAA1549-BRAF K16;B9", "PAST", "US", "5"),
    ("KMT2A-MLLT3 K9;M6", "AML", "US", "50"), ("PML-RARA P6;R3", "APLPMLRARA", "EU", "40"),
    ("MET exon 14 skipping", "NSCLC", "US", "70"), ("PTPRZ1-MET P2;M2", "ASTR4", "CN", "45"),
    ("EWSR1-FLI1 E7;F6", "ES", "US", "15"), ("SS18-SSX1 S10;S6", "SYNS", "US", "30"),
    ("TMPRSS2-ERG T1;E4", "PRAD", "US", "70"), ("ETV6-RUNX1 E5;R2", "BLLETV6RUNX1", "US", "5"),
    ("EML4-ALK E6;A20", "EIMS", "US", "34"), ("EML4-ALK E6;A20", "EIMS", "EU", "34"),
    ("EML4-ALK E6;A20", "EIMS", "JP", "34"), ("EML4-ALK E6;A20", "IMT", "EU", "8"),
    ("NPM1-ALK N4;A20", "ALCL", "EU", "15"), ("CD74-ROS1 C6;R34", "NSCLC", "EU", "60"),
    ("CD74-ROS1 C6;R34", "NSCLC", "JP", "60"), ("CD74-ROS1 C6;R34", "NSCLC", "CN", "60"),
    ("KIF5B-RET K15;R12", "NSCLC", "EU", "60"), ("KIF5B-RET K15;R12", "NSCLC", "CN", "60"),
    ("CCDC6-RET C1;R12", "THPA", "US", "40"), ("CCDC6-RET C1;R12", "COAD", "US", "50"),
    ("LMNA-NTRK1 L2;N11", "COAD", "EU", "50"), ("ETV6-NTRK3 E5;N15", "IFS", "EU", "1"),
    ("ETV6-NTRK3 E5;N15", "IFS", "JP", "1"), ("QKI-NTRK2 Q6;N16", "DIFG", "US", "30"),
    ("FGFR2-BICC1 F17;B3", "IHCH", "JP", "60"), ("BCR-ABL1 e14a2", "CMLBCRABL1", "EU", "50"),
    ("KMT2A-AFF1 K11;A4", "BLLKMT2A", "US", "1"), ("CD74-NRG1 C6;N6", "PAAD", "US", "60"),
)  # fmt: skip
"""Fusion, tumour, region, age."""
GOLDEN_COLUMNS = ("fusion", "tumor", "region", "age", "kind", "what", "status")


def told(found: Interpretation) -> Iterator[tuple[str, str, str]]:
    """Yield everything that an answer says: kind, what, and its status in the answer."""
    yield "structure", found.structure.target or "", found.structure.actionable
    yield "tier", found.tier or "none", ""
    for match in found.matches:
        yield "therapy", match.assertion.id, f"{match.status}, {match.level}, {match.amp or 'no level'}"
    for note in found.entities:
        yield "entity", f"{note.fusion}: {note.entity} ({note.disease})", note.strength
    for course in found.prognosis:
        yield "course", f"{course.fusion}: {course.disease}, {course.dated}", course.direction
    for each in found.conflicts:
        yield "conflict", each.about, each.because


def golden_rows(fusion: tuple[str, str, str, str]) -> set[tuple[str, ...]]:
    words, tumor, region, age = fusion
    row = {"fusion": words, "tumor": tumor, "region": region, "age": age, "as_of": GOLDEN_DAY}
    return {(*fusion, *each) for each in told(answer(row))}


def kept_rows(fusion: tuple[str, ...]) -> set[tuple[str, ...]]:
    kept = (tuple(row[name] for name in GOLDEN_COLUMNS) for row in table("honest_golden.tsv"))
    return {each for each in kept if each[:4] == fusion}


@pytest.mark.parametrize("fusion", GOLDEN, ids=" ".join)
def test_the_whole_answer_is_the_one_that_was_reviewed(fusion: tuple[str, str, str, str]) -> None:
    kept, now = kept_rows(fusion), golden_rows(fusion)
    lost = [f"lost   {' | '.join(each[4:])}" for each in sorted(kept - now)]
    gained = [f"gained {' | '.join(each[4:])}" for each in sorted(now - kept)]
    remedy = "where each is meant: python -m tests.test_whole_answers --write"
    assert not lost + gained, "\n".join(["", *lost, *gained, remedy])


def test_no_whole_answer_is_left_over() -> None:
    """A fusion taken out of the list leaves no row behind that nothing compares."""
    assert {tuple(row.values())[:4] for row in table("honest_golden.tsv")} == set(GOLDEN)


def write_golden() -> None:
    rows = [each for fusion in GOLDEN for each in sorted(golden_rows(fusion))]
    lines = ("\t".join(each) for each in (GOLDEN_COLUMNS, *rows))
    (TABLES / "honest_golden.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit("python -m tests.test_whole_answers --write")
    write_golden()
