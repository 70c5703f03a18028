"use strict";
/* The answer to a case: looked up in what the engine has compiled (`table`: see finecalc/papers/compiled.py), and multiplied.
   Nothing here knows an article, a number or a rule of law. */
const table = JSON.parse(document.getElementById("table").textContent);

/* ---- amounts: exact, in units of 10^-12 yuan ---------------------------------------------------------------------- */

const DIGITS = 12,
  YUAN = 10n ** 12n,
  FEN = YUAN / 100n;

function exact(text) {
  const [, sign, whole, rest = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  const units = BigInt(whole) * YUAN + BigInt(rest.padEnd(DIGITS, "0"));
  return sign ? -units : units;
}

function written(units) {
  const rest = (units % YUAN).toString().padStart(DIGITS, "0").replace(/0+$/, "");
  return `${units / YUAN}${rest ? "." + rest : ""}`;
}

function onLine([amount, factor, base], sizes) {
  return exact(amount) + (base === null ? 0n : (exact(factor) * sizes[base]) / YUAN);
}

/* ---- days: as 2026-01-31, compared as texts ----------------------------------------------------------------------- */

function shifted(day, years, days) {
  const [year, month, date] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year + years, month, 0)).getUTCDate();
  return new Date(Date.UTC(year + years, month - 1, Math.min(date, last) + days)).toISOString().slice(0, 10);
}

function dayOf(expression, given) {
  if (typeof expression === "string") return expression;
  const [field, years, days] = expression;
  return given[field] && shifted(given[field], years, days);
}

const inChinese = (day) => day.replace(/^0*(\d+)-0*(\d+)-0*(\d+)$/, "$1年$2月$3日");

function filled(text, given) {
  return text
    .replace(/([\ue000\ue001])(.)/g, (_, form, letter) => {
      const day = dayOf(table.days[letter.charCodeAt(0) - 97], given);
      return form === "\ue000" ? inChinese(day) : day;
    })
    .replace(/([\ue002-\ue004\ue006])(\d+);/g, (_, form, number) =>
      sums[form](onLine(table.lines[number], given.sizes)),
    );
}

const sums = {
  "\ue002": (amount) => written(amount),
  "\ue003": (amount) => together(amount)[0],
  "\ue004": (amount) => `CNY ${figures(amount)}`,
  "\ue006": (amount) => `人民币${capitals(amount)}（${figures(amount)}元）`,
};

/* ---- what is asked of a case, and the answer that was compiled for its kind ----------------------------------------- */

const tests = {
  day: (given, field, days) => (given[field] ? 1 + days.filter((day) => day <= given[field]).length : 0),
  given: (given, field) => Number(Boolean(field === "decided" ? given.decision : given[field])),
  has: (given, field, word) => Number(given[field].includes(word)),
  among: (given, field, groups) => 1 + groups.findIndex((group) => group.includes(given[field])),
  order: (given, one, other) => {
    const [first, second] = [dayOf(one, given), dayOf(other, given)];
    return first < second ? 0 : first === second ? 1 : 2;
  },
  size: (given, base, lines) => {
    const size = given.sizes[base];
    if (size === undefined) return 0;
    const reached = lines.map((line) => onLine(line, given.sizes));
    const below = reached.filter((each) => each < size).length;
    return 1 + 2 * below - Number(reached[below] !== size);
  },
};

function valueAt(place, given) {
  const entry = table.entries[place];
  if (typeof entry === "string") return filled(entry, given);
  if (!Array.isArray(entry)) return entry;
  const [kind, ...rest] = entry;
  if (kind === 0) return rest.map((each) => valueAt(each, given));
  const [number, ...parts] = rest;
  if (kind === 1) return Object.fromEntries(table.shapes[number].map((key, at) => [key, valueAt(parts[at], given)]));
  const [test, ...about] = table.tests[number];
  return valueAt(parts[tests[test](given, ...about)], given);
}

function holds(when, sizes) {
  if (!when) return true;
  const [base, stretches] = when,
    size = sizes[base];
  return stretches.some(([from, withFrom, to, withTo]) => {
    const low = exact(from),
      high = to === null ? null : exact(to);
    return (size > low || (withFrom && size === low)) && (high === null || size < high || (withTo && size === high));
  });
}

const least = (amounts) => amounts.reduce((one, other) => (other < one ? other : one));
const most = (amounts) => amounts.reduce((one, other) => (other > one ? other : one));

