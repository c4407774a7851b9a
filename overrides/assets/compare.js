// Compares the products of the shortlist: a column for each product, read from its own page, a row for each fact that any of them
// states. So a fact that is added to the product page is compared, too. The address may name the products of somebody's list: ?p=a,b

import { MOST, keep, kept, read, slugOf } from "./shortlist.js";
import { about, load, made, write } from "./enquiry.js";

const page = document.querySelector(".compare");
const [results, nothing, shared, enquiry] = [".compare-list", ".nothing", ".shared", ".compare-ask"].map((found) => page.querySelector(found));
const table = results.querySelector("table");
const words = page.dataset;
const MOVES = 3; // renamed products are followed so far

const asked = read(new URLSearchParams(location.search).get("p"));
const copied = (node) => document.importNode(node, true);

/* Pages */

// A product: its slug, its name, where its page is and the article of it, or a note of why there is none.
async function product(slug, moves = MOVES) {
  const here = new URL(`../products/${slug}/`, location);
  const answer = await fetch(here).catch(() => ({ status: 0 }));
  if (answer.status === 404) return { slug, name: slug, note: words.gone };
  if (!answer.ok) return { slug, name: slug, note: words.failed };
  const found = new DOMParser().parseFromString(await answer.text(), "text/html");
  const moved = found.querySelector("meta[http-equiv=refresh]");
  if (moved && moves) return product(slugOf(new URL(moved.content.split("url=")[1], here)), moves - 1);
  const article = found.querySelector("article.product");
  const name = found.querySelector("h1")?.textContent.trim() || slug;
  if (!article) return { slug, name, note: found.querySelector(".lead")?.textContent || words.gone };
  for (const element of article.querySelectorAll("[href]")) element.setAttribute("href", new URL(element.getAttribute("href"), here));
  return { ...about(found), slug, here, article, facts: facts(article) };
}

// What a page states: for each term, its descriptions, in the order of the page.
function facts(article) {
  const found = new Map();
  for (const term of article.querySelectorAll(".faces dt")) {
    const stated = found.get(term.textContent) || [];
    found.set(term.textContent, [...stated, term.nextElementSibling]);
  }
  return found;
}

// The terms of the import faces in one order: a term that only some pages have comes after the one it follows there.
function terms(products) {
  const all = [];
  for (const one of products) {
    let before = -1;
    for (const term of one.article.querySelectorAll("#face-trade ~ dl dt")) {
      if (!all.includes(term.textContent)) all.splice(before + 1, 0, term.textContent);
      before = all.indexOf(term.textContent);
    }
  }
  return all;
}

/* Drawing */

// The picture of a product: its drawing, or its photo in the smallest width.
function picture(one) {
  const photo = one.article.querySelector(".hero > .plate img");
  if (!photo) {
    const plate = made("span", { className: one.article.querySelector(".hero > .plate").className });
    plate.append(copied(one.article.querySelector(".hero > .plate svg")));
    return plate;
  }
  const [smallest] = photo.getAttribute("srcset").split(" ");
  return made("span", { className: "plate photo" }, made("img", { src: new URL(smallest, one.here), alt: "" }));
}

function remove(one) {
  const button = made("button", { type: "button", className: "button plain", textContent: words.remove });
  button.setAttribute("aria-label", `${words.remove}: ${one.name}`);
  button.addEventListener("click", async () => {
    await change((listed) => listed.filter((slug) => slug !== one.slug));
    (results.hidden ? nothing.querySelector("a") : results.querySelector(".table")).focus(); // the button is gone
  });
  return button;
}

function head(one) {
  const name = one.article ? made("a", { href: one.here }, ...copied(one.article.querySelector("h1")).childNodes) : one.name;
  const own = one.article?.querySelector("h1 + .vi");
  const cell = made("th", { scope: "col" }, ...(one.article ? [picture(one)] : []), made("b", {}, name), ...(own ? [copied(own)] : []));
  if (one.note) cell.append(made("p", { className: "quiet", textContent: one.note }));
  cell.append(remove(one));
  return cell;
}

function unsaid() {
  return made("td", { className: "none" }, made("span", { textContent: "–", ariaHidden: "true" }), made("span", { className: "sr", textContent: words.unsaid }));
}

function row(term, products, nodes) {
  const cells = products.map((one) => {
    const stated = one.article ? nodes(one) : [];
    return stated.length ? made("td", {}, ...stated) : unsaid();
  });
  if (cells.every((cell) => cell.className === "none")) return [];
  return [made("tr", {}, made("th", { scope: "row", textContent: term }), ...cells)];
}

const stated = (term) => (one) => (one.facts.get(term) || []).map((dd) => made("div", {}, ...copied(dd).childNodes));
const clock = (one) => [...one.article.querySelectorAll(".hero .clock")].map(copied);

function rows(products, data) {
  const there = products.filter((one) => one.article);
  const lacking = (one) => (data && one.lacks.length ? [made("ul", {}, ...one.lacks.map((path) => made("li", { textContent: data.facts[path] })))] : []);
  return [
    ...row(words.rating, products, clock),
    ...[...JSON.parse(words.terms), ...terms(there)].flatMap((term) => row(term, products, stated(term))),
    ...row(words.missing, products, lacking),
  ];
}

/* The list */

let slugs = [];

function change(of) {
  const mine = String(slugs) === String(kept());
  slugs = of(slugs);
  if (mine) keep(slugs);
  if (asked.length) history.replaceState(null, "", slugs.length ? `?p=${slugs}` : location.pathname);
  return draw();
}

// The same list in the other locales, and for others.
function link() {
  results.querySelector(".share").search = `?p=${slugs}`;
  for (const other of document.querySelectorAll(".locales a")) other.search = location.search;
}

async function draw() {
  const shownFor = slugs;
  link();
  nothing.hidden = slugs.length > 0;
  shared.hidden = !asked.length || !slugs.length || String(slugs) === String(kept());
  const [data, found] = await Promise.all([load().catch(() => undefined), Promise.all(slugs.map((slug) => product(slug)))]);
  if (shownFor !== slugs) return;
  const products = [...new Map(found.map((one) => [one.slug, one])).values()]; // two old names may lead to one product
  const current = products.map((one) => one.slug);
  if (String(current) !== String(slugs)) { await change(() => current); return; }
  const there = products.filter((one) => one.article);
  table.tHead.rows[0].replaceChildren(table.tHead.rows[0].cells[0], ...products.map(head));
  table.tBodies[0].replaceChildren(...rows(products, data));
  results.hidden = !products.length;
  enquiry.hidden = !there.length || !data; // without its words, the comparison stands alone
  enquiry.querySelector(".enquiry")?.remove();
  if (!enquiry.hidden) enquiry.append(write(data, there));
  dispatchEvent(new Event("compared"));
}

shared.querySelector("button").addEventListener("click", () => { keep(slugs); draw(); });
slugs = asked.length ? asked : kept();
draw();
