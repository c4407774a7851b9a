// The review board of a preview: a reviewer corrects a text and copies the finished lines of its file, digests and all.
"use strict";

const words = document.currentScript.dataset;

// The normal form and the digest of catalogue/text.py: NFC, line ends trimmed, SHA-256, its first ten hexadecimal digits.
const clean = (text) => text.normalize("NFC").replace(/\r\n?|[\v\f\x85\u2028\u2029]/g, "\n").trim();

async function digest(text) {
  const trimmed = text.split("\n").map((line) => line.trimEnd()).join("\n");
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(trimmed));
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("").slice(0, 10);
}

// What a person has excused stays excused.
function excused(form) {
  const reasons = Object.entries(JSON.parse(form.dataset.ignored));
  return reasons.length ? ["  ignore:", ...reasons.map(([check, reason]) => `    ${check}: '${reason.replaceAll("'", "''")}'`)] : [];
}

async function block(form, who) {
  const text = clean(form.elements.text.value);
  const today = new Date().toISOString().slice(0, 10);
  const status = ["reviewed", form.dataset.source, await digest(text), form.dataset.origin, today, who].filter(Boolean).join(" ");
  const lines = text.split("\n").map((line) => (line ? `    ${line}` : ""));
  return [`${form.dataset.key}:`, "  text: |-", ...lines, `  status: ${status}`, ...excused(form), ""].join("\n");
}

async function copy(event) {
  event.preventDefault();
  const form = event.target;
  const who = document.querySelector(".filters input").value.replace(/[^A-Za-z0-9-]/g, "");
  const shown = form.querySelector("pre");
  shown.textContent = await block(form, who);
  shown.hidden = false;
  try {
    await navigator.clipboard.writeText(shown.textContent);
    form.querySelector("output").textContent = words.copied;
  } catch { // no right to the clipboard: the block is there to be selected
    form.querySelector("output").textContent = words.select;
    getSelection().selectAllChildren(shown);
  }
}

function filter(filters) {
  const state = filters.elements.state.value;
  const sector = filters.elements.sector.value;
  for (const record of document.querySelectorAll(".board-record")) {
    let any = false;
    for (const unit of record.querySelectorAll(".board-unit")) {
      unit.hidden = Boolean(state) && unit.dataset.state !== state;
      any = any || !unit.hidden;
    }
    record.hidden = !any || (Boolean(sector) && record.dataset.sector !== sector);
  }
}

const filters = document.querySelector(".filters");
filters.hidden = false;
filters.addEventListener("change", () => filter(filters));
filters.addEventListener("submit", (event) => event.preventDefault());
for (const form of document.querySelectorAll(".board-edit")) {
  form.hidden = false;
  form.addEventListener("submit", copy);
}
