"""Anything at all is fed in, for as long as you like: `python -m tests.fuzz --minutes 10 [TARGET…]` (extra `[fuzz]`)."""
