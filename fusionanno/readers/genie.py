"""Structural variants of AACR Project GENIE without samples."""

from fusionanno.model import FusionCall, Source
from fusionanno.readers.base import Kind, TableReader
from fusionanno.readers.cbioportal import NAMED, SAMPLE_OR_STATUS, CbioportalReader, site_call
from fusionanno.readers.cells import Row


class GenieReader(TableReader):
    """AACR Project GENIE structural variants with the Site1 and Site2 columns and no sample column.

    As single events are exchanged (VICC's fusion tools take them so). The columns mean what they mean in
    cBioPortal's format, of which this is a part: site 1 and site 2 are no order, and only brackets in
    Event_Info tell one. GENIE's releases with Sample_Id are read as cbioportal, its data_fusions.txt as
    cbioportal_fusions. The words in Annotation (``A (NM_...) - B (NM_...) fusion``) are a tag: real files
    have them in either order. Positions are 1-based. Read as a real file: one table of GENIE rows.
    """

    name = "genie"
    title = "AACR Project GENIE structural variants"
    kind = Kind.PLATFORM
    versions = "the Site1/Site2 columns of GENIE's data_sv, without Sample_Id"
    url = "https://www.aacr.org/professionals/research/aacr-project-genie/"
    support = CbioportalReader.support
    excludes = frozenset(SAMPLE_OR_STATUS)
    columns = CbioportalReader.columns[1:]

    @property
    def recognised_by(self) -> str:
        return f"columns {', '.join(NAMED)}, without Sample_Id and SV_Status"

    def parse_row(self, row: Row, source: Source) -> FusionCall:
        return site_call(self.name, row, source)
