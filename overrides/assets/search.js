// Finds products: the box in the header, the search page, and the catalogue's facets, order and views. Every page is complete
// without it. One file of columns for each locale is all it reads (catalogue/outputs/search.py), and only when it is needed.

const HERE = import.meta.url;
const LOCALE = document.documentElement.lang;
const NUMBERS = new Intl.NumberFormat(LOCALE);
const NAMES = new Intl.Collator(LOCALE);
const PLURALS = new Intl.PluralRules(LOCALE);
const SUGGESTED = 6;
const LISTED = 8;
const LONGEST = 12; // words of a question
const PAUSE = 300; // milliseconds after which nobody types
const NARROW = matchMedia("(max-width: 40rem)");
const atOnce = () => (NARROW.matches ? 6 : 12); // cards or rows that are drawn before the next key is heard: a view of them

/* Words: the folding of catalogue/text.py, so that "vai thieu" is "Vải thiều" */

const LETTERS = { đ: "d", Đ: "D", œ: "oe", Œ: "OE", æ: "ae", Æ: "AE" };
const romanise = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐœŒæÆ]/g, (letter) => LETTERS[letter]).normalize();
const fold = (text) => romanise(text).toLowerCase();
const slugify = (text) => fold(text).replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
export const parts = (text) => fold(text).replace(/(\d)\.(?=\d)/g, "$1").split(/[^\p{L}\p{N}]+/u).filter(Boolean);

// Whether one letter added, left out, changed, or swapped with its neighbour makes `word` of `typed`; only beginnings count,
// so that a word need not be typed to its end.
function nearly(typed, word) {
  let at = 0;
  while (at < typed.length && typed[at] === word[at]) at += 1;
  const rest = typed.slice(at + 1);
  return word.startsWith(rest, at + 1) || word.startsWith(rest, at) || word.startsWith(typed.slice(at), at + 1)
    || (typed[at] === word[at + 1] && typed[at + 1] === word[at] && word.startsWith(typed.slice(at + 2), at + 2));
}

/* The catalogue as it was published, on the day of the visit */

function today() {
  const now = new Date();
  const pad = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
}

// An id of what its name does not say of it (rest in catalogue/outputs/search.py): "2.5" are the name's words from 2 to before 5.
function whole(rest, name) {
  if (!rest || rest.startsWith("-")) return slugify(name) + rest;
  const words = rest.includes(".") ? slugify(name).split("-") : [];
  return rest.replace(/(\d+)\.(\d+)/, (_, first, last) => words.slice(first, last).join("-"));
}

// A name of what the source's words do not say of it (spelled in catalogue/outputs/search.py): "4" is the fifth without its marks.
function named(spelled, source) {
  const words = source.split(" ");
  const word = (said) => (/^\d$/.test(said) ? romanise(words[said]) : said.replace(/^=(?==*\d$)/, ""));
  return source ? spelled.split(" ").map(word).join(" ") : spelled;
}

// A clock is its stars, then the state of the day of the build, then each day on which time changes it, and to what.
function standing([, ...clock], day) {
  let state = clock[0];
  for (let at = 1; at < clock.length && clock[at] <= day; at += 2) state = clock[at + 1];
  return state;
}

function above(places, number) {
  const found = [];
  for (let at = number; at; at = places[at - 1][5]) found.push(places[at - 1]);
  return found;
}

// Each name begins as the one before it, with as many characters as its first digit says (fronted in catalogue/outputs/search.py).
function names(fronted) {
  let last = [];
  return fronted.map((text) => {
    last = [...last.slice(0, parseInt(text[0], 36)), ...text.slice(1)];
    return last.join("");
  });
}

// A column of numbers has a character for each, "#" for 0.
const numbers = (column) => Array.from(column, (character) => character.codePointAt(0) - 35);

