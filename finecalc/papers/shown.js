/* The answer as it is seen: the conclusion first, then what goes with it, why, and the words of the law. */

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
  const found = answer(known),
    error = found.error;
  fill(
    "choices",
    error &&
      error.choices && [
        h("h3", {}, t("which")),
        h("ul", { class: "picks" }, error.choices.map(askedOf).filter(Boolean).map(option)),
      ],
  );
  at("facts").hidden = Boolean(error && error.choices);
  if (error) {
    fill(
      "live",
      h(
        "div",
        { class: `conclusion ${error.choices ? "quiet" : "stop"}` },
        title(t(error.choices ? "which" : "no_answer")),
        h("p", {}, said(error)),
      ),
    );
    fill("rest");
    fill("paper");
    return;
  }
  const shown = conclusion(found);
  const amounts = shown.targets.map((target) =>
    h(
      "div",
      { class: "target" },
      h("span", { class: "who" }, target.who),
      h("span", { class: "mode" }, target.mode, " "),
      h("span", { class: target._open ? "amount open" : "amount" }, target.amount),
    ),
  );
  fill(
    "live",
    h(
      "div",
      { class: shown.bars.length ? "conclusion stop" : "conclusion" },
      title(t("answer")),
      shown.bars.map((bar) => h("p", { class: "bar" }, bar)),
      shown.unless && h("p", {}, shown.unless),
      amounts,
      h("p", {}, shown.under),
      shown.lines.map((line) => h("p", {}, line)),
    ),
  );
  fill("paper", memoHead(known));
  fill("rest", buttons(found, known), sections(found, known), memoFoot(found));
  at("bar").hidden = false;
  fill(
    "bar",
    shown.bars.length ? shown.bars[0] : `${shown.targets[0].who} ${shown.targets[0].mode} ${shown.targets[0].amount}`,
  );
}

const barred = (found) => !found.competence.competent || Boolean(found.limitation && found.limitation.expired);

/* Who is fined and how much, those on whom the same is imposed together; first of all what stands in the way. */
function conclusion(found) {
  const groups = new Map();
  for (const fine of found.fines) {
    const listed = fine.needs && fine.options.some((option) => option.bracket),
      mode = said(fine._mode) + (lang === "en" && listed ? ":" : ""),
      amount = amountWords(fine),
      key = `${mode}\n${amount}`;
    groups.set(key, { mode, amount, _open: Boolean(fine.needs), on: [...(groups.get(key)?.on ?? []), fine.on] });
  }
  const exempt = found.adjustment && found.adjustment.effect === "no-penalty";
  const targets = [...groups.values()].map(({ on, ...rest }) => ({ who: capital(labels(on)), ...rest }));
  if (!targets.length)
    targets.push({ who: exempt ? t("no_penalty") : t("in_this_tier"), mode: "", amount: t("no_fine"), _open: true });
  const late = found.limitation && found.limitation.expired;
  const bars = [
    ...(late ? [t("out_of_time", lang === "zh" ? inChinese(found.limitation.until) : found.limitation.until)] : []),
    ...found.competence._bars.map(said),
  ];
  return {
    bars,
    unless: bars.length ? t("but_for") : "",
    targets,
    under: said(found._under),
    lines: [...lines(found)],
  };
}

function* lines(found) {
  if (found.needs.length) yield t("needed", labels(found.needs));
  const codes = new Set(found.notes.map((note) => note.code));
  if (codes.has("number-means-another")) yield t("number_open");
  if (codes.has("deciding-date-missing")) yield t("day_open");
  for (const [mode, words] of found.fines.length
    ? []
    : [
        ["must", t("musts")],
        ["may", t("mays")],
      ]) {
    const kinds = found.sanctions.filter((each) => each.mode === mode && !each.conditional).map((each) => each.kind);
    if (kinds.length) yield colon(words, labels(kinds));
  }
  const instead = found.fines.find((fine) => fine.instead_of);
  if (instead) yield t("instead_of", labels(instead.instead_of));
  if (["unclear", "continued"].includes(found.edition_choice.rule)) yield t("text_open");
  if (found.competence.verdict === "depends") yield t("authority_open");
  if (found.adjustment && found.fines.length) {
    const before = found.needs.length && found.adjustment.effect === "below-range";
    yield t(before ? "adjusted_not_yet" : "adjusted_see", label(found.adjustment.adjust));
  }
  if (found.disputed.length) yield t("another_reading", capital(labels(found.disputed.map((fine) => fine.on))));
}

