"""What a junction makes: frame, effect, domains, sequence, decay."""