function product(data, at, day) {
  const of = (key) => data.columns[key][at];
  const from = (key, number) => data[key][number - 1] || ["", "", ""];
  const name = named(of("name"), of("source"));
  const original = of("source") || name;
  const clock = data.clocks[of("clock")];
  const state = standing(clock, day);
  const [place, district, commune] = data.origins[of("origin")];
  const kind = from("kinds", of("kind"));
  const months = [...Array(12).keys()].filter((month) => of("months") & (1 << month)).map((month) => month + 1);
  return {
    at, name, original, state, months, slug: whole(of("slug"), original),
    kind, sector: from("sectors", kind[3]), place: from("places", place),
    district: from("places", district), producer: from("producers", of("producer")),
    around: [...above(data.places, place), ...above(data.places, district)],
    commune: commune || from("places", place)[4] || "",
    stars: state === "valid" || state === "expiring" ? clock[0] : 0,
    schemes: data.certificates[of("certificates")], codes: data.codes[of("codes")],
    lang: data.langs[of("lang")], tone: of("tone"), visit: of("visit"),
  };
}

// The facets of catalogue/site/facets.py: the choices under which a product stands.
const FACETS = {
  sector: (one) => [one.sector[0]],
  kind: (one) => [one.kind[0]],
  district: (one) => [one.district[0]],
  place: (one) => [one.place[0]],
  stars: (one) => (one.stars ? [String(one.stars)] : []),
  state: (one) => [one.state],
  certificate: (one) => one.schemes,
  month: (one) => (one.months.includes(new Date().getMonth() + 1) ? ["now", ...one.months.map(String)] : one.months.map(String)),
  producer: (one) => [one.producer[0]],
  visit: (one) => (one.visit ? ["yes"] : []),
};

const KEYS = Object.keys(FACETS);

function read(data) {
  const day = today();
  data.producers = data.producers.map(([rest, name]) => [whole(rest, name), name]);
  for (const place of data.places) {
    const [rest, name, full, source] = place;
    place.splice(0, 3, whole(rest, source || full), named(name, source), named(full, source));
  }
  const photos = new Map(data.photos.map(([at, ...photo]) => [at, photo]));
  for (const [key, column] of Object.entries(data.columns)) if (typeof column === "string") data.columns[key] = numbers(column);
  data.columns.name = names(data.columns.name || []);
  const products = data.columns.name.map((_, at) => product(data, at, day));
  for (const one of products) one.photo = photos.get(one.at);
  const choices = KEYS.map(() => new Map()); // a number for each choice of a facet
  const number = (known, choice) => known.get(choice) ?? known.set(choice, known.size).get(choice);
  for (const one of products) one.choices = KEYS.map((key, facet) => FACETS[key](one).filter(Boolean).map((choice) => number(choices[facet], choice)));
  const index = indexed(products, new Map(data.schemes));
  data.producers.sort((one, other) => NAMES.compare(one[1], other[1]));
  return { ...data, products, index, choices, levels: new Set(parts(data.levels.join(" "))) };
}

let loading;
async function fetched() {
  const answer = await fetch(new URL(`search.${LOCALE}.json`, HERE));
  if (!answer.ok) throw new Error(answer.statusText);
  return read(await answer.json());
}
const load = () => (loading ??= fetched().catch((error) => { loading = undefined; throw error; }));

/* Finding: every word typed must begin a word that is said of the product */

// For each word, the products of which it is said and its weight there, three bits; the heaviest field that says it counts.
function indexed(products, schemes) {
  const index = new Map();
  const known = new Map(); // what many products share is folded once
  const words = (text) => known.get(text) || known.set(text, parts(text)).get(text);
  const put = (part, at, weight) => {
    const found = index.get(part);
    if (!found) index.set(part, [at * 8 + weight]);
    else if (found[found.length - 1] >> 3 !== at) found.push(at * 8 + weight);
  };
  const add = (text, at, weight) => words(text).forEach((part) => put(part, at, weight));
  for (const one of products) {
    one.folded = [...new Set([one.name, one.original])].map((name) => parts(name).join(" "));
    for (const name of one.folded) for (const part of name.split(" ")) put(part, one.at, 6);
    for (const text of one.kind.slice(1, 3)) add(text, one.at, 4);
    for (const text of [one.commune, ...one.producer, ...one.codes, ...one.around.flatMap((place) => place.slice(2, 4))]) add(text, one.at, 3);
    for (const scheme of one.schemes) add(schemes.get(scheme) || "", one.at, 2);
    add(one.sector[1], one.at, 1);
  }
  return index;
}

