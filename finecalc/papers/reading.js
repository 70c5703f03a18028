/* Amounts and days as people write them: the forms that finecalc/language/money.py and dates.py read, and no others. */

const NUMERALS = new Map(
  [..."零一二三四五六七八九"]
    .map((char, at) => [char, BigInt(at)])
    .concat([
      ["〇", 0n],
      ["两", 2n],
      ["兩", 2n],
    ]),
);
const UNITS = { 十: 10n, 百: 100n, 千: 1000n },
  SECTIONS = { 万: 10n ** 4n, 亿: 10n ** 8n };
const FORMAL = Object.fromEntries(
  [..."壹弌贰貳弍叁叄參参弎肆伍陆陸柒捌玖拾佰仟萬億"].map((char, at) => [
    char,
    [..."一一二二二三三三三三四五六六七八九十百千万亿"][at],
  ]),
);
const LIMIT = 10n ** 13n * YUAN;

const plainly = (text) => text.normalize("NFKC").trim();

/* The number that a text writes in Arabic, Chinese or mixed numerals, in units of YUAN; null where it is none or unclear. */
function numberIn(text) {
  const said = text.replace(/./gu, (char) => FORMAL[char] ?? char);
  const tokens = said.match(/\d+(?:\.\d+)?|[零〇一二三四五六七八九两兩十百千万亿]/g) ?? [];
  if (!tokens.length || tokens.join("") !== said || tokens.some((each) => each.length > 24)) return null;
  const valueOf = (token) => (NUMERALS.has(token) ? NUMERALS.get(token) * YUAN : exactOrNull(token));
  if (tokens.every((each) => NUMERALS.has(each))) {
    if (tokens.length > 1 && tokens.some((each) => each === "两" || each === "兩")) return null;
    return BigInt(tokens.map((each) => NUMERALS.get(each)).join("")) * YUAN;
  }
  if (tokens.length === 1)
    return tokens[0] === "十" ? 10n * YUAN : /[百千万亿]/.test(tokens[0]) ? null : valueOf(tokens[0]);
  if (said.includes(".")) {
    const first = tokens[0].includes("."),
      rest = first ? tokens.slice(1) : tokens.slice(0, -1);
    const units = rest.every((each) => each in UNITS || each in SECTIONS);
    if (first ? !units : rest.join("").includes(".")) return null;
  }
  return composed(tokens, valueOf);
}

const exactOrNull = (token) => ((token.split(".")[1] ?? "").length > DIGITS ? null : exact(token));

/* The sum of the parts of a number with units, each smaller than the unit before it. */
function composed(tokens, valueOf) {
  let total = 0n,
    section = 0n,
    number = null,
    unitAbove = 10n ** 4n,
    sectionAbove = 10n ** 12n,
    afterZero = false;
  const unclear = () =>
    (unitAbove < 10n ** 4n && number >= unitAbove * YUAN) || (number < 10n * YUAN && !afterZero && unitAbove > 10n);
  for (const [place, token] of tokens.entries()) {
    if (token in UNITS) {
      const unit = UNITS[token],
        tenAlone = unit === 10n && (!section || (afterZero && unitAbove === 1000n));
      if (number === null && !tenAlone) return null;
      const part = (number ?? YUAN) * unit;
      if (unit >= unitAbove || (section && part >= unitAbove * YUAN)) return null;
      section += part;
      [number, unitAbove, afterZero] = [null, unit, false];
    } else if (token in SECTIONS) {
      const size = SECTIONS[token];
      if (number !== null && section && unclear()) return null;
      const part = (section + (number ?? 0n)) * size;
      if (size >= sectionAbove || (number === null && !section) || (total && part >= sectionAbove * YUAN)) return null;
      total += part;
      [section, number, unitAbove, sectionAbove, afterZero] = [0n, null, 10n ** 4n, size, false];
    } else if (token === "零" || token === "〇") {
      if (number !== null || afterZero || place === 0 || place === tokens.length - 1) return null;
      afterZero = true;
    } else if (number !== null) {
      return null;
    } else {
      number = valueOf(token);
      if (number === null) return null;
    }
  }
  if (number !== null && (section || total) && unclear()) return null;
  section += number ?? 0n;
  return total && section >= sectionAbove * YUAN ? null : total + section;
}

