/* What is seen: the case on one side, the answer on the other. Nothing of a case is kept when the page is closed. */

let lang = (navigator.language || "").startsWith("en") ? "en" : "zh";
const today = () => { const now = new Date(); return shifted(`${now.getFullYear()}-${now.getMonth() + 1}-${now.getDate()}`, 0, 0); };
const empty = () => ({ asked: null, facts: new Set(), items: new Set(), days: {}, amounts: {}, by: table.about.office.level, adjust: "" });
let held = empty();

const t = (key, ...parts) => table.words[key][lang].replace(/\{(\d)\}/g, (_, at) => parts[at]);
const said = (words) => words[lang];
const label = (word) => said(table.terms[word]);
const joined = (texts) => texts.join(lang === "zh" ? "、" : ", ");
const labels = (words) => joined([...new Set(words)].map(label));
const semicolon = (texts) => texts.join(lang === "zh" ? "；" : "; ");
const colon = (key, text) => key + (lang === "zh" ? "：" : ": ") + text;
const bracketed = (text) => !text ? "" : lang === "zh" ? `（${text}）` : ` (${text})`;
const cited = (ref) => said(table.articles[ref]);
const basis = (...refs) => bracketed(joined(refs.filter(Boolean).map(cited)));
const everyday = (citation) => citation.replace("《中华人民共和国", "《");
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
const fill = (id, ...children) => at(id).replaceChildren(...children.flat(Infinity).filter((child) => child != null && child !== false));

/* ---- the case --------------------------------------------------------------------------------------------------------- */

const DAYS = ["conduct_from", "conduct_to", "discovered", "decided"];

function given() {
  const days = Object.fromEntries(DAYS.map((field) => [field, held.days[field] ? dayIn(held.days[field]) : null]));
  const amounts = Object.entries(held.amounts).map(([base, text]) => [base, text.trim() ? amountIn(text) : null]);
  const known = Object.keys(table.questions);
  return {
    asked: held.asked, ...days, today: today(), by: held.by, adjust: held.adjust || null,
    facts: known.filter((fact) => held.facts.has(fact)),
    items: [...held.items].sort((one, other) => one - other),
    bases: Object.fromEntries(amounts.filter(([, amount]) => amount !== null)),
  };
}

/* What may be asked under the texts that the days call for. */
function questions(known) {
  const alone = known.conduct_to || known.conduct_from;
  const kind = { ...known, sizes: {}, decision: known.decided, decided: known.decided || known.today, conduct_to: alone, conduct_from: known.conduct_from || alone };
  return valueAt(askedOf(held.asked).questions, kind);
}

function choose(id) {
  const kept = { days: held.days, by: held.by };
  held = { ...empty(), ...kept, asked: id };
  drawCase();
  at("chosen").focus();
}

/* ---- finding what is meant -------------------------------------------------------------------------------------------- */

const bare = (text) => plainly(text).toLowerCase().replace(/[《》第条款\s:.]|中华人民共和国/g, "");
const reads = new Map(table.asked.map((each) => [each.id, [
  each.id, each.name.zh, each.name.en, table.entries[each.text], each.cited && each.cited.zh, each.cited && each.cited.en, each.code, ...(each.words ?? []), ...(each.called ?? []),
].filter(Boolean).join("\n").toLowerCase()]));

/* Latin letters count from the beginning of a word only, up to three as a whole word. */
function contains(text, word) {
  if (!/^[a-z][\x20-\x7e]*$/.test(word)) return text.includes(word);
  const start = word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`(^|[^a-z])${start}${word.length <= 3 ? "(?![a-z])" : ""}`).test(text);
}

function search(text) {
  const words = plainly(text).toLowerCase().split(/[\s、]+/).filter(Boolean), meant = bare(text);
  const whole = (each) => words.every((word) => contains(reads.get(each.id), word));
  const partly = (each) => words.every((word) => contains(reads.get(each.id), word) || (each.words ?? []).some((known) => contains(word, known)));
  const called = table.asked.filter((each) => (each.called ?? []).some((name) => bare(name) === meant));
  const found = called.length ? called : table.asked.filter((each) => whole(each) || partly(each));
  const rank = (each) => (each.until ? 4 : 0) + (each.role === "pointer" ? 2 : 0) + (called.length || whole(each) ? 0 : 1);
  return found.map((each, place) => [rank(each), place, each]).sort((one, other) => one[0] - other[0] || one[1] - other[1]).map(([, , each]) => each);
}

