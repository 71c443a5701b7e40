"""What the reader of VCF is made of: records, the adjacencies in them, mates, samples, callers."""
