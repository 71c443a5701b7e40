"""Line of therapy and prior drugs against what a label asks for; what was not stated decides nothing.

A label without a setting is for any line of advanced disease. `after` must have been given, each "a" or "a+b"
(all of it, two different drugs), any of them; `naive_to` must not. Both name drugs or classes of drugs.tsv.
A prior drug that no table has may be of any class, so that a class is then open, and never met by it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import permutations
from types import MappingProxyType

from fusionanno.knowledge.facts import Drug
from fusionanno.model import Assertion, Case, Setting

_ADVANCED = (Setting.FIRST, Setting.LATER)
_NO_DRUGS: Mapping[str, Drug] = MappingProxyType({})
_SPOKEN_AS_VOWELS = "AEIOFNaeio"
"""First letters of classes that take "an": FGFR and NTRK are spelled out, MET and RET are read as words."""
_CHEMOTHERAPY = frozenset(("chemotherapy",))
_PLATINUM = frozenset(("chemotherapy", "platinum chemotherapy"))
_NO_CLASS = frozenset[str]()
_THERAPIES: Mapping[str, frozenset[str]] = MappingProxyType(
    dict.fromkeys(("platinum", "platinum-based chemotherapy", "platinum doublet"), _PLATINUM)
    | dict.fromkeys(
        ("chemotherapy", "chemoradiotherapy", "radiochemotherapy", "chemoradiation"), _CHEMOTHERAPY
    )
    | {"immunotherapy": frozenset(("immunotherapy",)), "endocrine therapy": frozenset(("endocrine therapy",))}
    | dict.fromkeys(("radiotherapy", "radiation", "radiation therapy", "radioiodine", "surgery"), _NO_CLASS)
    | dict.fromkeys(("resection", "transplantation", "stem cell transplantation"), _NO_CLASS)
)
"""Prior therapies that are no drug, with their classes: none of them is an inhibitor of a target."""
_NAMES = {
    Setting.FIRST: "the first line",
    Setting.LATER: "a later line",
    Setting.NEOADJUVANT: "neoadjuvant therapy",
    Setting.ADJUVANT: "adjuvant therapy",
    Setting.MAINTENANCE: "maintenance therapy",
}


class Fit(IntEnum):
    """The worst of several decides."""

    MET = 0
    OPEN = 1
    UNMET = 2


@dataclass(frozen=True, slots=True)
class LineVerdict:
    """Whether the case's line and prior drugs are those asked for, and why; against is what is not."""

    fit: Fit
    reasons: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


_NOT_ASKED = LineVerdict(Fit.MET)


@dataclass(frozen=True, slots=True)
class PriorDrug:
    """A drug, or only its class, as stated; name is None where no table knows it."""

    told: str
    name: str | None
    classes: frozenset[str]
    is_class: bool = False

    def fits(self, term: str, term_classes: frozenset[str] | None) -> Fit:
        """Tell whether it is what a label names; term_classes are those of a drug, None for a class."""
        if term in (self.name, *self.classes):
            return Fit.MET
        if term_classes is None:
            return Fit.OPEN if self.name is None else Fit.UNMET
        return Fit.OPEN if self.is_class and self.classes & term_classes else Fit.UNMET