const tags = (each) => [
  each.until && each.until < today() && h("span", { class: "tag" }, t("replaced")),
  each.role === "pointer" && h("span", { class: "tag" }, t("points")),
];
const option = (each) => h("li", {}, h("button", { type: "button", class: "pick", onclick: () => choose(each.id) },
  h("b", {}, each.law ? "" : `${each.id.slice(1)} `, said(each.name)), " ", tags(each),
  each.cited && h("small", {}, said(each.cited))));

function drawFound() {
  const text = at("search").value.trim();
  const powers = table.asked.filter((each) => !each.law), provisions = table.asked.filter((each) => each.law);
  if (!text) {
    const laws = [...new Set(provisions.map((each) => each.law))];
    fill("found",
      powers.length > 0 && [h("h3", {}, t("powers")), h("ol", { class: "picks" }, powers.map(option))],
      h("details", { class: "all" }, h("summary", {}, t("provisions")), laws.map((law) => [
        h("h3", {}, said(table.laws[law])), h("ul", { class: "picks" }, provisions.filter((each) => each.law === law).map(option))])));
    at("count").textContent = "";
    return;
  }
  const found = search(text);
  at("count").textContent = found.length ? t("found", found.length) : t("nothing_found");
  fill("found", found.length ? h("ul", { class: "picks" }, found.slice(0, 40).map(option)) : h("ol", { class: "picks" }, powers.map(option)));
}

/* ---- the form ---------------------------------------------------------------------------------------------------------- */

function drawPage() {
  document.documentElement.lang = lang === "zh" ? "zh-CN" : "en";
  document.title = `${t("title")} · finecalc`;
  const { version, sha256 } = table.about.table;
  fill("page",
    h("header", {}, h("div", {}, h("h1", {}, t("title")), h("p", {}, t("subtitle"))),
      h("button", { type: "button", id: "language", lang: lang === "zh" ? "en" : "zh-CN", onclick: () => { lang = lang === "zh" ? "en" : "zh"; drawPage(); at("language").focus(); } }, t("language"))),
    h("main", {},
      h("form", { id: "case", "aria-label": t("case"), onsubmit: (event) => { event.preventDefault(); if (!held.asked) at("found").querySelector("button").click(); } }),
      h("section", { id: "answer", "aria-labelledby": "conclusion-title" },
        h("div", { id: "paper" }), h("div", { id: "live", role: "status", "aria-live": "polite" }), h("div", { id: "rest" }))),
    h("footer", {}, h("p", {}, t("official")),
      table.warnings.map((each) => h("p", { class: "warn" }, said(each))),
      h("p", {}, `finecalc ${table.about.program} · ${t("table")} ${version} · `, h("span", { class: "digest" }, `sha256 ${sha256}`), ` · ${t("office")}: ${said(table.about.office)}`)),
    h("a", { id: "bar", href: "#answer", hidden: true }));
  drawCase();
}

function drawCase() {
  if (!held.asked) {
    fill("case", h("h2", { id: "chosen", tabindex: "-1" }, t("conduct")),
      h("label", { for: "search" }, t("search")),
      h("input", { id: "search", type: "search", autocomplete: "off", spellcheck: "false", placeholder: t("search_hint"), oninput: drawFound }),
      h("p", { id: "count", role: "status" }), h("div", { id: "found" }));
    drawFound();
    drawAnswer();
    return;
  }
  const asked = askedOf(held.asked);
  fill("case",
    h("section", { class: "chosen", id: "chosen", tabindex: "-1" },
      h("div", {}, h("b", {}, said(asked.name)), h("small", {}, asked.cited ? said(asked.cited) : `${t("powers")} ${asked.id}`)),
      h("button", { type: "button", onclick: () => { held = { ...held, asked: null }; drawCase(); at("search").focus(); } }, t("change"))),
    h("div", { id: "choices" }),
    asked.items.length > 0 && h("fieldset", {}, h("legend", {}, t("items")), asked.items.map((line, place) => ticked(`item-${place + 1}`, held.items, place + 1, line))),
    h("fieldset", { id: "facts" }),
    h("fieldset", { class: "pair" }, h("legend", {}, t("days")), DAYS.map(dayField), h("div", { id: "general" })),
    h("fieldset", { id: "amounts", class: "pair" }),
    h("fieldset", { class: "pair" }, h("legend", {}, t("authority")),
      selected("by", table.acting.map((id) => [id, label(id)])),
      selected("adjust", [["", t("no_adjustment")], ...table.adjustments.map((id) => [id, label(id)])])));
  drawn = "";
  drawAnswer();
}

