// Full text, on the search page only: what the words of the pages say, below what search.js found by name. The index is
// Pagefind's (catalogue/fulltext.py); it is read in small pieces, and only once somebody asks.

import { made, parts } from "./search.js";

const LOCALE = document.documentElement.lang;
const INDEX = new URL(`text/${LOCALE}/`, import.meta.url);
const PAUSE = 250; // milliseconds without another key
const LISTED = 8;
const EXCERPT = 28; // words
const AROUND = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/u; // what a word has before and after it, which is not marked

let loading;
async function opened() {
  const engine = await import(new URL("pagefind.js", INDEX));
  await engine.options({ ranking: { metaWeights: { title: 3, folded: 1, lang: 0 } } });
  return engine;
}
const load = () => (loading ??= opened().catch((error) => { loading = undefined; throw error; }));

/* What is shown of a page: the words around those that were asked for */

function marked(page, typed) {
  const found = new Set(page.locations);
  return page.raw_content.split(/\s+/).map((word, at) => {
    const said = parts(word).some((part) => typed.some((one) => part.startsWith(one)));
    return { word, found: said || found.has(at) };
  });
}

// The first of the windows in which most of them stand.
function windowed(words) {
  let best = [];
  for (const [at, one] of words.entries()) {
    if (!one.found) continue;
    const near = words.slice(Math.max(0, at - 4), at - 4 + EXCERPT);
    if (near.filter((other) => other.found).length > best.filter((other) => other.found).length) best = near;
  }
  return best.length ? best : words.slice(0, EXCERPT);
}

function excerpt(page, typed) {
  const words = marked(page, typed);
  const shown = windowed(words);
  const text = made("p", "", { className: "excerpt", lang: page.meta.lang });
  if (shown[0] !== words[0]) text.append("… ");
  for (const { word, found } of shown) {
    const [, before, said, after] = word.match(AROUND);
    text.append(before, found ? made("mark", said) : said, `${after} `);
  }
  if (shown.at(-1) !== words.at(-1)) text.append("…");
  return text;
}

/* The list */

class Texts {
  constructor(section, home) {
    this.section = section;
    this.home = home;
    [this.heading, this.list, this.more] = ["h2", "ul", "button"].map((tag) => section.querySelector(tag));
    this.more.addEventListener("click", () => this.next(true));
  }

  // What was found by name is not said twice.
  ask(text, shown) {
    this.typed = parts(text);
    this.shown = shown;
    this.text = text;
    clearTimeout(this.waiting);
    if (this.typed.join("").length < 2) this.show([]);
    else this.waiting = setTimeout(() => this.answer(text), PAUSE);
  }

  // An answer that comes late says nothing to a later question.
  async answer(text) {
    const found = await (await load()).search(text);
    if (text !== this.text) return;
    this.known = new Set(this.shown.map((one) => `products/${one.slug}/`));
    this.show(found.results);
    await this.next(false);
  }

  show(results) {
    this.left = results;
    this.list.replaceChildren();
    this.heading.hidden = this.more.hidden = true;
    this.heading.firstElementChild.textContent = "";
  }

  async next(further) {
    const { text } = this;
    const pages = [];
    while (pages.length < LISTED && this.left.length) {
      const read = await Promise.all(this.left.splice(0, LISTED).map((one) => one.data()));
      if (text !== this.text) return;
      pages.push(...read.filter((page) => !this.known.has(page.raw_url)));
    }
    this.draw(pages, further);
  }

  draw(pages, further) {
    const items = pages.map((page) => this.item(page));
    this.list.append(...items);
    this.heading.hidden = !this.list.children.length;
    if (!this.heading.hidden) this.heading.firstElementChild.textContent = this.section.dataset.title;
    this.more.hidden = !this.left.length;
    if (further) items[0]?.querySelector("a").focus();
  }

  item(page) {
    const item = document.createElement("li");
    const link = made("a", page.meta.title, { href: new URL(page.raw_url, this.home) });
    item.append(link, excerpt(page, this.typed));
    return item;
  }
}

const form = document.querySelector(".finder.alone");
const texts = new Texts(document.querySelector(".texts"), new URL("../", form.action));
form.addEventListener("found", ({ detail }) => texts.ask(detail.text, detail.shown));
