// The search page: sends what a reader types to Pagefind, and shows the posts that it finds.
// A search is a URL, /search/?q=…&section=…, so that it can be shared and the back button works.
// It is one long file since the page would wait for each of several.

const FIRST = 5; // results that are loaded at once: each costs a request
const MORE = 10; // that are loaded when the end of the list is seen, and then on demand
const PAUSE = 200; // milliseconds after a key in which another one is awaited
const EFFORT = { time: 1500, requests: 8 }; // milliseconds, and files, to correct a misspelt word
const SLOW = 500; // milliseconds after which the page says that it is still searching
const PARTS = 3; // of a post that a result leads to
const WEIGHTS = { title: 5, authors: 2, entities: 2, tags: 2 }; // of a word there, 1 in a text
const FILTERS = ["section", "year", "author", "entity", "language"];
// Scripts without spaces between words, as newsroom/text/tokenizer.py has them.
const UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff";
const RUN = new RegExp(`[${UNSPACED}]+`, "g");
const PAIR = new RegExp(`^[${UNSPACED}]{2}`);
const TIGHT_END = new RegExp(`[${UNSPACED}\u3000-\u303f\uff00-\uffef]$`);
const TIGHT_START = new RegExp(`^[${UNSPACED}\u3000-\u303f\uff00-\uffef]`);

const form = document.querySelector(".search");
const field = form.elements.q;
const filters = form.querySelector(".search-filters");
const selects = FILTERS.map((name) => form.elements[name]);
const summary = document.createElement("span");
const status = document.querySelector(".search-status");
const list = document.querySelector(".search-results");
const more = document.querySelector(".search-more");
const browse = document.querySelector(".browse");
const language = document.documentElement.lang;
const { title } = document;
const texts = JSON.parse(form.dataset.words); // of the interface: theme/locale/ has them
const plurals = new Intl.PluralRules(language);

let pagefind; // a promise of an instance of Pagefind
let current = 0; // the number of the last search: results of earlier ones are not shown
let found = []; // the results of that search
let ranks; // a promise of the position of each post among all, newest first
let requests = 0; // for files of the index
let failures = 0; // of these requests
let isOutdated = false; // whether the server no longer has files of this index
let timer;

// ── Words ────────────────────────────────────────────────────────────────────────────────────

// The words that Pagefind takes a query for: pairs of characters where a script has no spaces, and
// no marks that it leaves out of the words of posts.
function splitQuery(text) {
  const pairs = (run) => {
    const characters = Array.from(run);
    const both = characters.slice(1).map((character, n) => characters[n] + character);
    return ` ${(both.length ? both : characters).join(" ")} `;
  };
  const spaced = text.normalize("NFC").replace(RUN, pairs).replace(/\s+/g, " ").trim();
  return spaced.replace(/(?!\p{Alphabetic})\p{M}/gu, "");
}

// Pieces of text, each with whether it matches: an excerpt of Pagefind, whose pairs are joined.
function readExcerpt(excerpt) {
  const pieces = [];
  const add = (text, match) => text && pieces.push({ text, match });
  let last = "";
  for (const { text, match } of excerptWords(excerpt)) {
    const isPair = PAIR.test(text) && last.length === 2 && PAIR.test(last) && last[1] === text[0];
    if (isPair) {
      const before = pieces.at(-1);
      if (match && !before.match) {
        before.text = before.text.slice(0, -1);
        add(last[1], true);
      }
      add(text.slice(1), match);
    } else {
      const isTight = TIGHT_END.test(last) || TIGHT_START.test(text);
      if (pieces.length && !isTight) add(" ", match && pieces.at(-1).match);
      add(text, match);
    }
    last = text;
  }
  return pieces;
}

// The words of an excerpt, and whether Pagefind marks them.
function excerptWords(excerpt) {
  return excerpt.split(/<\/?mark>/).flatMap((part, n) => {
    const words = part.replaceAll("&lt;", "<").replaceAll("&gt;", ">").split(/\s+/).filter(Boolean);
    return words.map((text) => ({ text, match: n % 2 === 1 }));
  });
}

const joinPairs = (text) => readExcerpt(text).map((piece) => piece.text).join("");

// ── The URL ──────────────────────────────────────────────────────────────────────────────────

function readForm() {
  const values = { q: field.value.trim(), sort: form.elements.sort.value };
  for (const select of selects) values[select.name] = select.value;
  return values;
}