function ticked(id, chosen, value, ...words) {
  const change = (event) => { event.target.checked ? chosen.add(value) : chosen.delete(value); drawAnswer(); };
  return h("label", { class: "tick", for: id }, h("input", { id, type: "checkbox", checked: chosen.has(value), onchange: change }), h("span", {}, words));
}

function typed(id, words, texts, hint, inputs = {}) {
  const input = (event) => { texts[id] = event.target.value; drawAnswer(); };
  return h("div", { class: "field" }, h("label", { for: id }, words),
    h("input", { id, type: "text", autocomplete: "off", value: texts[id] ?? "", "aria-describedby": `${id}-said`, oninput: input, ...inputs }),
    h("small", { id: `${id}-said` }, hint));
}

const dayField = (field) => typed(field, t(field), held.days, "", { placeholder: "2026-01-31", inputmode: "numeric" });

function selected(field, options) {
  const change = (event) => { held[field] = event.target.value; drawAnswer(); };
  return h("div", { class: "field" }, h("label", { for: field }, t(field)),
    h("select", { id: field, onchange: change }, options.map(([value, words]) => h("option", { value, selected: value === held[field] }, words))));
}

let drawn = "";

/* The facts and bases that are asked for go by the days: drawn anew only when they change, so that nobody loses their place. */
function drawQuestions(known) {
  const { facts, bases } = questions(known);
  const shown = JSON.stringify([facts, bases, lang, Boolean(known.discovered)]);
  if (shown === drawn) return;
  drawn = shown;
  fill("facts", h("legend", {}, t("facts")), facts.length ? facts.map((fact) =>
    ticked(`fact-${fact.id}`, held.facts, fact.id, h("b", {}, said(fact)), h("small", {}, said(table.questions[fact.id])))) : h("p", { class: "faint" }, t("no_facts")));
  const asked = ["gains", ...bases.filter((base) => base !== "gains")].filter((base) => table.terms[base]);
  fill("amounts", h("legend", {}, t("amounts")), asked.map((base) => typed(base, capital(label(base)), held.amounts, t("amount_hint"), { inputmode: "text" })));
  fill("general", known.discovered && ticked("fact-general", held.facts, table.general, said(table.questions[table.general])));
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
    const amount = text.trim() ? amountIn(text) : "", wrong = amount === null;
    tell(base, wrong ? t("amount_wrong") : amount && `= ${amountAlone(exact(amount))}`, wrong, t("amount_hint"));
  }
}

/* ---- the answer --------------------------------------------------------------------------------------------------------- */

function drawAnswer() {
  const title = (text) => h("h2", { id: "conclusion-title" }, text);
  at("bar").hidden = true;
  if (!held.asked) {
    fill("live", h("div", { class: "conclusion quiet" }, title(t("begin")), h("p", {}, t("begin_more"))));
    fill("rest");
    fill("paper");
    return;
  }
  const known = given();
  drawQuestions(known);
  drawRead();
  const found = answer(known), error = found.error;
  fill("choices", error && error.choices && [h("h3", {}, t("which")), h("ul", { class: "picks" }, error.choices.map(askedOf).filter(Boolean).map(option))]);
  at("facts").hidden = Boolean(error && error.choices);
  if (error) {
    fill("live", h("div", { class: `conclusion ${error.choices ? "quiet" : "stop"}` }, title(t(error.choices ? "which" : "no_answer")), h("p", {}, said(error))));
    fill("rest");
    fill("paper");
    return;
  }
  const shown = conclusion(found);
  const amounts = shown.targets.map((target) => h("div", { class: "target" },
    h("span", { class: "who" }, target.who), h("span", { class: "mode" }, target.mode, " "), h("span", { class: target._open ? "amount open" : "amount" }, target.amount)));
  fill("live", h("div", { class: shown.bars.length ? "conclusion stop" : "conclusion" }, title(t("answer")),
    shown.bars.map((bar) => h("p", { class: "bar" }, bar)), shown.unless && h("p", {}, shown.unless), amounts,
    h("p", {}, shown.under), shown.lines.map((line) => h("p", {}, line))));
  fill("paper", memoHead(known));
  fill("rest", buttons(found, known), sections(found, known), memoFoot(found));
  at("bar").hidden = false;
  fill("bar", shown.bars.length ? shown.bars[0] : `${shown.targets[0].who} ${shown.targets[0].mode} ${shown.targets[0].amount}`);
}

