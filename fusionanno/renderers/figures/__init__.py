"""Figures as SVG text, drawn from values: same fusion, same bytes."""
