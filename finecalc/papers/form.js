/* The case: finding what is meant, and the form. Nothing of a case is kept when the page is closed. */

let lang = (navigator.language || "").startsWith("en") ? "en" : "zh";
const today = () => {
  const now = new Date();
  return shifted(`${now.getFullYear()}-${now.getMonth() + 1}-${now.getDate()}`, 0, 0);
};
const empty = () => ({
  asked: null,
  facts: new Set(),
  items: new Set(),
  days: {},
  amounts: {},
  by: table.about.office.level,
  adjust: "",
});
let held = empty();

const t = (key, ...parts) => table.words[key][lang].replace(/\{(\d)\}/g, (_, at) => parts[at]);
const said = (words) => words[lang];
const label = (word) => said(table.terms[word]);
const joined = (texts) => texts.join(lang === "zh" ? "、" : ", ");
const labels = (words) => joined([...new Set(words)].map(label));
const semicolon = (texts) => texts.join(lang === "zh" ? "；" : "; ");
const colon = (key, text) => key + (lang === "zh" ? "：" : ": ") + text;
const bracketed = (text) => (!text ? "" : lang === "zh" ? `（${text}）` : ` (${text})`);
const cited = (ref) => said(table.articles[ref]);
const basis = (...refs) => bracketed(joined(refs.filter(Boolean).map(cited)));
const everyday = (citation) => citation.replace("《中华人民共和国", "《");
const named = new Map(table.asked.filter((each) => each.cited).map((each) => [each.id, each.cited]));
const REFERENCE = "[a-z]+@\\d{4}:\\d+\\.\\d+";

/* A sentence as it stands on a page: provisions by their names. */
function spelt(words) {
  const blank = lang === "zh" ? " ?" : "";
  return said(words)
    .replace(new RegExp(`([（(])${REFERENCE}(?:，|: |, | )`, "g"), "$1")
    .replace(new RegExp(`（${REFERENCE}）| \\(${REFERENCE}\\)`, "g"), "")
    .replace(new RegExp(`${blank}(${REFERENCE})${blank}`, "g"), (all, id) =>
      named.has(id) ? everyday(said(named.get(id))) : id in table.articles ? cited(id) : all,
    );
}
const capital = (text) => text.slice(0, 1).toUpperCase() + text.slice(1);

function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "checked" || name === "value" || name === "open") element[name] = value;
    else if (value !== false && value != null) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child != null && child !== false && child !== ""));
  return element;
}
const at = (id) => document.getElementById(id);
const fill = (id, ...children) =>
  at(id).replaceChildren(...children.flat(Infinity).filter((child) => child != null && child !== false));

/* ---- the case --------------------------------------------------------------------------------------------------------- */

const DAYS = ["conduct_from", "conduct_to", "discovered", "decided"];

function given() {
  const days = Object.fromEntries(DAYS.map((field) => [field, held.days[field] ? dayIn(held.days[field]) : null]));
  const amounts = Object.entries(held.amounts).map(([base, text]) => [base, text.trim() ? amountIn(text) : null]);
  const known = Object.keys(table.questions);
  return {
    asked: held.asked,
    ...days,
    today: today(),
    by: held.by,
    adjust: held.adjust || null,
    facts: known.filter((fact) => held.facts.has(fact)),
    items: [...held.items].sort((one, other) => one - other),
    bases: Object.fromEntries(amounts.filter(([, amount]) => amount !== null)),
  };
}

/* What may be asked under the texts that the days call for. */
function questions(known) {
  const alone = known.conduct_to || known.conduct_from;
  const kind = {
    ...known,
    sizes: {},
    decision: known.decided,
    decided: known.decided || known.today,
    conduct_to: alone,
    conduct_from: known.conduct_from || alone,
  };
  return valueAt(askedOf(held.asked).questions, kind);
}

function choose(id) {
  const kept = { days: held.days, by: held.by };
  held = { ...empty(), ...kept, asked: id };
  drawCase();
  at("chosen").focus();
}

/* ---- finding what is meant -------------------------------------------------------------------------------------------- */

const bare = (text) =>
  plainly(text)
    .toLowerCase()
    .replace(/[《》第条款\s:.]|中华人民共和国/g, "");
const reads = new Map(
  table.asked.map((each) => [
    each.id,
    [
      each.id,
      each.name.zh,
      each.name.en,
      table.entries[each.text],
      each.cited && each.cited.zh,
      each.cited && each.cited.en,
      each.code,
      ...(each.words ?? []),
      ...(each.called ?? []),
    ]
      .filter(Boolean)
      .join("\n")
      .toLowerCase(),
  ]),
);

/* Latin letters count from the beginning of a word only, up to three as a whole word. */
function contains(text, word) {
  if (!/^[a-z][\x20-\x7e]*$/.test(word)) return text.includes(word);
  const start = word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`(^|[^a-z])${start}${word.length <= 3 ? "(?![a-z])" : ""}`).test(text);
}

