"""Comparisons as a table and a chart, and curves: one grid and one geometry for the terminal, SVG, HTML and Markdown.

`wording` says things in one language, `grid` lays out the table, `chart` the bars, `plot` a curve, `changes` marks words; `characters`
draws the bars for a terminal; `svg`, `html` in its `style`, `markdown` and, for curves, `curves` write files' text. All pure: text in, text out, nothing from the network.
"""