class PriorTherapy:
    """The prior drugs of a case, read with the table of drugs; `spoken` are further words that rows use."""

    def __init__(self, case: Case, drugs: Mapping[str, Drug] = _NO_DRUGS, spoken: Iterable[str] = ()) -> None:
        self._line, self._is_stated = case.line, case.prior is not None
        self._drugs = drugs
        self._by_name = {name.casefold(): drug for drug in drugs.values() for name in _names(drug)}
        classes = {word for drug in drugs.values() for word in drug.classes}
        self._classes = {word.casefold(): word for word in (*spoken, *classes) if word not in drugs}
        stated = [part.strip() for told in case.prior or () for part in told.split("+")]
        read = [self._read(told) for told in dict.fromkeys(stated) if told]
        self.given = tuple({each.name or each.told: each for each in reversed(read)}.values())[::-1]

    @property
    def unknown(self) -> tuple[str, ...]:
        """The prior drugs that no table knows, as they were told."""
        return tuple(each.told for each in self.given if each.name is None)

    def near(self, told: str) -> list[str]:
        """Return the drugs or classes that a word may be meant for."""
        import difflib  # only for what no table knows

        return difflib.get_close_matches(told.casefold(), [*self._by_name, *self._classes], n=2, cutoff=0.8)

    def judge(self, fact: Assertion, what: str = "the label") -> LineVerdict:
        """Return whether the case is in the line that a statement asks for; `what` names the statement."""
        if self._line is None and not self._is_stated:
            return _NOT_ASKED
        parts = [*self._setting(fact, what), *self._naive(fact, what), *self._after(fact, what)]
        fit = max((fit for fit, _ in parts), default=Fit.MET)
        against = tuple(why for each, why in parts if each is not Fit.MET)
        return LineVerdict(fit, tuple(why for _, why in parts), against)

    def _setting(self, fact: Assertion, what: str) -> list[tuple[Fit, str]]:
        wanted, line = fact.setting, self._line
        if line is None:
            return self._unstated_line(fact, what)
        asked = f"{_NAMES[line]} is asked about"
        if wanted is None:
            if line is Setting.MAINTENANCE:
                return [(Fit.OPEN, f"{asked}, and whether {what} covers it is not recorded here")]
            return [] if line in _ADVANCED else [(Fit.UNMET, f"{what} is for advanced disease, and {asked}")]
        if wanted is line:
            return [(Fit.MET, f"{what} is for {_NAMES[wanted]}, which is asked about")]
        return [(Fit.UNMET, f"{what} is for {_NAMES[wanted]}, and {asked}")]

    def _unstated_line(self, fact: Assertion, what: str) -> list[tuple[Fit, str]]:
        """A line follows from prior drugs only so far: none given is no later line, one given may be any."""
        if not self._is_stated:
            return []
        if fact.setting is Setting.LATER and not self.given:
            return [(Fit.UNMET, f"{what} is for a later line, and no drug was given before")]
        if fact.setting is Setting.FIRST and self.given:
            given = _given(each.told for each in self.given)
            why = f"{what} is for the first line; {given}, and the line was not stated"
            return [(Fit.OPEN, why)]
        return []

    def _naive(self, fact: Assertion, what: str) -> list[tuple[Fit, str]]:
        return [self._without(term, what) for term in fact.naive_to] if self._is_stated else []

    def _without(self, term: str, what: str) -> tuple[Fit, str]:
        classes = self._classes_of(term)
        asked = f"{what} is for patients not treated with {_a(term, classes)} before"
        fits = [(each, each.fits(term, classes)) for each in self.given]
        found = [each.told for each, fit in fits if fit is Fit.MET]
        if found:
            return Fit.UNMET, f"{asked}; {_given(found)}"
        doubtful = " or ".join(each.told for each, fit in fits if fit is Fit.OPEN)
        if doubtful:
            return Fit.OPEN, f"{asked}; whether {doubtful} is one cannot be told here"
        return Fit.MET, f"{asked}, and none was given"

    def _after(self, fact: Assertion, what: str) -> list[tuple[Fit, str]]:
        if not self._is_stated or not fact.after:
            return []
        fit, terms = min((self._all_given(_terms(each)), each) for each in fact.after)
        asked = f"{what} asks for {self._asked(terms if fit is Fit.MET else None, fact)} before"
        if fit is Fit.MET:
            return [(fit, f"{asked}, which was given")]
        if fit is Fit.OPEN:
            return [(fit, f"{asked}, and whether it is among the prior drugs stated cannot be told here")]
        told = "which is not among the prior drugs stated" if self.given else "and no drug was given"
        return [(fit, f"{asked}, {told}")]

    def _asked(self, met: str | None, fact: Assertion) -> str:
        """Return what was met, or everything that would do."""
        return " or ".join(self._all_of(_terms(each)) for each in ([met] if met else fact.after))

    def _all_of(self, terms: Sequence[str]) -> str:
        """Return "crizotinib and another ALK inhibitor"."""
        told = []
        for number, term in enumerate(terms):
            again = any(term in (each, *(self._classes_of(each) or ())) for each in terms[:number])
            told.append(_a(term, self._classes_of(term), another=again))
        return " and ".join(told)

    def _all_given(self, terms: Sequence[str]) -> Fit:
        """Each term needs a drug of its own: "crizotinib+ALK inhibitor" is crizotinib and another one."""
        ways = permutations(self.given, len(terms))
        return min(
            (
                max(each.fits(term, self._classes_of(term)) for each, term in zip(way, terms, strict=True))
                for way in ways
            ),
            default=Fit.UNMET,
        )

    def _classes_of(self, term: str) -> frozenset[str] | None:
        return frozenset(self._drugs[term].classes) if term in self._drugs else None

    def _read(self, told: str) -> PriorDrug:
        """Read a drug by its name or alias, or a class by its own; a word that is neither keeps its words."""
        known = self._by_name.get(told.casefold())
        if known is not None:
            shown = told if told.casefold() == known.name else f"{told} ({known.name})"
            return PriorDrug(shown, known.name, frozenset(known.classes))
        if told.casefold() in _THERAPIES:
            return PriorDrug(told, told.casefold(), _THERAPIES[told.casefold()], is_class=True)
        word = self._classes.get(told.casefold()) or self._classes.get(told.casefold().removesuffix("s"))
        return PriorDrug(told, word, frozenset((word,) if word else ()), is_class=word is not None)


def _terms(asked: str) -> list[str]:
    """Return the parts of "crizotinib+ALK inhibitor"."""
    return [part for part in (each.strip() for each in asked.split("+")) if part]


def _names(drug: Drug) -> tuple[str, ...]:
    return (*drug.aliases, drug.name)


def _a(term: str, classes: frozenset[str] | None, *, another: bool = False) -> str:
    """Return a drug as it is, and one of a class with its article.

    >>> _a("ALK inhibitor", None), _a("EGFR inhibitor", None, another=True), _a("chemotherapy", None)
    ('an ALK inhibitor', 'another EGFR inhibitor', 'chemotherapy')
    >>> _a("ROS1 inhibitor", None), _a("FGFR inhibitor", None), _a("taxane", None)
    ('a ROS1 inhibitor', 'an FGFR inhibitor', 'a taxane')
    """
    if classes is not None or term.endswith("therapy"):
        return term
    return f"{'another' if another else 'an' if term[0] in _SPOKEN_AS_VOWELS else 'a'} {term}"


def _given(words: Iterable[str]) -> str:
    """Return that drugs were given.

    >>> _given(["imatinib"]), _given(["imatinib", "dasatinib"]), _given(["ALK inhibitors"])
    ('imatinib was given', 'imatinib and dasatinib were given', 'ALK inhibitors were given')
    """
    told = list(words)
    is_plural = len(told) > 1 or told[0].endswith("inhibitors")
    return f"{' and '.join(told)} {'were' if is_plural else 'was'} given"
