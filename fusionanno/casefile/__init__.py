"""Read what the user states of the case: the YAML case file, the transcript list, the words of options."""

from fusionanno.casefile.stated_words import parse_case, read_case
from fusionanno.casefile.transcript_list import ListedTranscript, read_transcript_list
from fusionanno.casefile.values import parse_date

__all__ = [
    "ListedTranscript",
    "parse_case",
    "parse_date",
    "read_case",
    "read_transcript_list",
]
