"""Place calls on transcripts: junction, frame, domains. Asks the gene model's interface and nothing else."""

from fusionanno.annotation.annotator import Annotator
from fusionanno.annotation.build_check import BuildCheck
from fusionanno.annotation.events.partner import OUR_OWN
from fusionanno.annotation.events.products import reciprocals_told
from fusionanno.annotation.events.reciprocal import Reciprocals

__all__ = ["OUR_OWN", "Annotator", "BuildCheck", "Reciprocals", "reciprocals_told"]