// What each word of the index is worth for a typed one: 2 for itself, 1 for its beginning.
function worth(typed, word, loose) {
  if (word === typed) return 2;
  return word.startsWith(typed) || (loose && nearly(typed, word)) ? 1 : 0;
}

// "commune", "huyện" and their like are typed beside a name: they are said of everything.
function scored({ index, levels, products }, typed, loose) {
  const best = new Uint8Array(products.length).fill(levels.has(typed) ? 1 : 0);
  for (const [word, found] of index) {
    const factor = worth(typed, word, loose);
    if (!factor) continue;
    for (const said of found) {
      const value = (said & 7) * factor;
      if (value > best[said >> 3]) best[said >> 3] = value;
    }
  }
  return best;
}

function together(columns) {
  const sums = new Uint16Array(columns[0].length).fill(1);
  for (const best of columns) for (let at = 0; at < sums.length; at += 1) sums[at] = sums[at] && best[at] && sums[at] + best[at];
  return sums;
}

// The words as they are typed; else with one letter wrong in one of them; else without the short ones, such as "de" and "của".
function scores(data, typed) {
  const any = (found) => found.some(Boolean);
  const exact = typed.map((part) => scored(data, part, false));
  const found = together(exact);
  if (any(found)) return found;
  for (const [at, part] of typed.entries()) {
    if (part.length < (typed.length > 1 ? 3 : 4) || /\d/.test(part)) continue;
    const loose = together(exact.with(at, scored(data, part, true)));
    loose.forEach((score, one) => { found[one] = Math.max(found[one], score); });
  }
  if (any(found)) return found;
  const long = exact.filter((_, at) => typed[at].length > 3);
  return long.length && long.length < typed.length ? together(long) : found;
}

function exactness(one, phrase) {
  if (one.folded.includes(phrase)) return 1000;
  if (one.folded.some((name) => name.startsWith(phrase))) return 200;
  return one.folded.some((name) => ` ${name}`.includes(` ${phrase}`)) ? 100 : 0;
}

// A score for each product, the exact name highest; 0 where it was not found. Nothing typed finds everything.
function search(data, text) {
  const typed = parts(text).slice(0, LONGEST);
  if (!typed.length) return new Uint16Array(data.products.length).fill(1);
  const phrase = typed.join(" ");
  return scores(data, typed).map((score, at) => score && score + exactness(data.products[at], phrase));
}

/* Choosing: facets, counts, order */

// The products that are found and chosen, and for each facet the counts of its choices if only that facet were let go.
function choose(data, found, asked) {
  const chosen = KEYS.map((key, facet) => new Set(asked.getAll(key).map((choice) => data.choices[facet].get(choice))));
  const active = [...chosen.keys()].filter((facet) => chosen[facet].size);
  const counts = data.choices.map((known) => new Uint32Array(known.size));
  const count = (facet, choices) => { for (const choice of choices) counts[facet][choice] += 1; };
  const shown = data.products.filter((one) => {
    if (!found[one.at]) return false;
    const missed = active.filter((facet) => !one.choices[facet].some((choice) => chosen[facet].has(choice)));
    if (missed.length === 1) count(missed[0], one.choices[missed[0]]);
    if (missed.length) return false;
    for (let facet = 0; facet < KEYS.length; facet += 1) count(facet, one.choices[facet]);
    return true;
  });
  const number = (key, choice) => {
    const facet = KEYS.indexOf(key);
    return counts[facet][data.choices[facet].get(choice)] || 0;
  };
  return { shown, number };
}