function fillForm(values) {
  field.value = values.get("q") ?? "";
  form.elements.sort.value = values.get("sort") === "newest" ? "newest" : "";
  for (const select of selects) {
    const value = values.get(select.name) ?? "";
    if (![...select.options].some((option) => option.value === value)) addOption(select, value, value);
    select.value = value;
  }
}

// Names the filters that are chosen beside what opens them: their values are loaded when it does.
function showChosen(values) {
  const names = chosen(values).map((name) => label(name, values[name]));
  if (values.sort) names.push(form.elements.sort.selectedOptions[0].text);
  summary.textContent = names.join(", ");
}

function writeUrl(values, method) {
  const query = new URLSearchParams(Object.entries(values).filter(([, value]) => value)).toString();
  const url = `${location.pathname}${query ? `?${query}` : ""}`;
  if (url !== location.pathname + location.search) history[method](null, "", url);
  document.title = values.q ? `${values.q} · ${title}` : title; // in the history, and of tabs
}

const chosen = (values) => FILTERS.filter((name) => values[name]);

// ── Searching ────────────────────────────────────────────────────────────────────────────────

function load() {
  pagefind ??= import(form.dataset.script).then(async (module) => {
    const instance = module.createInstance({
      basePath: form.dataset.folder,
      baseUrl: form.dataset.base,
      metaCacheTag: form.dataset.tag,
      ranking: { metaWeights: WEIGHTS },
      noWorker: true, // it would load the code twice, and need a policy of its own
    });
    await instance.init();
    return instance;
  });
  pagefind.catch(() => (pagefind = undefined));
  return pagefind;
}

function optionsOf(values, without = "") {
  const pairs = chosen(values).filter((name) => name !== without).map((name) => [name, values[name]]);
  return { filters: Object.fromEntries(pairs) };
}

// Shows what the form asks for. `state` is how a page was left to which a reader comes back: the
// number of results, and how far it was scrolled.
async function search(method = "replaceState", state = null) {
  clearTimeout(timer);
  const values = readForm();
  const number = ++current;
  writeUrl(values, method);
  showChosen(values);
  const words = splitQuery(values.q);
  if (!words && !chosen(values).length) {
    show([]);
    status.textContent = "";
    if (filters.open) await countAll(number);
    return;
  }
  status.textContent ||= word("searching");
  const slow = setTimeout(() => number === current && wait(), SLOW);
  const before = failures;
  try {
    const instance = await load();
    if (filters.open) await instance.filters();
    const result = await searchWords(instance, words, optionsOf(values));
    if (values.sort === "newest") await sortByDate(instance, result.results);
    const items = await loadItems(result.results, 0, Math.max(FIRST, state?.count ?? 0));
    if (failures !== before) throw new Error("a file of the search cannot be loaded");
    if (number !== current) return;
    clearTimeout(slow);
    show(result.results, items);
    if (state) scrollTo({ top: state.top, behavior: "instant" });
    describe(values, result);
    if (filters.open) await count(instance, words, values, result, number);
    if (!result.results.length && !result.unfilteredResultCount) await suggest(instance, words, number);
  } catch (error) {
    console.error(error);
    pagefind = ranks = undefined; // so that the next attempt loads all of it again
    if (number !== current) return;
    show([]);
    const again = () => (isOutdated ? location.reload() : search());
    say(word("search_not_loaded"), word("try_search_again"), again);
  } finally {
    clearTimeout(slow);
    if (number === current) list.removeAttribute("aria-busy");
  }
}

// Says that results are on their way; those of the last search are still there.
function wait() {
  status.textContent = word("searching");
  list.setAttribute("aria-busy", "true");
}

// Pagefind takes a part of the index that it cannot load for one without words, and never asks for
// it again: what is searched in another instance after each failure.
const send = window.fetch;
window.fetch = async (url) => {
  requests += 1;
  try {
    const response = await send(url);
    isOutdated ||= response.status === 404;
    if (response.ok) return new Response(await response.arrayBuffer(), response);
  } catch (error) {
    console.error(error);
  }
  failures += 1;
  pagefind = ranks = undefined;
  throw new Error(`cannot load ${url}`);
};

