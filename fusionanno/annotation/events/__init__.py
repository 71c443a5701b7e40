"""What kind of join a call is: genes, direction, read-through, hijacking, inside one gene, reciprocal."""
