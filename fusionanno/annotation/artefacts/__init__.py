"""What speaks for an artefact or a normal transcript, and what speaks against setting a call aside."""
