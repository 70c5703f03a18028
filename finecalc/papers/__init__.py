"""What leaves the program on paper, or as one file: the calculator as a page.

May import `law`, `table` and `language`. `compiled` has the engine answer every kind of case once and writes the answers down with the
amounts as formulas and the days as blanks; `situations` says what kinds there are, `formulas` what is left to reckon, `pool` keeps
equal things once. `document` puts them into one HTML file with `page.html`, `page.css`, `page.js` and the words of `page.toml`.
"""