const barred = (found) => !found.competence.competent || Boolean(found.limitation && found.limitation.expired);

/* Who is fined and how much, those on whom the same is imposed together; first of all what stands in the way. */
function conclusion(found) {
  const groups = new Map();
  for (const fine of found.fines) {
    const mode = said(fine._mode), amount = amountWords(fine), key = `${mode}\n${amount}`;
    groups.set(key, { mode, amount, _open: Boolean(fine.needs), on: [...(groups.get(key)?.on ?? []), fine.on] });
  }
  const exempt = found.adjustment && found.adjustment.effect === "no-penalty";
  const targets = [...groups.values()].map(({ on, ...rest }) => ({ who: capital(labels(on)), ...rest }));
  if (!targets.length) targets.push({ who: exempt ? t("no_penalty") : t("in_this_tier"), mode: "", amount: t("no_fine"), _open: true });
  const late = found.limitation && found.limitation.expired;
  const bars = [...(late ? [t("out_of_time", lang === "zh" ? inChinese(found.limitation.until) : found.limitation.until)] : []), ...found.competence._bars.map(said)];
  return { bars, unless: bars.length ? t("but_for") : "", targets, under: said(found._under), lines: [...lines(found)] };
}

function* lines(found) {
  if (found.needs.length) yield t("needed", labels(found.needs));
  const codes = new Set(found.notes.map((note) => note.code));
  if (codes.has("number-means-another")) yield t("number_open");
  if (codes.has("deciding-date-missing")) yield t("day_open");
  for (const [mode, words] of found.fines.length ? [] : [["must", t("musts")], ["may", t("mays")]]) {
    const kinds = found.sanctions.filter((each) => each.mode === mode && !each.conditional).map((each) => each.kind);
    if (kinds.length) yield colon(words, labels(kinds));
  }
  const instead = found.fines.find((fine) => fine.instead_of);
  if (instead) yield t("instead_of", labels(instead.instead_of));
  if (["unclear", "continued"].includes(found.edition_choice.rule)) yield t("text_open");
  if (found.competence.verdict === "depends") yield t("authority_open");
  if (found.adjustment && found.fines.length) yield t("adjusted_see", label(found.adjustment.adjust));
  if (found.disputed.length) yield t("another_reading", capital(labels(found.disputed.map((fine) => fine.on))));
}

const section = (title, ...content) => h("section", {}, h("h2", {}, title), content);
const half = (element) => { element.className = "half"; return element; };
const list = (items) => h("ul", {}, items.map((item) => h("li", {}, item)));

function sections(found, known) {
  const mark = barred(found) ? t("unless") : "", notes = found.notes.filter((note) => !note.code.startsWith("number-"));
  return [
    bands(found, mark), sanctions(found, mark), applied(found), reckoned(found, mark), texts(found),
    found.procedures.length > 0 && section(t("steps"), list(found.procedures.map((step) => said(step) + basis(step.reference)))),
    notes.length > 0 && section(t("notes"), list(notes.map((note) => said(note) + (["remark", "proviso"].includes(note.code) ? "" : basis(note.reference))))),
    road(found), found.ladder.length > 1 && ladder(found, mark), found.alternatives.map((other) => otherText(found, other, mark)),
    section(t("again"), h("pre", { class: "line" }, line(known, found))),
  ];
}