/* A fine with its ends, with what it still needs, or null where it comes to none. What begins with _ is for showing only. */
function measured({ ways, lowered, graded, bands, ...fine }, sizes) {
  if (!ways) return { ...fine, _graded: graded };
  const needs = fine.needs.filter((base) => sizes[base] === undefined);
  if (needs.length) {
    return {
      ...fine,
      min: null,
      max: null,
      needs,
      options: ways.map((way) => way.option),
      _words: ways.map((way) => way.words),
      _bands: bands,
    };
  }
  const way = ways.find((each) => holds(each.when, sizes));
  if (!way) return null;
  const [low, high] = [
    least(way.low.map((line) => onLine(line, sizes))),
    most(way.high.map((line) => onLine(line, sizes))),
  ];
  const { needs: bases, ...rest } = fine;
  const found = { ...rest, quote: way.quote, _graded: way.graded, _reckoned: { words: way.words, bases } };
  return lowered && low > 0n
    ? { ...found, min: "0", max: written(low), below_minimum: true, law_max: written(high) }
    : { ...found, min: written(low), max: written(high) };
}

/* The parts of a fine that belong to the levels, to the fen, each with its ends as far as they float. */
function banded(fine, levels) {
  const ofSpan = ([first, last], open) => {
    const low = exact(fine.min),
      span = exact(fine.max) - low;
    const end = (percent, up) => {
      const at = low * 100n + (span * exact(percent)) / YUAN,
        rest = at % (100n * FEN);
      return (at - rest + (rest && up ? 100n * FEN : 0n)) / 100n;
    };
    return { min: written(end(first, !open.includes("min"))), max: written(end(last, open.includes("max"))), open };
  };
  return levels.flatMap(({ parts, ...level }, at) => {
    if (!fine.needs) {
      if (!fine._graded) return [];
      const [own, floating] = parts.map((part) => ofSpan(part, level.open));
      return [{ ...level, on: fine.on, ...own, floating }];
    }
    const [own, floating] = fine._bands[at];
    if (!own) return [];
    const part = ({ options, words }) => ({ min: null, max: null, open: level.open, options, _words: words });
    return [{ ...level, on: fine.on, ...part(own), needs: fine.needs, floating: part(floating) }];
  });
}

const allMeasured = (fines, sizes) => fines.map((fine) => measured(fine, sizes)).filter(Boolean);

/* The answer to a case, as `finecalc range --json` gives it; {error} where there is none.
   {asked, facts, items, bases: {gains: "50000"}, conduct_from, conduct_to, decided, discovered, by, adjust, today} */
function answer(given) {
  const days = { ...given, decision: given.decided, decided: given.decided || given.today };
  const wrong = table.checks.find(
    ({ later, earlier, undecided }) =>
      given[later] && given[earlier] && given[later] < given[earlier] && !(undecided && given.decided),
  );
  if (wrong) return { error: { ...wrong.error, zh: filled(wrong.error.zh, days), en: filled(wrong.error.en, days) } };
  const sizes = Object.fromEntries(Object.entries(given.bases).map(([base, amount]) => [base, exact(amount)]));
  const alone = given.conduct_to || given.conduct_from;
  const kind = { ...days, sizes, conduct_to: alone, conduct_from: given.conduct_from || alone };
  const { parts, beside, ...own } = valueAt(askedOf(given.asked).answers, kind);
  if (own.error) return own;
  const { provision, opened, due, ...alike } = parts;
  const found = {
    ...own,
    ...beside,
    ...alike,
    ...provision,
    ...opened,
    ...due,
    limitation: valueAt(table.limitation, kind),
  };
  const fines = allMeasured(found.fines, sizes),
    before = allMeasured(found.found, sizes);
  const { found: _, ...rest } = found;
  return {
    ...rest,
    items: found.items ?? given.items,
    fines,
    bands: fines.flatMap((fine) => banded(fine, found.bands)),
    disputed: allMeasured(found.disputed, sizes),
    needs: [...new Set(fines.flatMap((fine) => fine.needs ?? []))],
    notes: [...table.warnings, ...found.notes.flat()],
    ladder: found.ladder.map((rung) => ({ ...rung, fines: allMeasured(rung.fines, sizes) })),
    alternatives: found.alternatives.map((other) => alternative(other, before, sizes)),
    table: table.about.table,
    branches: [],
    ...(table.about.profile && { office: table.about.profile }),
  };
}

function alternative(other, before, sizes) {
  const fines = allMeasured(other.fines, sizes);
  const side = (list, target) => {
    const words = fineWords(list.find((fine) => fine.on === target)),
      label = table.terms[target];
    return { zh: `${label.zh}：${words.zh}`, en: `${label.en}: ${words.en}` };
  };
  const differences = other.differences.map((each) =>
    "before" in each
      ? each
      : {
          ...each,
          before: side(before, each.respect),
          after: side(fines, each.respect),
        },
  );
  return { ...other, fines, differences };
}

