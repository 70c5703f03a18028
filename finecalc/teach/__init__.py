"""Articles and editions side by side, pictures of them, and made-up cases for trainees.

May import `law`, `table` and `language`.
"""