function sanctions(found, mark) {
  const instead = found.fines.flatMap((fine) => fine.instead_of ?? []);
  const titles = { must: t("musts"), "one-or-more": instead.length ? t("either", labels(instead)) : t("choices"), may: t("mays") };
  return Object.entries(titles).map(([mode, title]) => {
    const items = found.sanctions.filter((each) => each.mode === mode).map(sanction);
    if (mode === "one-or-more") items.push(...found.fines.filter((fine) => fine.mode === mode).map((fine) => t("the_fine", label(fine.on))));
    return items.length > 0 && half(section(title + mark, list(items)));
  });
}

function sanction(each) {
  const remarks = [
    each.duration && `“${each.quote}”`,
    each.subject && t("on", label(each.subject)),
    each.on.join() !== "organisation" && each.on.length > 0 && t("on", labels(each.on)),
    each.by && each.by.length > 0 && t("decided_by", labels(each.by)),
    each.from_tier !== undefined && t("carried", each.from_tier + 1),
    each.conditional && t("where_any"),
    each.satisfied_by && each.satisfied_by.length > 0 && t("done_by", labels(each.satisfied_by)),
    table.rules.includes(each.source) && t("by_rule", cited(each.source)),
  ].filter(Boolean);
  return label(each.kind) + bracketed(semicolon(remarks));
}

function applied(found) {
  const number = found.notes.filter((note) => note.code.startsWith("number-")).map((note) => [t("number"), said(note), true]);
  const step = colon(t("tier_of", found.tier.index + 1, found.ladder.length), joined(found._met.map(said)) || t("no_further"));
  const { competence, edition_choice: choice, limitation, adjustment } = found;
  const rows = [
    ...number,
    [t("tier"), step],
    [t("competence"), said(competence) + basis(...competence.references), !competence.competent],
    [t("edition"), said(choice) + basis(choice.reference), ["unclear", "moved"].includes(choice.rule)],
    limitation && [t("limitation"), said(limitation) + basis(limitation.reference), limitation.expired],
    adjustment && [t("adjusted"), said(adjustment) + basis(...adjustment.references)],
  ].filter(Boolean);
  return section(t("why"), h("dl", {}, rows.map(([key, text, warn]) => [h("dt", {}, key), h("dd", { class: warn ? "warn" : "" }, text)])));
}

/* How a sum came about where a base was used, who is not fined, and what another reading would add. */
function reckoned(found, mark) {
  const items = found.fines.filter((fine) => fine._reckoned).map((fine) => {
    const known = fine._reckoned.bases.map((base) => `${label(base)} ${amountRead(base)}`);
    return colon(label(fine.on), `${said(fine._reckoned.words)}${bracketed(joined(known))} = ${amountWords(fine)}`);
  });
  items.push(...found.disputed.map((fine) => colon(label(fine.on), t("on_reading", said(fineWords(fine))))));
  const unfined = found.fines.length ? ["manager", "staff"].filter((target) => !found.fines.some((fine) => fine.on === target)) : [];
  if (unfined.length) items.push(colon(labels(unfined), t("not_fined")));
  return items.length > 0 && section(t("reckoned") + mark, list(items));
}

const amountRead = (base) => amountAlone(exact(amountIn(held.amounts[base])));

/* Where each level of a range begins and ends, and how far its ends may be moved; targets with the same bands together. */
function bands(found, mark) {
  const words = (part) => {
    if (part._words) return said(part._words);
    const ends = [exact(part.min), exact(part.max)];
    return said(put(table.phrases.bands[part.open.join("-")], together(...ends), ends.map((each) => `CNY ${figures(each)}`)));
  };
  const groups = new Map();
  for (const on of new Set(found.bands.map((band) => band.on))) {
    const rows = found.bands.filter((band) => band.on === on).map((band) => [said(table.levels[band.level]), words(band), words(band.floating), band.applies]);
    const key = JSON.stringify(rows);
    groups.set(key, { rows, on: [...(groups.get(key)?.on ?? []), on] });
  }
  const head = h("thead", {}, h("tr", {}, ["level", "part", "floating"].map((key) => h("th", { scope: "col" }, t(key)))));
  return groups.size > 0 && section(t("bands") + mark, [...groups.values()].map(({ rows, on }) => h("table", { class: "bands" },
    h("caption", {}, capital(labels(on))), head.cloneNode(true),
    h("tbody", {}, rows.map(([level, part, floating, applies]) => h("tr", { class: applies ? "applies" : "" },
      h("th", { scope: "row" }, level + (applies ? t("this_case") : "")), h("td", {}, part), h("td", {}, floating)))))));
}

