"""Write calls as they were read. One module per format; a format is imported when it is first asked for."""

from importlib import import_module

from fusionanno.writers.base import Target, Writer

__all__ = ["WRITERS", "Target", "Writer", "load_writer"]

WRITERS = {
    "native": "NativeWriter",
    "vcf": "VcfWriter",
    "bedpe": "BedpeWriter",
}
"""The formats by name, with their classes; the module is fusionanno.writers.<name>."""


def load_writer(name: str) -> Writer:
    """Return the writer of a format that stands in WRITERS."""
    writer: Writer = getattr(import_module(f"fusionanno.writers.{name}"), WRITERS[name])()
    return writer
