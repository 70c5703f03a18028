"""Articles and editions side by side, pictures of them, and made-up cases for trainees.

May import `law`, `table` and `language`. `compare` finds what is meant, `side_by_side` lays provisions beside each other, `marks` says what differs,
`whole_editions` pairs two editions, `comparison` is what comes out; `curve` says how a fine goes with its base. How they are drawn stands under
`pictures`. A case of the `quiz` is told from the pieces in `stories.toml`, to which a new conduct or fact is added; `asked` puts the questions,
`written` reads what is typed, `sheet` is for a class.
"""