function carrying(found) {
  const last = found.texts[found.texts.length - 1].text;
  return [
    found.tier.quote && [found.tier.quote, found.tier.source],
    ...found.fines.flatMap((fine) => [fine.quote, ...(fine.options ?? []).map((option) => option.quote)].map((quote) => [quote, fine.source])),
    ...found.sanctions.filter((each) => each.from_tier === undefined && each.quote !== last).map((each) => [each.quote, each.source]),
  ].filter(Boolean);
}

/* A text with these words of it marked. */
function marked(text, quotes) {
  const flags = Array.from(text, () => false);
  for (const quote of quotes) {
    const start = quote ? text.indexOf(quote) : -1;
    if (start >= 0) flags.fill(true, start, start + quote.length);
  }
  const pieces = [];
  for (let start = 0, end = 0; start < text.length; start = end) {
    while (end < text.length && flags[end] === flags[start]) end += 1;
    pieces.push(flags[start] ? h("mark", {}, text.slice(start, end)) : text.slice(start, end));
  }
  return pieces;
}

function texts(found) {
  const quotes = carrying(found);
  return found.texts.map((text) => {
    const own = quotes.filter(([, source]) => source === text.reference).map(([quote]) => quote);
    if (!own.length && text.reference !== found.reference) return null;
    return section(t("text_of", cited(text.reference)) + (text.sure === "confirmed" ? "" : t("single")),
      h("blockquote", { lang: "zh-CN" }, marked(text.text, own)));
  });
}

/* The steps of the case, each with the words that it rests on and the days that these count. */
function road(found) {
  const clause = (each) => h("li", {}, h("span", { lang: "zh-CN" }, `“${each.quote}”`), basis(each.reference), each.count && h("b", {}, colon("", said(each.count))));
  return h("details", { class: "long" }, h("summary", {}, t("road")), h("ol", { class: "road" }, found._road.map((step) =>
    h("li", {}, h("b", {}, said(step.name)), " ", said(step.said), h("ul", {}, step.sources.map(clause))))), list(table.counting.map((each) => said(each) + basis(each.reference))));
}

function rungWords(rung) {
  const own = rung.fines.filter((fine) => fine.from_tier === undefined);
  const parts = own.map((fine) => colon(label(fine.on), fine.needs ? joined(fine._words.map(said)) : said(fineWords(fine))));
  const [added, conditional] = [false, true].map((only) => labels(rung.sanctions.filter((each) => Boolean(each.conditional) === only).map((each) => each.kind)));
  if (added) parts.push(added);
  if (conditional) parts.push(colon(t("where_any"), conditional));
  return rung.shared ? t("shared", semicolon(parts) || t("nothing")) : semicolon(parts) || t("not_fined_rung");
}

function ladder(found, mark) {
  return h("details", {}, h("summary", {}, t("ladder") + mark), h("ol", { class: "ladder" }, found.ladder.map((rung) => {
    const where = rung.reference === found.reference ? "" : bracketed(cited(rung.reference));
    return h("li", { class: rung.applies ? "here" : "" },
      h("b", {}, colon(t("tier_n", rung.index + 1) + (rung.applies ? t("this_case") : ""), (joined(rung._opens.map(said)) || t("no_further")) + where)),
      h("p", {}, rungWords(rung)));
  })));
}

function otherText(found, other, mark) {
  const step = t("tier_n", other.tier.index + 1), met = joined(other._met.map(said));
  const fines = other.fines.map((fine) => colon(label(fine.on), `${said(fine._mode)} ${amountWords(fine)}${t("not_applicable")}`));
  const differences = other.differences.map((each) => `${said(each.before)} → ${said(each.after).split(lang === "zh" ? "：" : ": ").slice(1).join("：")}${bracketed(t(each.relation))}`);
  return h("details", { open: ["unclear", "continued"].includes(found.edition_choice.rule) },
    h("summary", {}, t("other_text", cited(other.reference), t(other.relation)) + mark),
    list([met ? colon(step, met) : step, ...(fines.length ? fines : [colon(t("in_this_tier"), t("no_fine"))])]), differences.length > 0 && list(differences));
}

/* ---- what is taken away -------------------------------------------------------------------------------------------------- */