const askedOf = (id) => table.asked.find((each) => each.id === id);

/* ---- amounts in words ---------------------------------------------------------------------------------------------- */

const grouped = (whole) => whole.toString().replace(/\B(?=(\d{3})+$)/g, ",");

function figures(units) {
  const rest = (units % YUAN).toString().padStart(DIGITS, "0").replace(/0+$/, "");
  return grouped(units / YUAN) + (rest ? "." + rest.padEnd(2, "0") : "");
}

function inUnit(units, size) {
  const rest = (((units % (size * YUAN)) * 100n) / (size * YUAN)).toString().padStart(2, "0").replace(/0+$/, "");
  return grouped(units / (size * YUAN)) + (rest ? "." + rest : "");
}

/* 5万元 · 12,345元 · 10亿元: in the largest unit that is exact for every one of them. */
function together(...amounts) {
  for (const [size, unit] of [
    [10n ** 8n, "亿元"],
    [10n ** 4n, "万元"],
  ]) {
    if (amounts.every((each) => each >= size * YUAN && each % ((size * YUAN) / 100n) === 0n)) {
      return amounts.map((each) => inUnit(each, size) + unit);
    }
  }
  return amounts.map((each) => figures(each) + "元");
}

/* Each in its own unit, as a text of law has them; all in 元 where one is odd. */
const inChineseUnits = (amounts) =>
  amounts.every((each) => each % (100n * YUAN) === 0n)
    ? amounts.flatMap((each) => together(each))
    : together(...amounts);

/* 伍万元整 · 壹万陆仟肆佰零玖元零贰分: the capital numerals of banks. */
function capitals(amount) {
  const digits = "零壹贰叁肆伍陆柒捌玖";
  const whole = (count) => {
    for (const [size, place] of [
      [10n ** 8n, "亿"],
      [10n ** 4n, "万"],
      [1000n, "仟"],
      [100n, "佰"],
      [10n, "拾"],
    ]) {
      const head = count / size,
        rest = count % size;
      if (head) return whole(head) + place + (rest && rest < size / 10n ? "零" : "") + (rest ? whole(rest) : "");
    }
    return digits[count];
  };
  const yuan = amount / YUAN,
    cents = (amount % YUAN) / FEN,
    jiao = cents / 10n,
    fen = cents % 10n;
  const coins = (jiao ? `${digits[jiao]}角` : fen && yuan ? "零" : "") + (fen ? `${digits[fen]}分` : "");
  return (yuan || !cents ? `${whole(yuan)}元` : "") + (coins || "整");
}

const put = (phrase, chinese, english) => ({
  zh: phrase.zh.replace(/\{(\d)\}/g, (_, at) => chinese[at]),
  en: phrase.en
    .replace(/\{(\d)\}/g, (_, at) => english[at])
    .replace(/\[(\d)\]/g, (_, at) => english[at].replace("CNY ", "")),
});

function fineWords(fine) {
  if (!fine) return table.phrases.none;
  if (fine.needs) {
    const quotes = fine.options.map((option) => option.quote).join("；");
    return put(table.phrases.open, [quotes], [fine.needs.join(", "), quotes]);
  }
  const phrases = table.phrases[fine.mode],
    [low, high] = [exact(fine.min), exact(fine.max)];
  const ends = fine.below_minimum || low === 0n ? [high] : [low, high];
  const phrase = fine.below_minimum ? phrases.below : low === 0n ? phrases.ceiling : phrases.span;
  return put(
    phrase,
    inChineseUnits(ends),
    ends.map((each) => "CNY " + figures(each)),
  );
}

/* An amount by itself, and a range as officials note it; while a base is not known, how it is reckoned. */
const amountAlone = (units) => (lang === "zh" ? together(units)[0] : `CNY ${figures(units)}`);

function amountWords(fine) {
  if (fine.needs) return semicolon(fine._words.map(said));
  const { noted } = table.phrases,
    [low, high] = [exact(fine.min), exact(fine.max)];
  const only = fine.below_minimum ? noted.below : low === 0n ? noted.ceiling : low === high ? noted.same : null;
  const ends = only ? [high] : [low, high];
  return said(
    put(
      only ?? noted.span,
      inChineseUnits(ends),
      ends.map((each) => `CNY ${figures(each)}`),
    ),
  );
}
