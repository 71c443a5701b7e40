"""Place calls on transcripts: junction, frame, domains. Asks the gene model's interface and nothing else."""

from fusionanno.annotation.annotator import Annotator

__all__ = ["Annotator"]
