"""Comparisons as a table and a chart: one grid and one geometry for the terminal, SVG, HTML and Markdown.

`wording` says things in one language, `grid` lays out the table, `chart` the bars, `changes` marks words; `svg`, `html`
and `markdown` write files' text. All pure: text in, text out, nothing from the network.
"""