// What Pagefind finds, but nothing for a word that no post has: for such a one Pagefind takes the
// longest word that it starts with, “a” for “agents”. All results have all words: what the first
// one has there decides.
async function searchWords(instance, words, options) {
  const result = await instance.search(words || null, options);
  if (!words || words.startsWith('"') || !result.results.length) return result;
  const text = plain(await matchedText(result.results[0]));
  const isMissing = (word) => word && !text.includes(word.slice(0, Math.max(3, word.length / 2)));
  if (!plain(words).split(" ").some(isMissing)) return result;
  return { results: [], unfilteredResultCount: 0, filters: {} };
}

// The words of a post that a search has found, and the titles and names with some of them.
async function matchedText({ data, words, matchedMetaFields = [] }) {
  const { raw_content: content, meta } = await data();
  const all = content.split(content.includes("\u200b") ? "\u200b" : /\s+/);
  return [...words.map((place) => all[place]), ...matchedMetaFields.map((name) => meta[name])].join(" ");
}

// Offers a query with results in place of one that has none since a word of it is misspelt.
async function suggest(instance, words, number) {
  const corrected = [];
  const [end, last] = [performance.now() + EFFORT.time, requests + EFFORT.requests];
  const isLate = () => number !== current || performance.now() > end || requests > last;
  for (const word of words.split(" ")) {
    const isLong = /^\p{L}{4,}$/u.test(word);
    corrected.push((isLong && (await correct(instance, word, isLate))) || word);
  }
  const query = corrected.join(" ");
  if (query === words || number !== current) return;
  const { results } = await searchWords(instance, query, {});
  if (!results.length || number !== current) return;
  const button = element("button", { type: "button" }, query);
  button.addEventListener("click", () => {
    field.value = query;
    field.focus();
    search("pushState");
  });
  const [before, after = ""] = word("did_you_mean").split("{query}");
  status.append(` ${before}`, button, after);
}

// A word like another one that is in a post; nothing where the word itself is, or none is like it.
async function correct(instance, word, isLate) {
  for (const other of new Set([word, ...similarWords(word)])) {
    if (isLate()) return undefined;
    const { results } = await instance.search(other);
    if (!results.length) continue;
    const { content, meta } = await results[0].data();
    const others = plain([content, ...Object.values(meta)].join(" ")).split(" ");
    if (others.includes(plain(other))) return other;
  }
  return undefined;
}

// Words that differ by two letters in exchanged order, a letter too much, or one that is missing or
// another, a vowel or a doubled one. The last letters are changed first, for such words are in the
// same part of the index, and the first letter is right.
function* similarWords(word) {
  for (let n = word.length; n > 0; n -= 1) {
    const [before, letter, after] = [word.slice(0, n), word.charAt(n), word.slice(n + 1)];
    if (after) yield before + after[0] + letter + after.slice(1);
    yield before + before.at(-1) + letter + after;
    if (letter) yield before + after;
    for (const vowel of "eaiou") {
      yield before + vowel + letter + after;
      if ("eaiou".includes(letter)) yield before + vowel + after;
    }
  }
}

// Sorts results from the newest to the oldest, which is the order of all posts in the index.
async function sortByDate(instance, results) {
  ranks ??= instance.search(null).then((all) => new Map(all.results.map(({ id }, rank) => [id, rank])));
  const positions = await ranks;
  results.sort((a, b) => positions.get(a.id) - positions.get(b.id));
}

// A text without case, accents and punctuation.
function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N} ]/gu, "");
}

function describe(values, result) {
  const total = result.results.length;
  const query = /^".*"$/.test(values.q) ? values.q : word("quoted", { text: values.q });
  const key = (name) => (values.q ? `${name}_for` : name);
  if (total) {
    const count = total.toLocaleString(language);
    status.textContent = word(key("result_count"), { count, query }, total);
  } else if (chosen(values).length && (result.unfilteredResultCount || !values.q)) {
    say(word(key("no_results_with_filters"), { query }), word("remove_filters"), removeFilters);
  } else {
    status.textContent = word(key("no_results"), { query });
  }
}

function say(text, action, run) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = action;
  button.addEventListener("click", run);
  status.replaceChildren(`${text} `, button, ".");
}

// A text of the interface with its placeholders filled in, in the plural form of a number.
function word(key, values = {}, number = 0) {
  const forms = texts[key];
  const text = typeof forms === "string" ? forms : (forms[plurals.select(number)] ?? forms.other);
  return text.replace(/\{(\w+)\}/g, (placeholder, name) => values[name] ?? placeholder);
}

function removeFilters() {
  for (const select of selects) select.value = "";
  field.focus();
  search("pushState");
}

// ── Filters ──────────────────────────────────────────────────────────────────────────────────