// How long until it is in season, in half months: what is so all year comes after what is so now, the unknown last.
function ahead(one) {
  if (!one.months.length) return 24;
  if (one.months.length === 12) return 1;
  const month = new Date().getMonth() + 1;
  return 2 * Math.min(...one.months.map((its) => (its - month + 12) % 12));
}

// What comes first has the least; among equals the name decides, which is the order of the columns.
const ORDERS = {
  stars: () => (one) => 5 - one.stars,
  season: () => ahead,
  best: (found) => (one) => 2000 - found[one.at],
};

function ordered(data, shown, rank) {
  const keys = Float64Array.from(shown, (one) => rank(one) * data.products.length + one.at).sort();
  return Array.from(keys, (key) => data.products[key % data.products.length]);
}

// The kinds, and the places and producers that have products: where each leads, its name, and all the words that say it.
function led(data) {
  const peopled = new Set(data.products.flatMap((one) => [one.place, one.district]));
  const all = [
    ...data.kinds.map((kind) => [`products/?kind=${kind[0]}`, kind[1], kind.slice(1, 3)]),
    ...data.places.filter((place) => peopled.has(place)).map((place) => [`places/${place[0]}/`, place[2], place.slice(0, 4)]),
    ...data.producers.map((producer) => [`producers/${producer[0]}/`, producer[1], producer]),
  ];
  return all.map(([path, name, said]) => [path, name, parts(said.join(" "))]);
}

// Those whose names say every word typed.
function lists(data, text) {
  const typed = parts(text);
  data.led ??= led(data); // folded once, when somebody asks
  const found = data.led.filter(([, , words]) => typed.every((part) => words.some((word) => word.startsWith(part))));
  return [...new Map(found)].slice(0, LISTED);
}

/* Drawing */

export function made(tag, text, more = {}) {
  const element = Object.assign(document.createElement(tag), more);
  element.textContent = text;
  return element;
}

const counted = (words, number) => (words.count[PLURALS.select(number)] || words.count.other).replace("{count}", NUMBERS.format(number));
const home = (one) => (one.district[0] ? one.district : one.place);
const drawn = () => document.querySelector("template.drawn").content.firstElementChild.cloneNode(true);

// The plate of a product that has a photo: that of another one (parts/search.html), with its own files.
function pictured(one) {
  const [file, width, height, colour] = one.photo;
  const plate = document.querySelector("template.pictured").content.firstElementChild.cloneNode(true);
  plate.querySelector("rect").setAttribute("fill", colour);
  const own = (address) => address.replace(/photos\/.*(?=\.)/, `photos/${one.slug}/${file}`);
  for (const source of plate.querySelectorAll("source")) source.srcset = own(source.srcset);
  const image = plate.querySelector("img");
  image.setAttribute("src", own(image.getAttribute("src")));
  Object.assign(image, { width, height });
  return plate;
}

function card(data, one) {
  const item = drawn();
  const [plate, use, name, source, stars] = [".plate", "use", "h3 span", ".vi", ".stars"].map((found) => item.querySelector(found));
  item.firstElementChild.setAttribute("href", `${item.firstElementChild.getAttribute("href")}${one.slug}/`);
  plate.classList.add(`t${one.tone}`);
  use.setAttribute("href", use.getAttribute("href") + one.kind[0]);
  name.textContent = one.name;
  name.lang = one.lang;
  if (source && source.lang !== one.lang) source.textContent = one.original;
  else source?.remove();
  item.querySelector(".meta").textContent = [one.kind[1], home(one)[1]].filter(Boolean).join(" · ");
  item.querySelector(".sr").textContent = data.words.stars[one.stars] || "";
  stars.classList.add(`s${one.stars}`);
  if (one.photo) plate.replaceWith(pictured(one));
  if (!one.stars) item.querySelectorAll(".stars, .sr").forEach((part) => part.remove());
  return item;
}

// The plate of a card, with the drawing that says that there is nothing.
function empty() {
  const plate = drawn().querySelector(".plate");
  const use = plate.querySelector("use");
  use.setAttribute("href", `${use.getAttribute("href")}empty`);
  return plate;
}

