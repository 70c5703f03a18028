"""What leaves the program on paper, or as one file: the memo for the case file, the sentence for the decision, the calculator as a page.

May import `law`, `table` and `language`. `compiled` has the engine answer every kind of case once and writes the answers down with the
amounts as formulas and the days as blanks; `situations` says what kinds there are, `parts` what goes by the authority and the adjustment,
`limitation` and `large` what goes by days and by sums, `formulas` what is left to reckon, `drafts` what the sentence is made of, `pool`
keeps equal things once. `document` puts them into one HTML file with `page.html`,
`page.css`, the words of `page.toml`, and the scripts: `answer.js` looks up and multiplies, `reading.js` reads what people write, `form.js`
holds the case, `shown.js` shows the answer, `taken.js` is what is taken away of it.

`sentences` says what is on a paper, as a page; `word`, `web` and `markdown` draw it, and know whether somebody has written in it since.
`proposal` is what is proposed, `record` the figures of an answer in one line, `reading` what a paper says, for `replay`. A further kind of paper is a
drawer beside these three.
"""
