"""Does the table say what the text says? `lint` compares the table with what `reader` reads; `encode` writes entries.

May import `law`, `table` and `language`. A new objection is a check here and a page in `codes.toml`.
"""
