"""Who is who: the numbers by which registers know an organisation, and keys by which names are compared."""
