// An enquiry: the facts that a page lacks become questions, and those that a reader ticks become a letter, in the producer's language
// and in the reader's. It goes as an e-mail to the producer, else to the office; where no address is known, it is there to be copied.
// Its words are one file for each locale (catalogue/outputs/enquiry.py), read when somebody asks.

const LONGEST = 2000; // characters of an address that mail programs take
const NAMED = 3; // products that a subject names
const RULE = ["", "----------", ""];

let loading;
async function fetched() {
  const answer = await fetch(new URL(`enquiry.${document.documentElement.lang}.json`, import.meta.url));
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
}
export const load = () => (loading ??= fetched().catch((error) => { loading = undefined; throw error; }));

export function made(tag, more = {}, ...children) {
  const element = Object.assign(document.createElement(tag), more);
  element.append(...children);
  return element;
}

// What a product page says that an enquiry needs: its names and its address in the producer's language, what it lacks, whom to ask.
export function about(page) {
  const name = page.querySelector("h1").textContent.trim();
  const own = page.querySelector("h1 + .vi");
  const address = page.querySelector("link[hreflang=x-default]") || page.querySelector("link[rel=canonical]");
  return {
    name,
    source: own ? own.textContent.trim() : name,
    address: address.href,
    lacks: (page.querySelector("[data-ask]")?.dataset.ask || "").split(" ").filter(Boolean),
    to: page.querySelector(".faces a[href^='mailto:']")?.getAttribute("href").slice("mailto:".length) || "",
  };
}

/* Letters */

// A question, and of which products where it is not of all.
function question(text, path, products, name) {
  const asked = products.filter((one) => one.lacks.includes(path));
  return `- ${text}${asked.length < products.length ? ` (${asked.map(name).join(", ")})` : ""}`;
}

function lines(letter, products, ticked, source) {
  const name = letter === source ? (one) => one.source : (one) => one.name;
  const both = (one) => (name(one) === one.source ? one.source : `${name(one)} (${one.source})`);
  const asked = ticked.filter((path) => products.some((one) => one.lacks.includes(path)));
  const questions = asked.map((path) => question(letter.questions[path], path, products, name));
  return [
    letter.hello, "", letter.about, ...products.flatMap((one) => [`- ${both(one)}`, `  ${one.address}`]), "",
    ...(questions.length ? [letter.ask, ...questions, ""] : []), letter.thanks,
  ];
}

// The subject and the text of a letter about `products`, which asks what is `ticked` and not known; the source's words come first,
// because the producer reads them.
export function letter(letters, products, ticked) {
  const [source] = letters;
  const names = products.slice(0, NAMED).map((one) => one.source).join(", ");
  const more = products.length > NAMED ? ", …" : "";
  return {
    subject: `${letters.map((one) => one.subject).join(" / ")} – ${names}${more}`,
    text: letters.map((one) => lines(one, products, ticked, source)).reduce((all, one) => [...all, ...RULE, ...one]).join("\n"),
  };
}

// RFC 6068: everything is percent-encoded UTF-8, a line ends with CRLF.
export function mailto(to, { subject, text }) {
  const encoded = (value) => encodeURIComponent(value.replaceAll("\n", "\r\n"));
  return `mailto:${encoded(to).replace("%40", "@")}?subject=${encoded(subject)}&body=${encoded(text)}`;
}

/* What a reader sees */

async function copy(field, said, words) {
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    said.textContent = words.copied;
  } catch { // no right to the clipboard: the text is there to be copied
    field.focus();
    said.textContent = words.select;
  }
}

// One letter: to whom, its text, and what can be done with it. Gives what shows it anew.
function shown({ words, letters }, to, products) {
  const note = made("p", { className: "quiet" });
  const field = made("textarea", { readOnly: true, rows: 14 });
  const mail = made("a", { className: "button", textContent: words.mail });
  const copying = made("button", { type: "button", className: "button plain", textContent: words.copy });
  const said = made("output");
  field.setAttribute("aria-label", words.title);
  copying.addEventListener("click", () => copy(field, said, words));
  const box = made("div", { className: "letter" }, note, field, made("p", { className: "do" }, mail, copying, said));
  const show = (ticked) => {
    const written = letter(letters, products, ticked);
    const address = mailto(to, written);
    field.value = written.text;
    mail.hidden = !to || address.length > LONGEST;
    mail.href = address;
    note.textContent = !to ? words.nobody : `${words.to.replace("{address}", to)}${mail.hidden ? `. ${words.long}` : ""}`;
    said.textContent = "";
  };
  return { box, show };
}

function ticks({ words, facts }, paths) {
  const choices = paths.map((path) => made("label", {}, made("input", { type: "checkbox", name: "ask", value: path }), made("span", { textContent: facts[path] })));
  return made("fieldset", { className: "questions" }, made("legend", { textContent: words.tick }), ...choices);
}

// The questions that are open about `products`, and a letter for each address that they have.
export function write(data, products) {
  const groups = new Map();
  for (const one of products) groups.set(one.to || data.to, [...(groups.get(one.to || data.to) || []), one]);
  const written = [...groups].map(([to, those]) => shown(data, to, those));
  const paths = Object.keys(data.facts).filter((path) => products.some((one) => one.lacks.includes(path)));
  const both = data.letters.length > 1 ? [made("p", { className: "quiet", textContent: data.words.both })] : [];
  const box = made("div", { className: "enquiry" }, ...(paths.length ? [ticks(data, paths)] : []), ...both, ...written.map((one) => one.box));
  const show = () => {
    const ticked = [...box.querySelectorAll("[name=ask]:checked")].map((field) => field.value);
    for (const one of written) one.show(ticked);
  };
  box.addEventListener("change", show);
  show();
  return box;
}

// The button of a product page: the line of what is missing gives way to the questions.
export async function run(button) {
  const box = write(await load(), [about(document)]);
  const line = document.querySelector("[data-ask]");
  button.closest(".do").before(box);
  if (line) line.hidden = true;
  button.hidden = true;
  box.querySelector("input, textarea").focus();
}
