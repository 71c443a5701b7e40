"""BCF turned into the lines of the VCF that it stands for."""

import shutil
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from tempfile import NamedTemporaryFile
from typing import BinaryIO

MAGIC = b"BCF\x02"
"""How unpacked BCF begins."""


def vcf_lines(data: BinaryIO) -> Generator[str, None, None]:
    """Yield the lines of an unpacked BCF stream as `bcftools view` writes them, without line ends.

    The stream goes to a temporary file, for htslib reads files and not Python's streams; it is removed at the
    end. Raises OSError or ValueError where the data is cut off or damaged.
    """
    from pysam import VariantFile  # a tenth of a second, which text files need not wait for

    with NamedTemporaryFile(suffix=".bcf") as file:
        shutil.copyfileobj(data, file)
        file.flush()
        with _silent(), VariantFile(file.name) as variants:
            yield from str(variants.header).splitlines()
            for record in variants:
                yield str(record).rstrip("\n")


@contextmanager
def _silent() -> Iterator[None]:
    """Keep htslib from writing to stderr; what it finds wrong is raised all the same."""
    import pysam

    before = pysam.set_verbosity(0)
    try:
        yield
    finally:
        pysam.set_verbosity(before)