function row(data, one) {
  const line = document.createElement("tr");
  const head = made("th", "", { scope: "row" });
  head.append(made("a", one.name, { href: drawn().firstElementChild.getAttribute("href") + one.slug + "/", lang: one.lang }));
  const season = one.months.map((month) => data.words.months[month - 1]).join(", ");
  const cells = [one.kind[1], home(one)[1], data.words.stars[one.stars] || "", season, one.producer[1]];
  line.append(head, ...cells.map((text) => made("td", text)));
  return line;
}

// The first are drawn at once, the others after the pause; an answer that was replaced meanwhile is left.
function fill(list, draw, products, first, pause) {
  list.append(...products.slice(0, first).map(draw));
  if (products.length > first) setTimeout(() => { if (list.isConnected) list.append(...products.slice(first).map(draw)); }, pause);
}

function table(data, products, first) {
  const frame = made("div", "", { className: "table", tabIndex: 0 });
  frame.setAttribute("role", "region");
  frame.setAttribute("aria-label", counted(data.words, products.length));
  const whole = document.createElement("table");
  const head = document.createElement("tr");
  head.append(...data.words.heads.map((text) => made("th", text, { scope: "col" })));
  whole.createTHead().append(head);
  fill(whole.createTBody(), (one) => row(data, one), products, first, 0);
  frame.append(whole);
  return frame;
}

function cards(data, products, first, pause) {
  const list = made("ul", "", { className: "cards" });
  fill(list, (one) => card(data, one), products, first, pause);
  return list;
}

/* The page: its form says what is asked, and so does its address */

class Finder {
  constructor(form) {
    this.form = form;
    this.page = form.closest(".page");
    this.status = this.page.querySelector("[role=status] span");
    this.found = this.page.querySelector(".found");
    this.listed = this.page.querySelector(".listed");
    this.chosen = this.page.querySelector(".chosen");
    this.all = this.status.textContent;
    this.most = Number(form.dataset.most);
    this.many = new Map(); // what stands beside each choice
    form.addEventListener("input", (event) => this.ask(event.target.name === "q"));
    form.addEventListener("submit", (event) => { event.preventDefault(); this.ask(false); });
    form.addEventListener("focusin", () => load().catch(() => {}), { once: true });
    addEventListener("popstate", () => this.answer());
    const drawer = form.querySelector(".drawer");
    drawer?.addEventListener("focusout", (event) => {
      // What has the focus is never under the drawer.
      if (event.relatedTarget && !drawer.contains(event.relatedTarget) && drawer.matches(":popover-open")) drawer.hidePopover();
    });
    if (location.search) this.answer();
    else form.classList.add("asked"); // nothing will be drawn above what stands there
  }

  // What the form asks, without what it asks by default.
  asked() {
    const asked = new URLSearchParams(new FormData(this.form));
    for (const [key, value] of [...asked]) if (!value.trim()) asked.delete(key);
    return asked;
  }

  // A change is one step back; a word typed is one step too, not one for each of its letters.
  ask(typing, most = 0) {
    const asked = this.asked();
    if (most) asked.set("n", most);
    const query = String(asked);
    if (query === location.search.slice(1)) return undefined;
    const address = query ? `?${query}` : location.pathname;
    if (most || (typing && history.state?.typing)) history.replaceState(history.state, "", address);
    else history.pushState({ typing }, "", address);
    return this.answer(false, typing);
  }

  // Let the form say what the address asks.
  fill(asked) {
    for (const field of this.form.elements) {
      if (field.type === "checkbox") field.checked = asked.getAll(field.name).includes(field.value);
      else if (field.type === "radio") field.checked = field.value === (asked.get(field.name) === "table" ? "table" : "");
      else if (field.name) field.value = asked.get(field.name) || "";
      if (field.selectedIndex === -1) field.selectedIndex = 0;
    }
  }

