"""Decision files: sheets, headings, cells, and the reports that come out."""
