"""Small variants reported beside a fusion: protein changes from tables, MAF and annotated VCF."""

from fusionanno.readers.small.files import SmallVariantFile, read_small_variants

__all__ = ["SmallVariantFile", "read_small_variants"]