function addOption(select, value, text) {
  select.append(new Option(text, value));
}

// Shows how many results each value of a filter has: those of a chosen filter without it.
async function count(instance, words, values, result, number) {
  for (const select of selects) {
    const { name } = select;
    const others = values[name] ? await searchWords(instance, words, optionsOf(values, name)) : result;
    if (number !== current) return;
    const noOther = !words && !Object.keys(optionsOf(values, name).filters).length;
    fill(select, (noOther ? await instance.filters() : others.filters)[name] ?? {}, values[name]);
  }
}

async function countAll(number) {
  const counts = await (await load()).filters();
  if (number !== current) return;
  for (const select of selects) fill(select, counts[select.name] ?? {}, select.value);
}

function fill(select, counts, value) {
  const names = Object.keys(counts).filter((name) => counts[name] || name === value);
  if (value && !names.includes(value)) names.push(value);
  names.sort(new Intl.Collator(language, { numeric: true }).compare);
  if (select.name === "year") names.reverse();
  select.length = 1;
  for (const name of names) addOption(select, name, `${label(select.name, name)} (${counts[name] ?? 0})`);
  select.value = value;
  // A site in one language has nothing to choose there.
  select.parentElement.hidden = names.length < (select.name === "language" && !value ? 2 : 1);
}

function label(filter, value) {
  if (filter !== "language") return value;
  try {
    return new Intl.DisplayNames([value, language], { type: "language" }).of(value) ?? value;
  } catch {
    return value;
  }
}

// ── Results ──────────────────────────────────────────────────────────────────────────────────

function show(results, items = []) {
  found = results;
  list.replaceChildren(...items);
  list.removeAttribute("aria-busy");
  list.hidden = !items.length;
  more.hidden = items.length >= found.length;
  browse.hidden = items.length > 0;
}

async function loadItems(results, start, end) {
  const data = await Promise.all(results.slice(start, end).map((result) => result.data()));
  if (!start && !form.elements.sort.value) data.sort((a, b) => hasAllWords(b) - hasAllWords(a));
  return data.map(item);
}

// Whether all words of the query are in a title as they are: Pagefind takes “OpenAI” for “open” too.
function hasAllWords({ meta }) {
  const title = plain(meta.title).split(" ");
  return plain(splitQuery(field.value)).split(" ").every((word) => title.includes(word));
}

async function showMore() {
  const number = current;
  const start = list.childElementCount;
  const items = await loadItems(found, start, start + MORE);
  if (number !== current || start !== list.childElementCount) return;
  const isFocused = more.contains(document.activeElement);
  list.append(...items);
  more.hidden = list.childElementCount >= found.length;
  if (isFocused) links()[start].focus(); // the button may be hidden now
}