function search(text) {
  const words = plainly(text)
      .toLowerCase()
      .split(/[\s、]+/)
      .filter(Boolean),
    meant = bare(text);
  const whole = (each) => words.every((word) => contains(reads.get(each.id), word));
  const partly = (each) =>
    words.every(
      (word) => contains(reads.get(each.id), word) || (each.words ?? []).some((known) => contains(word, known)),
    );
  const called = table.asked.filter((each) => (each.called ?? []).some((name) => bare(name) === meant));
  const found = called.length ? called : table.asked.filter((each) => whole(each) || partly(each));
  const rank = (each) =>
    (each.until ? 4 : 0) + (each.role === "pointer" ? 2 : 0) + (called.length || whole(each) ? 0 : 1);
  return found
    .map((each, place) => [rank(each), place, each])
    .sort((one, other) => one[0] - other[0] || one[1] - other[1])
    .map(([, , each]) => each);
}

const tags = (each) => [
  each.until && each.until < today() && h("span", { class: "tag" }, t("replaced")),
  each.role === "pointer" && h("span", { class: "tag" }, t("points")),
];
const option = (each) =>
  h(
    "li",
    {},
    h(
      "button",
      { type: "button", class: "pick", onclick: () => choose(each.id) },
      h("b", {}, each.law ? "" : `${each.id.slice(1)} `, said(each.name)),
      " ",
      tags(each),
      each.cited && h("small", {}, said(each.cited)),
    ),
  );

function drawFound() {
  const text = at("search").value.trim();
  const powers = table.asked.filter((each) => !each.law),
    provisions = table.asked.filter((each) => each.law);
  if (!text) {
    const laws = [...new Set(provisions.map((each) => each.law))];
    fill(
      "found",
      powers.length > 0 && [h("h3", {}, t("powers")), h("ol", { class: "picks" }, powers.map(option))],
      h(
        "details",
        { class: "all" },
        h("summary", {}, t("provisions")),
        laws.map((law) => [
          h("h3", {}, said(table.laws[law])),
          h("ul", { class: "picks" }, provisions.filter((each) => each.law === law).map(option)),
        ]),
      ),
    );
    at("count").textContent = "";
    return;
  }
  const found = search(text);
  at("count").textContent = found.length ? t("found", found.length) : t("nothing_found");
  fill(
    "found",
    found.length
      ? h("ul", { class: "picks" }, found.slice(0, 40).map(option))
      : h("ol", { class: "picks" }, powers.map(option)),
  );
}

/* ---- the form ---------------------------------------------------------------------------------------------------------- */

function drawPage() {
  document.documentElement.lang = lang === "zh" ? "zh-CN" : "en";
  document.title = `${t("title")} · finecalc`;
  const { version, sha256 } = table.about.table;
  fill(
    "page",
    h(
      "header",
      {},
      h("div", {}, h("h1", {}, t("title")), h("p", {}, t("subtitle"))),
      h(
        "button",
        {
          type: "button",
          id: "language",
          lang: lang === "zh" ? "en" : "zh-CN",
          onclick: () => {
            const sought = held.asked ? "" : at("search").value;
            lang = lang === "zh" ? "en" : "zh";
            drawPage();
            if (sought) {
              at("search").value = sought;
              drawFound();
            }
            at("language").focus();
          },
        },
        t("language"),
      ),
    ),
    h(
      "main",
      {},
      h("form", {
        id: "case",
        "aria-label": t("case"),
        onsubmit: (event) => {
          event.preventDefault();
          if (!held.asked) at("found").querySelector("button").click();
        },
      }),
      h(
        "section",
        { id: "answer", "aria-labelledby": "conclusion-title" },
        h("div", { id: "paper" }),
        h("div", { id: "live", role: "status", "aria-live": "polite" }),
        h("div", { id: "rest" }),
      ),
    ),
    h(
      "footer",
      {},
      h("p", {}, t("official")),
      table.warnings.map((each) => h("p", { class: "warn" }, said(each))),
      h(
        "p",
        {},
        `finecalc ${table.about.program} · ${t("table")} ${version} · `,
        h("span", { class: "digest" }, `sha256 ${sha256}`),
        ` · ${t("office")}: ${said(table.about.office)}`,
      ),
    ),
    h("a", { id: "bar", href: "#answer", hidden: true }),
  );
  drawCase();
}

