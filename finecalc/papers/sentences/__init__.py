"""What papers say: `memo` the page for the case file, `paragraph` the sentence of the decision, `replay` whether a paper still holds."""