  // Show what the address asks for. An answer that comes late says nothing to a later question.
  async answer(filling = true, typing = false) {
    const query = (this.query = location.search);
    const asked = new URLSearchParams(query);
    let data;
    try { data = await load(); } catch {
      this.form.classList.add("asked");
      this.status.textContent = this.form.dataset.failed;
      return;
    }
    if (query !== this.query) return;
    if (filling) {
      this.producers(data, () => 1);
      this.fill(asked);
    }
    this.show(data, asked, typing);
  }

  show(data, asked, typing) {
    const found = search(data, asked.get("q") || "");
    const { shown: chosen, number } = choose(data, found, asked);
    const shown = ordered(data, chosen, (ORDERS[asked.get("sort")] || ORDERS.best)(found));
    const resting = !String(asked);
    this.status.textContent = resting ? this.all : counted(data.words, shown.length);
    this.found.hidden = resting;
    if (this.listed) this.listed.hidden = !resting;
    else this.alone(data, asked, shown);
    this.count(number);
    this.name(data, asked);
    this.later(() => this.producers(data, (id) => number("producer", id)));
    this.found.replaceChildren(...(resting ? [] : this.results(data, asked, shown, typing)));
  }

  // The search page says nothing until it is asked; it leads to lists, and to the facets with the same words.
  alone(data, asked, shown) {
    const resting = !String(asked);
    this.status.parentElement.hidden = resting;
    const further = this.page.querySelector(".further");
    const [all] = further.querySelectorAll("li");
    const home = new URL("../", this.form.action);
    const more = lists(data, asked.get("q") || "").map(([path, name]) => {
      const item = document.createElement("li");
      item.append(made("a", name, { href: new URL(path, home) }));
      return item;
    });
    all.firstElementChild.search = String(asked);
    all.hidden = !shown.length;
    further.hidden = resting || !(shown.length || more.length);
    further.firstElementChild.replaceChildren(all, ...more);
    this.page.querySelector(".browse").hidden = !resting;
    this.form.classList.add("asked");
    this.form.dispatchEvent(new CustomEvent("found", { detail: { text: asked.get("q") || "", shown } })); // fulltext.js goes on
  }

  // Cards are many parts each: while somebody types, none is drawn that will not be seen.
  results(data, asked, shown, typing) {
    if (!shown.length) return [this.nothing(data, asked)];
    const most = Math.max(this.most, Number(asked.get("n")) || 0);
    const part = shown.slice(0, most);
    const first = most > this.most ? most : atOnce(); // who goes on from what was there, or comes back to it, finds it there
    const drawing = asked.get("view") === "table" ? table(data, part, first) : cards(data, part, first, typing ? PAUSE : 0);
    return shown.length > most ? [drawing, this.more(data, most)] : [drawing];
  }

  // More of the same, and the focus on the first that is new.
  more(data, most) {
    const button = made("button", data.words["search.more"], { type: "button", className: "button more" });
    button.addEventListener("click", async () => {
      await this.ask(false, most + this.most);
      this.found.querySelectorAll("li > a, th > a")[most].focus();
    });
    return button;
  }

  // Nothing was found: say so, and offer what can be let go.
  nothing(data, asked) {
    const box = made("div", "", { className: "nothing" });
    const { words } = data;
    box.append(empty(), made("p", words["search.none"]));
    if (asked.get("q")) box.append(made("p", words["search.try"]));
    const offer = (key, drop) => {
      const button = made("button", words[key], { type: "button", className: "button plain" });
      button.addEventListener("click", () => { drop(); this.ask(false); this.form.elements.q.focus(); });
      box.append(button);
    };
    const facets = this.picked();
    if (facets.length) offer("search.without-facets", () => facets.forEach((field) => this.drop(field)));
    if (facets.length && asked.get("q")) offer("search.without-words", () => { this.form.elements.q.value = ""; });
    return box;
  }

  picked() {
    return [...this.form.elements].filter((field) => (field.type === "checkbox" && field.checked) || (field.name === "producer" && field.value));
  }