const section = (title, ...content) => h("section", {}, h("h2", {}, title), content);
const half = (element) => {
  element.className = "half";
  return element;
};
const list = (items) =>
  h(
    "ul",
    {},
    items.map((item) => h("li", {}, item)),
  );

function sections(found, known) {
  const mark = barred(found) ? t("unless") : "",
    notes = found.notes.filter((note) => !note.code.startsWith("number-"));
  return [
    bands(found, mark),
    sanctions(found, mark),
    applied(found),
    reckoned(found, mark),
    texts(found),
    found.procedures.length > 0 &&
      section(t("steps"), list(found.procedures.map((step) => spelt(step) + basis(step.reference)))),
    notes.length > 0 &&
      section(
        t("notes"),
        list(
          notes.map((note) => spelt(note) + (["remark", "proviso"].includes(note.code) ? "" : basis(note.reference))),
        ),
      ),
    road(found),
    found.ladder.length > 1 && ladder(found, mark),
    found.alternatives.map((other) => otherText(found, other, mark)),
    section(t("again"), h("pre", { class: "line" }, line(known, found))),
  ];
}

function sanctions(found, mark) {
  const instead = found.fines.flatMap((fine) => fine.instead_of ?? []);
  const titles = {
    must: t("musts"),
    "one-or-more": instead.length ? t("either", labels(instead)) : t("choices"),
    may: t("mays"),
  };
  return Object.entries(titles).map(([mode, title]) => {
    const items = found.sanctions.filter((each) => each.mode === mode).map(sanction);
    if (mode === "one-or-more")
      items.push(...found.fines.filter((fine) => fine.mode === mode).map((fine) => t("the_fine", label(fine.on))));
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
  const number = found.notes
    .filter((note) => note.code.startsWith("number-"))
    .map((note) => [t("number"), spelt(note), true]);
  const step = colon(
    t("tier_of", found.tier.index + 1, found.ladder.length),
    joined(found._met.map(said)) || t("no_further"),
  );
  const { competence, edition_choice: choice, limitation, adjustment } = found;
  const rows = [
    ...number,
    [t("tier"), step],
    [t("competence"), spelt(competence) + basis(...competence.references), !competence.competent],
    [t("edition"), spelt(choice) + basis(choice.reference), ["unclear", "moved"].includes(choice.rule)],
    limitation && [t("limitation"), spelt(limitation) + basis(limitation.reference), limitation.expired],
    adjustment && [t("adjusted"), spelt(adjustment) + basis(...adjustment.references)],
  ].filter(Boolean);
  return section(
    t("why"),
    h(
      "dl",
      {},
      rows.map(([key, text, warn]) => [h("dt", {}, key), h("dd", { class: warn ? "warn" : "" }, text)]),
    ),
  );
}

/* How a sum came about where a base was used, who is not fined, and what another reading would add. */
function reckoned(found, mark) {
  const items = found.fines
    .filter((fine) => fine._reckoned)
    .map((fine) => {
      const known = fine._reckoned.bases.map((base) => `${label(base)} ${amountRead(base)}`);
      return colon(label(fine.on), `${said(fine._reckoned.words)}${bracketed(joined(known))} = ${amountWords(fine)}`);
    });
  items.push(...found.disputed.map((fine) => colon(label(fine.on), t("on_reading", said(fineWords(fine))))));
  const unfined = found.fines.length
    ? ["manager", "staff"].filter((target) => !found.fines.some((fine) => fine.on === target))
    : [];
  if (unfined.length) items.push(colon(labels(unfined), t("not_fined")));
  return items.length > 0 && section(t("reckoned") + mark, list(items));
}

const amountRead = (base) => amountAlone(exact(amountIn(held.amounts[base])));

/* Where each level of a range begins and ends, and how far its ends may be moved; targets with the same bands together. */
function bands(found, mark) {
  const words = (part) => {
    if (part._words) return said(part._words);
    const ends = [exact(part.min), exact(part.max)];
    return said(
      put(
        table.phrases.bands[part.open.join("-")],
        together(...ends),
        ends.map((each) => `CNY ${figures(each)}`),
      ),
    );
  };
  const groups = new Map();
  for (const on of new Set(found.bands.map((band) => band.on))) {
    const rows = found.bands
      .filter((band) => band.on === on)
      .map((band) => [said(table.levels[band.level]), words(band), words(band.floating), band.applies]);
    const key = JSON.stringify(rows);
    groups.set(key, { rows, on: [...(groups.get(key)?.on ?? []), on] });
  }
  const head = h(
    "thead",
    {},
    h(
      "tr",
      {},
      ["level", "part", "floating"].map((key) => h("th", { scope: "col" }, t(key))),
    ),
  );
  return (
    groups.size > 0 &&
    section(
      t("bands") + mark,
      [...groups.values()].map(({ rows, on }) =>
        h(
          "table",
          { class: "bands" },
          h("caption", {}, capital(labels(on))),
          head.cloneNode(true),
          h(
            "tbody",
            {},
            rows.map(([level, part, floating, applies]) =>
              h(
                "tr",
                { class: applies ? "applies" : "" },
                h("th", { scope: "row" }, level + (applies ? t("this_case") : "")),
                h("td", {}, part),
                h("td", {}, floating),
              ),
            ),
          ),
        ),
      ),
    )
  );
}

function carrying(found) {
  const last = found.texts[found.texts.length - 1].text;
  return [
    found.tier.quote && [found.tier.quote, found.tier.source],
    ...found.fines.flatMap((fine) =>
      [fine.quote, ...(fine.options ?? []).map((option) => option.quote)].map((quote) => [quote, fine.source]),
    ),
    ...found.sanctions
      .filter((each) => each.from_tier === undefined && each.quote !== last)
      .map((each) => [each.quote, each.source]),
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
    return section(
      t("text_of", cited(text.reference)) + (text.sure === "confirmed" ? "" : t("single")),
      h("blockquote", { lang: "zh-CN" }, marked(text.text, own)),
    );
  });
}

/* The steps of the case, each with the words that it rests on and the days that these count. */
function road(found) {
  const clause = (each) =>
    h(
      "li",
      {},
      h("span", { lang: "zh-CN" }, `“${each.quote}”`),
      basis(each.reference),
      each.count && h("b", {}, colon("", said(each.count))),
    );
  return h(
    "details",
    { class: "long" },
    h("summary", {}, t("road")),
    h(
      "ol",
      { class: "road" },
      found._road.map((step) =>
        h("li", {}, h("b", {}, said(step.name)), " ", said(step.said), h("ul", {}, step.sources.map(clause))),
      ),
    ),
    list(table.counting.map((each) => said(each) + basis(each.reference))),
  );
}

function rungWords(rung) {
  const own = rung.fines.filter((fine) => fine.from_tier === undefined);
  const parts = own.map((fine) =>
    colon(label(fine.on), fine.needs ? joined(fine._words.map(said)) : said(fineWords(fine))),
  );
  const [added, conditional] = [false, true].map((only) =>
    labels(rung.sanctions.filter((each) => Boolean(each.conditional) === only).map((each) => each.kind)),
  );
  if (added) parts.push(added);
  if (conditional) parts.push(colon(t("where_any"), conditional));
  return rung.shared ? t("shared", semicolon(parts) || t("nothing")) : semicolon(parts) || t("not_fined_rung");
}

function ladder(found, mark) {
  return h(
    "details",
    {},
    h("summary", {}, t("ladder") + mark),
    h(
      "ol",
      { class: "ladder" },
      found.ladder.map((rung) => {
        const where = rung.reference === found.reference ? "" : bracketed(cited(rung.reference));
        return h(
          "li",
          { class: rung.applies ? "here" : "" },
          h(
            "b",
            {},
            colon(
              t("tier_n", rung.index + 1) + (rung.applies ? t("this_case") : ""),
              (rung._opens.map(said).join(lang === "zh" ? "或者" : " or ") || t("no_further")) + where,
            ),
          ),
          h("p", {}, rungWords(rung)),
        );
      }),
    ),
  );
}

function otherText(found, other, mark) {
  const step = t("tier_n", other.tier.index + 1),
    met = joined(other._met.map(said));
  const fines = other.fines.map((fine) =>
    colon(label(fine.on), `${said(fine._mode)} ${amountWords(fine)}${t("not_applicable")}`),
  );
  const differences = other.differences.map(
    (each) =>
      `${said(each.before)} → ${said(each.after)
        .split(lang === "zh" ? "：" : ": ")
        .slice(1)
        .join("：")}${bracketed(t(each.relation))}`,
  );
  return h(
    "details",
    { open: ["unclear", "continued"].includes(found.edition_choice.rule) },
    h("summary", {}, t("other_text", cited(other.reference), t(other.relation)) + mark),
    list([met ? colon(step, met) : step, ...(fines.length ? fines : [colon(t("in_this_tier"), t("no_fine"))])]),
    differences.length > 0 && list(differences),
  );
}
