"""The parts of the benchmark: each measures something and tells it in its section of the page."""
