"""A case in, what the law allows out. Pure: no files, no clock, no printing.

May import `table` and `language`. A general rule of law is one file under `rules`, which gives codes, numbers and
quotes; what is said of them is a function in `sentences`, called when somebody reads it.
"""
