"""What is said of a case: one typed function for each thing said, both languages side by side. Made when somebody reads it.

`editions`: which text answers. `rules`: what the other general rules come to. `notes`: what belongs to the answer besides.
`refusals`: why there is no answer. `questions`: what is asked. `conclusion`, `answer`: the page of an answer, written by a `pen` in
one language.
"""
