/* What is taken away: the line, the sentence, the memo. The last file of the page: it starts it. */

/* The `finecalc range` line that gives the same answer on any day. */
function line(known, found) {
  const quoted = (word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replace(/'/g, `'"'"'`)}'`);
  const words = ["finecalc", "range", known.asked],
    { flags } = table;
  known.facts.forEach((fact) => words.push(flags.facts, fact));
  known.items.forEach((item) => words.push(flags.items, String(item)));
  for (const base of Object.keys(table.terms)) {
    if (known.bases[base] !== undefined)
      words.push(...(flags[base] ? [flags[base], known.bases[base]] : [flags.base, `${base}=${known.bases[base]}`]));
  }
  const days = {
    conduct_from: known.conduct_from,
    conduct_to: known.conduct_to,
    discovered: known.discovered,
    decided: known.decided || (found.edition_choice.rule === "as-asked" ? null : known.today),
  };
  for (const [field, day] of Object.entries(days)) if (day) words.push(flags[field], day);
  if (known.by !== table.about.office.level) words.push(flags.by, known.by);
  if (known.adjust) words.push(flags.adjust, known.adjust);
  return [...words, ...table.given].map(quoted).join(" ");
}

/* The sentence for the decision, as `finecalc range --paragraph` writes it; why there is none, where there is none. */
function paragraph(found) {
  if (!found.competence.competent) return said(found.competence._unwritten);
  if (found.limitation && found.limitation.expired) return said(found._late);
  const pieces = (words) => said(words).map((parts) => parts.join(""));
  const basis = pieces(found._basis),
    parts = [found._adjusted, found._measures, found._fines].flatMap(pieces);
  const cited = [basis.slice(0, -1).join(t("paragraph_list")), ...basis.slice(-1)]
    .filter(Boolean)
    .join(t("paragraph_and"));
  const done = parts.join(lang === "zh" ? "，" : "; "),
    form = said(cited ? table.phrases.based : table.phrases.bare);
  const ranges = (text) =>
    text.replace(/\ue005([a-z]+);/g, (_, target) => amountWords(found.fines.find((fine) => fine.on === target)));
  return form.replace("{0}", () => cited).replace("{1}", () => ranges(cited ? done : capital(done)));
}

async function copied(text, button) {
  const before = button.textContent;
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = t("copied");
  } catch {
    const area = h("textarea", {
      class: "by-hand",
      "aria-label": t("copy_by_hand"),
      readonly: true,
      value: text,
      rows: 4,
    });
    button.parentElement.after(area);
    area.select();
    button.textContent = document.execCommand("copy") ? t("copied") : t("copy_by_hand");
  }
  setTimeout(() => {
    button.textContent = before;
  }, 2000);
}

function buttons(found, known) {
  const button = (words, click) => h("button", { type: "button", onclick: (event) => click(event.target) }, words);
  return h(
    "p",
    { class: "buttons" },
    button(t("copy_paragraph"), (target) => copied(paragraph(found), target)),
    button(t("copy_line"), (target) => copied(line(known, found), target)),
    button(t("print"), () => print()),
  );
}

const memoHead = (known) =>
  h(
    "section",
    { class: "paper" },
    h("h2", {}, t("memo")),
    h("p", { class: "faint" }, t("printed", known.today)),
    h(
      "dl",
      {},
      [
        [t("conduct"), said(askedOf(known.asked).name)],
        [t("memo_items"), known.items.map((item) => askedOf(known.asked).items[item - 1]).join("")],
        [t("memo_facts"), labels(known.facts)],
        ...DAYS.map((field) => [t(field).split(/[（(]/)[0], known[field]]),
        ...Object.keys(known.bases).map((base) => [capital(label(base)), amountRead(base)]),
        [t("by"), label(known.by)],
        [t("adjust"), known.adjust && label(known.adjust)],
      ]
        .filter(([, text]) => text)
        .map(([key, text]) => [h("dt", {}, key), h("dd", {}, text)]),
    ),
  );

const memoFoot = (found) =>
  h(
    "section",
    { class: "paper" },
    h("h2", {}, t("proposed")),
    found.fines.length > 0 &&
      h(
        "table",
        {},
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            ["on_whom", "range_of", "sum", "reasons"].map((key) => h("th", { scope: "col" }, t(key))),
          ),
        ),
        h(
          "tbody",
          {},
          found.fines.map((fine) =>
            h(
              "tr",
              {},
              h("th", { scope: "row" }, label(fine.on)),
              h("td", {}, amountWords(fine)),
              h("td", {}),
              h("td", {}),
            ),
          ),
        ),
      ),
    h("p", { class: "sign" }, t("signed")),
  );

/* On paper everything is unfolded; what is long only where it was unfolded on the screen. */
const unfolded = () => document.querySelectorAll("#rest details:not(.long)");
addEventListener("beforeprint", () =>
  unfolded().forEach((each) => {
    each.dataset.open = each.open;
    each.open = true;
  }),
);
addEventListener("afterprint", () =>
  unfolded().forEach((each) => {
    each.open = each.dataset.open === "true";
  }),
);

window.finecalc = {
  answer,
  line,
  amountIn,
  dayIn,
  conclusion: (found, spoken) => {
    lang = spoken;
    return { ...conclusion(found), paragraph: paragraph(found) };
  },
};
drawPage();
