"""Rows of other knowledge bases that a user brings, in the schema of ours."""
