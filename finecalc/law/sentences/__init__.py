"""What is said of a case: one typed function for each thing said, both languages side by side. Made when somebody reads it.

`editions`: which text answers. `rules`: what the other general rules come to. `notes`: what belongs to the answer besides.
`refusals`: why there is no answer. `questions`: what is asked. `bands`, `office`, `open_facts`, `procedure`: the levels of discretion, what
the office has of its own, the outcomes of open facts, what is due. `conclusion`, `answer`, with `levels` and `due`: the page of an answer,
written by a `pen` in one language; `road`, with `steps`: that of the steps of a case. `case_file`: what is said of a case file.
"""