function element(name, attributes, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

// What is beside the words of a post is in the fragment of its URL.
function item(data) {
  const url = new URL(data.url, location.origin);
  const facts = new URLSearchParams(url.hash.slice(1));
  url.hash = "";
  const title = facts.get("title") ?? data.meta.title;
  const text = element("div", { class: "card-text" });
  const section = data.filters.section?.[0];
  if (section) text.append(element("p", { class: "kicker" }, section));
  const excerpt = readExcerpt(cut(data));
  const name = markedNodes(markTitle(title, excerpt));
  text.append(element("h2", { dir: "auto" }, element("a", { href: url.href }, ...name)));
  text.append(element("p", { class: "summary" }, ...markedNodes(excerpt)));
  const time = element("time", { datetime: facts.get("date") ?? "" }, facts.get("day") ?? "");
  const names = element("span", { class: "names" }, (data.filters.author ?? []).join(", "));
  text.append(element("p", { class: "meta", lang: language }, names, " ", time));
  const parts = data.sub_results.filter((part) => part.anchor).slice(0, PARTS);
  if (parts.length) {
    const links = parts.map((part) => element("li", {}, element("a", { href: part.url }, joinPairs(part.title))));
    text.append(element("ul", { class: "parts" }, ...links));
  }
  const card = element("article", { class: "card" }, text);
  const link = { href: url.href, tabindex: -1, "aria-hidden": "true" };
  if (facts.get("image")) card.prepend(image(form.dataset.base + facts.get("image"), link));
  if (facts.get("plate")) card.prepend(element("a", { class: "card-image plate", "data-plate": facts.get("plate"), ...link }));
  return element("li", { lang: facts.get("lang") ?? language }, card);
}

// The excerpt of a text, with dots where the text goes on.
function cut({ content, excerpt, plain_excerpt: plain }) {
  const start = content.startsWith(plain.slice(0, 40)) ? "" : "… ";
  return `${start}${excerpt}${content.endsWith(plain.slice(-40)) ? "" : " …"}`;
}

function image(source, attributes) {
  const picture = element("img", { src: source, alt: "", width: 320, height: 180, loading: "lazy", decoding: "async" });
  const link = element("a", { class: "card-image", ...attributes }, picture);
  picture.addEventListener("error", () => link.remove());
  return link;
}

// Pieces of a title, each with whether it is a word that is searched, in some form.
function markTitle(title, excerpt) {
  const words = plain(splitQuery(field.value)).split(" ").filter(Boolean);
  const forms = new Set(excerpt.filter(({ match }) => match).map(({ text }) => plain(text).trim()));
  const runs = field.value.normalize("NFC").match(RUN) ?? [];
  const isMatch = (text) =>
    forms.has(text) || words.some((word) => text.startsWith(word) || (text.length > 3 && word.startsWith(text)));
  return title.split(/(\s+)/).flatMap((text) => {
    const run = runs.find((characters) => text.includes(characters));
    if (!run) return [{ text, match: Boolean(plain(text)) && isMatch(plain(text)) }];
    const start = text.indexOf(run);
    const pieces = [text.slice(0, start), run, text.slice(start + run.length)];
    return pieces.filter(Boolean).map((piece) => ({ text: piece, match: piece === run }));
  });
}

// The nodes of some pieces of text, in which a mark has no punctuation at its ends.
function markedNodes(pieces) {
  const nodes = [];
  for (const { text, match } of pieces) {
    const last = nodes.at(-1);
    if (last && last.match === match) last.text += text;
    else nodes.push({ text, match });
  }
  return nodes.flatMap(({ text, match }) => {
    if (!match) return [text];
    const [, before, word, after] = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{M}\p{N}]*)$/su.exec(text);
    return [before, element("mark", {}, word), after];
  });
}

// ── Keys and events ──────────────────────────────────────────────────────────────────────────

const links = () => [...list.querySelectorAll("h2 a")];

function move(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey && !event.isComposing;
  if (!step || !isPlain) return;
  const stops = [field, ...links()];
  const position = stops.indexOf(document.activeElement);
  if (position < 0 || !stops[position + step]) return;
  event.preventDefault();
  stops[position + step].focus();
}

function shortcut(event) {
  const isTyping = event.target.closest("input, select, textarea, [contenteditable]");
  if (event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    field.focus();
    field.select();
  }
  if (event.key === "Escape" && !event.isComposing) {
    if (event.target === field && field.value) {
      event.preventDefault();
      field.value = "";
      search("pushState");
    } else if (list.contains(event.target)) {
      field.focus();
    }
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  search("pushState");
});
const searchSoon = (event) => {
  clearTimeout(timer);
  if (!event.isComposing) timer = setTimeout(search, PAUSE); // half a word of an input method is none
};
field.addEventListener("input", searchSoon);
field.addEventListener("compositionend", searchSoon);
form.addEventListener("change", (event) => event.target.matches("select") && search("pushState"));
filters.addEventListener("toggle", () => filters.open && search());
more.addEventListener("click", async () => {
  const start = list.childElementCount;
  await showMore().catch(() => say(word("more_not_loaded"), word("try_again"), () => search()));
  links()[start]?.focus();
});
// Who reads to the end of the first results gets some more, and then a button, so that the foot of
// the page can be reached.
new IntersectionObserver((entries) => {
  if (entries.at(-1).isIntersecting && list.childElementCount === FIRST) showMore().catch(console.error);
}).observe(more);
document.addEventListener("keydown", move);
document.addEventListener("keydown", shortcut);
addEventListener("popstate", ({ state }) => {
  fillForm(new URLSearchParams(location.search));
  search("replaceState", state);
});
addEventListener("pagehide", () => {
  history.replaceState({ count: list.childElementCount, top: scrollY }, "");
});

summary.className = "chosen";
filters.querySelector("summary").append(summary);
form.hidden = false;
document.querySelector(".needs-script").hidden = true;
fillForm(new URLSearchParams(location.search));
if (location.search) search("replaceState", history.state);
else field.focus({ preventScroll: true }); // without loading anything yet
field.addEventListener("input", () => load().catch(() => {}), { once: true });
