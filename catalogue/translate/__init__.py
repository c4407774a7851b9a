"""Fill what is missing: memory, then an engine that is handed in, then checks. Pure: an engine is whatever keeps the protocol."""
