// Writes a new record as the form is filled: in the canonical form of catalogue/store/canonical.py, each value as catalogue/store/
// writing.py writes it, so that it reads without a finding and `catalogue fmt` leaves it as it is.

const LONGEST = 8000; // characters of an address that repositories take
const LETTERS = { đ: "d", œ: "oe", æ: "ae" };

/* Values, as catalogue/scalars.py and catalogue/store/writing.py have them */

// What the schema refuses in any text, and what YAML or an editor does not show: nobody typed it on purpose.
const UNSEEN = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\p{Cs}]/gu;
// What some reader takes for nothing, a number, a date or a yes.
const READ_OTHERWISE = /^(?:~|null|true|false|yes|no|on|off|y|n|=|<<|[-+]?[0-9_][0-9_,]*(?:\.[0-9_]*)?(?:e[-+]?[0-9]+)?|[-+]?\.[0-9_]+(?:e[-+]?[0-9]+)?|[-+]?0b[01_]+|[-+]?0o[0-7_]+|[-+]?0x[0-9a-f_]+|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?|[-+]?\.(?:inf|nan)|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:(?:t|[ \t]+)[0-9].*)?)$/i;
const PLAIN = /^(?!\.\.\.)(?:[^\s?:,[\]{}#&*!|>'"%@`-]|-(?=[^\s,[\]{}-]))(?:.*\S)?$/;
const NOT_PLAIN = /:(?=\s|$)|\s#/;

const clean = (text) => text.replace(UNSEEN, "").replace(/\r\n?/g, "\n").replaceAll("\t", " ").normalize("NFC").trim();
const oneLine = (text) => clean(text).replace(/\s+/g, " ");
const prose = (text) => clean(text).split("\n").map((line) => line.replace(/ +$/, "")).join("\n");
const plain = (text) => PLAIN.test(text) && !NOT_PLAIN.test(text) && !READ_OTHERWISE.test(text);
const scalar = (text) => (plain(text) ? text : `'${text.replaceAll("'", "''")}'`);

const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[đœæ]/g, (letter) => LETTERS[letter]);
const slugify = (text) => fold(text).replace(/[^a-z0-9]+/g, "-").slice(0, 80).replace(/^-+|-+$/g, "");

/* Lines */

const typed = (key, text) => (text ? [`${key}: ${text}`] : []); // a date or a number, which is right as it stands
const valued = (key, text) => (text ? [`${key}: ${scalar(text)}`] : []);
const block = (key, text) => {
  if (!text || text === "n/a") return valued(key, text);
  return [`${key}: |-`, ...text.split("\n").map((line) => (line ? `  ${line}` : ""))];
};
const below = (key, lines) => (lines.length ? [`${key}:`, ...lines.map((line) => (line ? `  ${line}` : ""))] : []);
const item = (lines) => lines.map((line, at) => (at ? `  ${line}` : `- ${line}`));

function sections(said, day) {
  const host = said.url && slugify(new URL(said.url).hostname);
  const rating = said.stars && said.date ? item([...valued("id", said.date.slice(0, 4)), ...typed("stars", said.stars), ...typed(said.dated, said.date), ...valued("source", host)]) : [];
  const source = host ? item([...valued("id", host), ...valued("url", said.url), ...valued("tier", said.tier), ...typed("read", day)]) : [];
  return [
    ["name", valued("name", said.name)],
    ["summary", block("summary", said.summary)],
    ["story", block("story", said.story)],
    ["category", valued("category", said.category)],
    ["kind", valued("kind", said.kind)],
    ["status", ["status: draft"]],
    ["producer", valued("producer", said.producer)],
    ["origin", below("origin", [...valued("now", said.now), ...valued("district", said.district), ...valued("commune", said.commune)])],
    ["ratings", below("ratings", rating)],
    ["season", below("season", said.months.length ? [`months: [${said.months.join(", ")}]`] : [])],
    ["retail", below("retail", block("where", said.where))],
    ["sources", source.length ? below("sources", source) : ["sources: []"]],
    ["added", typed("added", day)],
    ["changed", typed("changed", day)],
    ["note", block("note", said.note)],
  ];
}

// The record of what is `said`, on a `day`; with the comments over its fields when they are given.
export function record(said, day, first, above) {
  const written = sections(said, day).filter(([, lines]) => lines.length);
  const body = written.flatMap(([key, lines]) => (above ? [`# ${above[key]}`, ...lines] : lines));
  return [...(above ? [`# ${first}`, ""] : []), ...body, ""].join("\n");
}

/* The form */

const form = document.querySelector(".add-form");
const text = document.getElementById("add-text");
const open = document.getElementById("add-open");
const fields = form.elements;

function today() {
  const now = new Date();
  const pad = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
}

// The id of what is picked from a list; a name that is not in it has none.
function picked(field) {
  const wanted = fold(oneLine(field.value));
  const found = [...field.list.options].find((option) => fold(option.value) === wanted);
  return found ? found.dataset.id : "";
}

const asked = (field) => form.querySelector(`label[for="${field.id}"]`).firstChild.textContent.trim();
// What a field lacks: its question, and why where the browser itself would not know.
const lacking = (field) => (field.validity.customError ? `${asked(field)} (${field.validationMessage.replace(/\.$/, "")})` : asked(field));
const PICKED = ["producer", "now", "district"];

function said() {
  const ids = Object.fromEntries(PICKED.map((name) => [name, picked(fields[name])]));
  const unknown = PICKED.filter((name) => oneLine(fields[name].value) && !ids[name]).map((name) => `${asked(fields[name])}: ${oneLine(fields[name].value)}`);
  return {
    ...ids,
    name: oneLine(fields.name.value), summary: prose(fields.summary.value), story: prose(fields.story.value),
    kind: fields.kind.value, category: fields.category.value, commune: oneLine(fields.commune.value),
    stars: fields.stars.value, date: fields.date.validity.valid ? fields.date.value : "", dated: fields.dated.value,
    months: [...form.querySelectorAll("[name=months]:checked")].map((box) => box.value),
    url: fields.url.validity.valid ? oneLine(fields.url.value) : "", tier: fields.tier.value,
    where: prose(fields.where.value), note: [prose(fields.note.value), ...unknown].filter(Boolean).join("\n\n"),
  };
}

// What the browser's own validation cannot tell: an answer that holds no letter, a day that no month has, stars without a date.
function judge() {
  for (const field of [fields.name, fields.summary]) {
    field.setCustomValidity(field.value && ["", "n/a"].includes(prose(field.value)) ? form.dataset.blank : "");
  }
  const [year, month, day] = fields.date.value.split("-").map(Number);
  const real = !day || new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day;
  fields.date.setCustomValidity(real ? "" : form.dataset.date);
  fields.date.required = Boolean(fields.stars.value);
}

function address(slug, written) {
  return open.dataset.pattern.replace("{slug}", encodeURIComponent(slug)).replace("{record}", () => encodeURIComponent(written));
}

function show() {
  if (!form.dataset.slug) fields.slug.value = slugify(fields.name.value);
  judge();
  const wrong = [...fields].filter((field) => field.willValidate && !field.checkValidity());
  form.parentElement.querySelector(".add-lacks").textContent = wrong.length ? form.dataset.lacks.replace("{fields}", wrong.map(lacking).join("; ")) : "";
  const slug = fields.slug.value;
  document.getElementById("add-file").textContent = `products/${slug || "…"}/product.yaml`;
  const answers = said();
  text.value = record(answers, today(), form.dataset.first, JSON.parse(form.dataset.above));
  document.querySelector(".actions output").textContent = "";
  if (open) offer(slug, answers, wrong.length === 0);
}

// The link to the page that makes the file: filled with the record, without comments where it would be too long, else to be pasted.
function offer(slug, answers, sound) {
  const short = [text.value, record(answers, today())].find((written) => address(slug, written).length <= LONGEST);
  document.getElementById("add-long").hidden = short !== undefined;
  open.setAttribute("aria-disabled", String(!sound));
  open.href = sound && short !== undefined ? address(slug, short) : open.dataset.pattern.split("?")[0];
}

async function copy() {
  const told = document.querySelector(".actions output");
  text.select();
  try {
    await navigator.clipboard.writeText(text.value);
    told.textContent = form.dataset.copied;
  } catch { // no right to the clipboard: the text is there to be copied
    text.focus();
    told.textContent = form.dataset.select;
  }
}

// An address that has a page belongs to a product, or did.
async function taken() {
  const slug = fields.slug.value;
  fields.slug.setCustomValidity("");
  try {
    const there = slug && (await fetch(`${form.dataset.products}${slug}/`, { method: "HEAD" })).ok;
    if (there && slug === fields.slug.value) fields.slug.setCustomValidity(form.dataset.taken);
  } catch { /* offline: the repository will say so */ }
  show();
}

form.addEventListener("input", (event) => {
  if (event.target === fields.slug) form.dataset.slug = fields.slug.value;
  show();
});
form.addEventListener("change", (event) => {
  if ([fields.name, fields.slug].includes(event.target)) taken();
});
form.addEventListener("submit", (event) => event.preventDefault());
document.getElementById("add-copy").addEventListener("click", copy);
document.getElementById("add-copy").hidden = false;
open?.addEventListener("click", (event) => {
  if (form.checkValidity()) return;
  event.preventDefault();
  form.reportValidity();
});
show();
