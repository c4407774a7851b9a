"""Fill what is missing: memory, then an engine that is handed in, then checks; an engine is whatever keeps the protocol."""
