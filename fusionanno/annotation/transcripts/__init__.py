"""Which transcripts a call is told on, and what other ones would say."""