/* 5万 · 五万元 · 50,000 · ￥5万 · 伍万元整（50,000元） → "50000"; null where it is no amount, finer than a fen, or too large. */
function amountIn(text) {
  const said = plainly(text).replace(/ +/g, " ");
  if (/\p{No}/u.test(text)) return null;
  if (["无", "没有", "none", "nil"].includes(said.toLowerCase())) return "0";
  const before = /^(?:(?:人民币|RMB|CNY|¥|\(?[大小]写\)?:?) ?)+/i;
  const twice = /^([^()]+?) ?\(([^()]+)\)[整正]?$/.exec(said);
  if (twice && !/^(?:(?:人民币|RMB|CNY|¥|\(?[大小]写\)?:?) ?)+$/i.test(twice[1])) {
    const [first, second] = [twice[1], twice[2].trim()];
    if (/^[万亿千]?[元圆]$|^人民币$/.test(second))
      return amountIn(/^(?:元|圆|人民币)$/.test(second) ? first : first + second);
    const [one, other] = [amountIn(first), amountIn(second)];
    return one !== null && one === other ? one : null;
  }
  const amount = yuanIn(said.replace(before, ""));
  return amount === null || amount >= LIMIT || amount % FEN ? null : written(amount);
}

function yuanIn(body) {
  const coins = /[角分][整正]?$/.test(body) && /^(.+?)[元圆圓]零?(?:(.)角)?零?(?:(.)分)?[整正]?$/.exec(body);
  if (coins) {
    const [whole, jiao, fen] = [groupedIn(coins[1]), ...coins.slice(2).map((each) => (each ? groupedIn(each) : 0n))];
    if (whole === null || jiao === null || fen === null || whole % YUAN || jiao > 9n * YUAN || fen > 9n * YUAN)
      return null;
    return whole + jiao / 10n + fen / 100n;
  }
  return groupedIn(body.replace(/ ?(?:[元圆圓] ?[整正]?|整|yuan)? ?(?:人民币|RMB|CNY)?$/i, ""));
}

function groupedIn(text) {
  let body = text.replace(/(\S) (?=[十百千万亿拾佰仟萬億])/g, "$1");
  const groups = /^[0-9]{1,3}(?:(?:,[0-9]{3})+|(?: [0-9]{3})+)(?=\.|$|[万亿千])/.exec(body);
  if (groups) body = groups[0].replace(/[, ]/g, "") + body.slice(groups[0].length);
  return /.*[0-9]\.[0-9]{3,}$/.test(body) ? null : numberIn(plainly(body));
}

/* 2026-01-31 · 2026/1/31 · 20260131 · 2026年1月31日 · 二〇二六年一月三十一日 → "2026-01-31"; null where it is no day. */
function dayIn(text) {
  const said = plainly(text);
  if (/\p{No}/u.test(text)) return null;
  const arabic =
    /^(\d{4})(?: ?([-/.]) ?(\d{1,2}) ?\2 ?(\d{1,2})| ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?[日号]?|(\d{2})(\d{2}))$/.exec(
      said,
    );
  let parts =
    arabic && [arabic[1], arabic[3] ?? arabic[5] ?? arabic[7], arabic[4] ?? arabic[6] ?? arabic[8]].map(Number);
  if (!arabic) {
    const chinese =
      /^([零〇○一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日$/.exec(
        said.replace(/○/g, "〇"),
      );
    const numbers = chinese && chinese.slice(1).map(numberIn);
    parts = numbers && !numbers.includes(null) ? numbers.map((each) => Number(each / YUAN)) : null;
  }
  if (!parts || parts[0] < 1949 || parts[0] > 2099) return null;
  const [year, month, date] = parts,
    day = new Date(Date.UTC(year, month - 1, date));
  return day.getUTCMonth() === month - 1 && day.getUTCDate() === date ? day.toISOString().slice(0, 10) : null;
}
