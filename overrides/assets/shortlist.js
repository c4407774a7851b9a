// The shortlist: products that a reader puts aside, kept in the browser. It adds a button to each card and product page, and the
// count to the header; every page is complete without it. The page that compares the chosen products is compare.js.

export const MOST = 12;
const KEY = "shortlist";
const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const LIFE = 8000; // milliseconds for which a message stands

const header = document.querySelector(".shortlist");
let unstored = []; // where a browser keeps nothing, the choice lasts for the page

// The slugs that are named in `text`, such as "a,b", each once; what is no slug is left out.
export const read = (text) => [...new Set((text || "").split(","))].filter((one) => SLUG.test(one)).slice(0, MOST);

export function kept() {
  try { return read(localStorage.getItem(KEY)); } catch { return unstored; }
}

// Where nothing can be stored, the link in the header carries the choice to its page.
export function keep(slugs) {
  try {
    localStorage.setItem(KEY, slugs.join(","));
  } catch {
    unstored = slugs;
    header.search = slugs.length ? `?p=${slugs}` : "";
  }
  show();
}

// The slug of a product page's address.
export const slugOf = (address) => new URL(address, document.baseURI).pathname.replace(/index\.html$/, "").split("/").at(-2);

/* Buttons */

function say(text) {
  const said = document.querySelector(".said") || document.body.appendChild(Object.assign(document.createElement("p"), { className: "said" }));
  said.setAttribute("role", "status");
  said.replaceChildren(Object.assign(document.createElement("a"), { href: header.href, textContent: text }));
  clearTimeout(said.waiting);
  said.waiting = setTimeout(() => said.replaceChildren(), LIFE);
}

function toggle(slug) {
  const slugs = kept();
  const words = header.dataset;
  if (!slugs.includes(slug) && slugs.length >= MOST) return say(words.full.replace("{most}", MOST));
  keep(slugs.includes(slug) ? slugs.filter((one) => one !== slug) : [...slugs, slug]);
  return say(`${words.title} (${kept().length})`);
}

function button(slug, name) {
  const made = Object.assign(document.createElement("button"), { type: "button", className: "keep" });
  Object.assign(made.dataset, { slug, name });
  made.append(header.querySelector("svg").cloneNode(true), document.createElement("span"));
  made.addEventListener("click", () => toggle(slug));
  return made;
}

// A card shows the mark alone, and says the rest; a product page says it in words.
function mark(made, slugs) {
  const on = slugs.includes(made.dataset.slug);
  const words = on ? header.dataset.drop : header.dataset.add;
  made.classList.toggle("on", on);
  made.lastElementChild.textContent = words;
  made.setAttribute("aria-label", `${words}: ${made.dataset.name}`);
}

function show() {
  const slugs = kept();
  header.hidden = !slugs.length;
  header.querySelector(".n").textContent = slugs.length;
  for (const made of document.querySelectorAll(".keep")) mark(made, slugs);
}

function offer(within) {
  const slugs = kept();
  for (const card of within.querySelectorAll(".card:not(:has(.keep))")) {
    const made = button(slugOf(card.querySelector("a").href), card.querySelector("h2, h3").textContent.trim());
    mark(made, slugs);
    card.append(made);
  }
}

offer(document);
const picture = document.querySelector(".product .hero > .plate");
if (picture) picture.append(button(slugOf(document.querySelector("link[rel=canonical]").href), document.querySelector("h1").textContent.trim()));
show();

// Cards that are drawn later: what a search finds.
for (const found of document.querySelectorAll(".found")) {
  new MutationObserver(() => offer(found)).observe(found, { childList: true, subtree: true });
}
addEventListener("pageshow", (event) => { if (event.persisted) show(); }); // the page before, as it was left
addEventListener("storage", show); // another window
