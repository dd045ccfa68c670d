"""Which projects of different clusters run parallel, and why that seems so."""