function drawCase() {
  if (!held.asked) {
    fill(
      "case",
      h("h2", { id: "chosen", tabindex: "-1" }, t("conduct")),
      h("label", { for: "search" }, t("search")),
      h("input", {
        id: "search",
        type: "search",
        autocomplete: "off",
        spellcheck: "false",
        placeholder: t("search_hint"),
        oninput: drawFound,
      }),
      h("p", { id: "count", role: "status" }),
      h("div", { id: "found" }),
    );
    drawFound();
    drawAnswer();
    return;
  }
  const asked = askedOf(held.asked);
  fill(
    "case",
    h(
      "section",
      { class: "chosen", id: "chosen", tabindex: "-1" },
      h(
        "div",
        {},
        h("b", {}, said(asked.name)),
        h("small", {}, asked.cited ? said(asked.cited) : `${t("powers")} ${asked.id}`),
      ),
      h(
        "button",
        {
          type: "button",
          onclick: () => {
            held = { ...held, asked: null };
            drawCase();
            at("search").focus();
          },
        },
        t("change"),
      ),
    ),
    h("div", { id: "choices" }),
    asked.items.length > 0 &&
      h(
        "fieldset",
        {},
        h("legend", {}, t("items")),
        asked.items.map((line, place) => ticked(`item-${place + 1}`, held.items, place + 1, line)),
      ),
    h("fieldset", { id: "facts" }),
    h("fieldset", { class: "pair" }, h("legend", {}, t("days")), DAYS.map(dayField), h("div", { id: "general" })),
    h("fieldset", { id: "amounts", class: "pair" }),
    h(
      "fieldset",
      { class: "pair" },
      h("legend", {}, t("authority")),
      selected(
        "by",
        table.acting.map((id) => [id, label(id)]),
      ),
      selected("adjust", [["", t("no_adjustment")], ...table.adjustments.map((id) => [id, label(id)])]),
    ),
  );
  drawn = "";
  drawAnswer();
}

function ticked(id, chosen, value, ...words) {
  const change = (event) => {
    event.target.checked ? chosen.add(value) : chosen.delete(value);
    drawAnswer();
  };
  return h(
    "label",
    { class: "tick", for: id },
    h("input", { id, type: "checkbox", checked: chosen.has(value), onchange: change }),
    h("span", {}, words),
  );
}

function typed(id, words, texts, hint, inputs = {}) {
  const input = (event) => {
    texts[id] = event.target.value;
    drawAnswer();
  };
  return h(
    "div",
    { class: "field" },
    h("label", { for: id }, words),
    h("input", {
      id,
      type: "text",
      autocomplete: "off",
      value: texts[id] ?? "",
      "aria-describedby": `${id}-said`,
      oninput: input,
      ...inputs,
    }),
    h("small", { id: `${id}-said` }, hint),
  );
}

const dayField = (field) => typed(field, t(field), held.days, "", { placeholder: "2026-01-31", inputmode: "numeric" });

function selected(field, options) {
  const change = (event) => {
    held[field] = event.target.value;
    drawAnswer();
  };
  return h(
    "div",
    { class: "field" },
    h("label", { for: field }, t(field)),
    h(
      "select",
      { id: field, onchange: change },
      options.map(([value, words]) => h("option", { value, selected: value === held[field] }, words)),
    ),
  );
}

let drawn = "";

/* The facts and bases that are asked for go by the days: drawn anew only when they change, so that nobody loses their place. */
function drawQuestions(known) {
  const { facts, bases } = questions(known);
  const shown = JSON.stringify([facts, bases, lang, Boolean(known.discovered)]);
  if (shown === drawn) return;
  drawn = shown;
  fill(
    "facts",
    h("legend", {}, t("facts")),
    facts.length
      ? facts.map((fact) =>
          ticked(
            `fact-${fact.id}`,
            held.facts,
            fact.id,
            h("b", {}, said(fact)),
            h("small", {}, said(table.questions[fact.id])),
          ),
        )
      : h("p", { class: "faint" }, t("no_facts")),
  );
  const asked = ["gains", ...bases.filter((base) => base !== "gains")].filter((base) => table.terms[base]);
  fill(
    "amounts",
    h("legend", {}, t("amounts")),
    asked.map((base) => typed(base, capital(label(base)), held.amounts, t("amount_hint"), { inputmode: "text" })),
  );
  fill(
    "general",
    known.discovered && ticked("fact-general", held.facts, table.general, said(table.questions[table.general])),
  );
}

/* What was read of each field, or that it cannot be read. */
function drawRead() {
  const tell = (id, text, wrong, hint) => {
    const input = at(id);
    if (!input) return;
    input.setAttribute("aria-invalid", String(wrong));
    at(`${id}-said`).textContent = text || hint;
    at(`${id}-said`).className = wrong ? "wrong" : "";
  };
  for (const field of DAYS) {
    const wrong = Boolean((held.days[field] ?? "").trim()) && dayIn(held.days[field]) === null;
    tell(field, wrong ? t("day_wrong") : "", wrong, "");
  }
  for (const [base, text] of Object.entries(held.amounts)) {
    const amount = text.trim() ? amountIn(text) : "",
      wrong = amount === null;
    tell(base, wrong ? t("amount_wrong") : amount && `= ${amountAlone(exact(amount))}`, wrong, t("amount_hint"));
  }
}
