"""Papers for people, out and back: templates to fill in, and copies with the faults marked."""
