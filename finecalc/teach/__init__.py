"""Articles and editions side by side, pictures of them, and made-up cases for trainees.

May import `law`, `table` and `language`. What is compared goes into `comparison`, how it is drawn under `pictures`.
"""
