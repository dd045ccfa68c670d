"""The analyses people come for: what clusters share, what a merger changes, what is missing, who fits.

Each is a plain function from a network to an ``Answer`` of sentences and tables. Measures give one table about
every organisation; an analysis puts several together around the clusters or the organisation that somebody names.
"""
