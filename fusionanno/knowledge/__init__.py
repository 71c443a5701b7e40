"""What is known about fusions, since when, where, and how it meets a case."""

from fusionanno.knowledge.base import Knowledge, load_knowledge
from fusionanno.knowledge.checks import problems
from fusionanno.knowledge.dates import approval, began, begun, dated, holds, starts
from fusionanno.knowledge.diseases import DiseaseTree
from fusionanno.knowledge.label_status import ages
from fusionanno.knowledge.news import changes

__all__ = [
    "DiseaseTree",
    "Knowledge",
    "ages",
    "approval",
    "began",
    "begun",
    "changes",
    "dated",
    "holds",
    "load_knowledge",
    "problems",
    "starts",
]