  drop(field) {
    if (field.type === "checkbox") field.checked = false;
    else field.value = "";
  }

  // How many products each choice has beside what else is chosen.
  count(number) {
    for (const field of this.form.querySelectorAll("[type=checkbox]")) {
      const many = number(field.name, field.value);
      if (this.many.get(field) === many) continue;
      this.many.set(field, many);
      field.parentElement.querySelector(".n").textContent = NUMBERS.format(many);
      field.parentElement.classList.toggle("none", !many);
    }
  }

  // The producers are too many for a page: the list has those that are left, and the one that is chosen.
  producers(data, number) {
    const list = this.form.elements.producer;
    if (!list) return;
    const kept = list.value;
    const left = data.producers.filter(([id]) => number(id) || id === kept);
    const many = (id) => (number(id) ? ` (${NUMBERS.format(number(id))})` : "");
    list.replaceChildren(list.options[0], ...left.map(([id, name]) => made("option", name + many(id), { value: id })));
    list.value = kept;
  }

  // A long list waits until nobody types.
  later(draw) {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(draw, PAUSE);
  }

  // What is chosen, each with a way to let it go; the facets that choose stand open.
  name(data, asked) {
    if (!this.chosen) return;
    const picked = this.picked();
    this.chosen.hidden = !picked.length;
    this.chosen.replaceChildren(...picked.map((field) => this.chip(data, field)));
    this.form.querySelector(".drawer-button .n").textContent = picked.length ? NUMBERS.format(picked.length) : "";
    for (const field of picked) field.closest("details").open = true;
  }

  chip(data, field) {
    const name = field.type === "checkbox" ? field.nextElementSibling.textContent : data.producers.find(([id]) => id === field.value)?.[1] || "";
    const button = made("button", "", { type: "button" });
    button.append(made("span", name));
    button.setAttribute("aria-label", data.words["search.remove"].replace("{name}", name));
    button.addEventListener("click", async () => {
      const at = [...this.chosen.children].indexOf(button.parentElement);
      this.drop(field);
      await this.ask(false);
      (this.chosen.querySelectorAll("button")[Math.min(at, this.chosen.children.length - 1)] || this.form.elements.q).focus();
    });
    const item = document.createElement("li");
    item.append(button);
    return item;
  }
}

/* The box in the header: a few names while one types, the search page on Enter */

function suggest(form, data) {
  const list = form.querySelector("ul") || form.appendChild(made("ul", "", { className: "suggested" }));
  const text = form.elements.q.value;
  const found = text.trim() ? search(data, text) : [];
  const shown = ordered(data, data.products.filter((one) => found[one.at]), ORDERS.best(found));
  list.replaceChildren(...shown.slice(0, SUGGESTED).map((one) => suggestion(form, one)));
  const said = form.querySelector("output") || form.appendChild(document.createElement("output"));
  const all = made("a", counted(data.words, shown.length), { href: new URL(`?q=${encodeURIComponent(text)}`, form.action) });
  said.replaceChildren(...(!text.trim() ? [] : shown.length ? [all] : [data.words["search.none"]]));
}

function suggestion(form, one) {
  const link = made("a", one.name, { href: new URL(`../products/${one.slug}/`, form.action), lang: one.lang });
  link.append(made("span", [one.kind[1], home(one)[1]].filter(Boolean).join(" · "), { className: "meta", lang: LOCALE }));
  const item = document.createElement("li");
  item.append(link);
  return item;
}

function walk(form, event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const stops = [form.elements.q, ...form.querySelectorAll("a")];
  event.preventDefault();
  stops[Math.min(Math.max(stops.indexOf(document.activeElement) + step, 0), stops.length - 1)].focus();
}

// catalogue.js calls it when the box in the header is opened for the first time.
export function attach(form) {
  form.addEventListener("input", async () => suggest(form, await load()));
  form.addEventListener("keydown", (event) => walk(form, event));
  load().then((data) => suggest(form, data), () => {});
}

const form = document.querySelector(".finder");
if (form) new Finder(form);
