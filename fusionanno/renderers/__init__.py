"""Write reports. One module per output format; a format is imported when it is first asked for."""

from importlib import import_module

from fusionanno.errors import UnknownName
from fusionanno.renderers.base import Renderer

__all__ = ["RENDERERS", "Renderer", "load_renderer"]

RENDERERS = {
    "fasta": "FastaRenderer",
    "html": "HtmlRenderer",
    "json": "JsonRenderer",
    "text": "TextRenderer",
    "tsv": "TsvRenderer",
}
"""The formats by name, with their classes; the module is fusionanno.renderers.<name>."""


def load_renderer(name: str) -> Renderer:
    """Return the renderer of a format; UnknownName lists the formats that exist."""
    if name not in RENDERERS:
        kind = "report format"
        raise UnknownName(kind, name, tuple(RENDERERS))
    renderer: Renderer = getattr(import_module(f"fusionanno.renderers.{name}"), RENDERERS[name])()
    return renderer
