"""Interpret gene fusions."""
