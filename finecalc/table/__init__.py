"""`statutes.toml`: its shape, reading it, finding things in it, and the ladder that its tiers make.

May import `language`. A new form of law (a key of the table) goes into `model`, and its meaning into `law`; what one office has of
its own goes into `office`, which `profile` reads and `office.template.toml` explains.
"""
