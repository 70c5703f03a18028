"""How people write, and what they are told: numerals, money, dates, citations, errors, the pages of finding codes.

May import nothing of finecalc. A new way of writing an amount or a day goes here.
"""