/* The `finecalc range` line that gives the same answer on any day. */
function line(known, found) {
  const quoted = (word) => /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replace(/'/g, `'"'"'`)}'`;
  const words = ["finecalc", "range", known.asked], { flags } = table;
  known.facts.forEach((fact) => words.push(flags.facts, fact));
  known.items.forEach((item) => words.push(flags.items, String(item)));
  for (const base of Object.keys(table.terms)) {
    if (known.bases[base] !== undefined) words.push(...(flags[base] ? [flags[base], known.bases[base]] : [flags.base, `${base}=${known.bases[base]}`]));
  }
  const days = { conduct_from: known.conduct_from, conduct_to: known.conduct_to, discovered: known.discovered,
    decided: known.decided || (found.edition_choice.rule === "as-asked" ? null : known.today) };
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
  const basis = pieces(found._basis), parts = [found._adjusted, found._measures, found._fines].flatMap(pieces);
  const cited = [basis.slice(0, -1).join(t("paragraph_list")), ...basis.slice(-1)].filter(Boolean).join(t("paragraph_and"));
  const done = parts.join(lang === "zh" ? "，" : "; "), form = said(cited ? table.phrases.based : table.phrases.bare);
  const ranges = (text) => text.replace(/\ue005([a-z]+);/g, (_, target) => amountWords(found.fines.find((fine) => fine.on === target)));
  return form.replace("{0}", () => cited).replace("{1}", () => ranges(cited ? done : capital(done)));
}

async function copied(text, button) {
  const before = button.textContent;
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = t("copied");
  } catch {
    const area = h("textarea", { class: "by-hand", "aria-label": t("copy_by_hand"), readonly: true, value: text, rows: 4 });
    button.parentElement.after(area);
    area.select();
    button.textContent = document.execCommand("copy") ? t("copied") : t("copy_by_hand");
  }
  setTimeout(() => { button.textContent = before; }, 2000);
}

function buttons(found, known) {
  const button = (words, click) => h("button", { type: "button", onclick: (event) => click(event.target) }, words);
  return h("p", { class: "buttons" },
    button(t("copy_paragraph"), (target) => copied(paragraph(found), target)),
    button(t("copy_line"), (target) => copied(line(known, found), target)),
    button(t("print"), () => print()));
}

const memoHead = (known) => h("section", { class: "paper" }, h("h2", {}, t("memo")), h("p", { class: "faint" }, t("printed", known.today)), h("dl", {}, [
  [t("conduct"), said(askedOf(known.asked).name)],
  [t("memo_items"), known.items.map((item) => askedOf(known.asked).items[item - 1]).join("")],
  [t("memo_facts"), labels(known.facts)],
  ...DAYS.map((field) => [t(field).split(/[（(]/)[0], known[field]]),
  ...Object.keys(known.bases).map((base) => [capital(label(base)), amountRead(base)]),
  [t("by"), label(known.by)],
  [t("adjust"), known.adjust && label(known.adjust)],
].filter(([, text]) => text).map(([key, text]) => [h("dt", {}, key), h("dd", {}, text)])));

const memoFoot = (found) => h("section", { class: "paper" }, h("h2", {}, t("proposed")),
  found.fines.length > 0 && h("table", {}, h("thead", {}, h("tr", {}, ["on_whom", "range_of", "sum", "reasons"].map((key) => h("th", { scope: "col" }, t(key))))),
    h("tbody", {}, found.fines.map((fine) => h("tr", {}, h("th", { scope: "row" }, label(fine.on)), h("td", {}, amountWords(fine)), h("td", {}), h("td", {}))))),
  h("p", { class: "sign" }, t("signed")));

/* On paper everything is unfolded; what is long only where it was unfolded on the screen. */
const unfolded = () => document.querySelectorAll("#rest details:not(.long)");
addEventListener("beforeprint", () => unfolded().forEach((each) => { each.dataset.open = each.open; each.open = true; }));
addEventListener("afterprint", () => unfolded().forEach((each) => { each.open = each.dataset.open === "true"; }));

window.finecalc = { answer, line, amountIn, dayIn, conclusion: (found, spoken) => { lang = spoken; return { ...conclusion(found), paragraph: paragraph(found) }; } };
drawPage();
