// Adds to pages that are complete without it: the day's certificate clock, the month, the palette.
"use strict";

// A page is built once and read for months. The clock's later states stand in it, hidden, each with the day it begins.
function turnClocks(today) {
  for (const words of document.querySelectorAll(".clock-words")) {
    const begun = [...words.children].filter((state) => (state.dataset.from || "") <= today);
    const current = begun[begun.length - 1];
    for (const state of words.children) state.hidden = state !== current;
    const clock = words.closest(".clock");
    clock.classList.toggle("holds", current.dataset.holds === "true");
  }
}

// What the build marked as the month of its own day gives way to the visitor's.
function markMonth(month) {
  for (const part of document.querySelectorAll("[data-month].now")) part.classList.remove("now");
  for (const part of document.querySelectorAll(`[data-month="${month + 1}"]`)) part.classList.add("now");
  for (const strip of document.querySelectorAll(".season")) {
    strip.children[month].classList.add("now");
    strip.children[month].setAttribute("aria-current", "date");
  }
}

function chooseScheme(button) {
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const current = () => document.documentElement.dataset.scheme || (dark.matches ? "dark" : "light");
  const show = () => button.setAttribute("aria-pressed", String(current() === "dark"));
  button.hidden = false;
  button.addEventListener("click", () => {
    const scheme = current() === "dark" ? "light" : "dark";
    document.documentElement.dataset.scheme = scheme;
    try { localStorage.setItem("scheme", scheme); } catch { /* private mode: the choice lasts for the page */ }
    show();
  });
  show();
}

// The search box of the header: a link to the search page where there is no popover; its script comes when it is opened.
function openSearch(link, form, script) {
  const box = document.querySelector(".finder input[type=search]") || form.elements.q;
  link.addEventListener("click", (event) => {
    if (!form.showPopover) return;
    event.preventDefault();
    if (form.contains(box)) form.togglePopover();
    box.focus();
  });
  form.addEventListener("focusin", () => import(script).then((search) => search.attach(form)), { once: true });
}

const BESIDE = document.currentScript.src;
const script = (name) => new URL(`${name}.js`, BESIDE);

// The shortlist: where a product can be put on it, and wherever it holds one.
function wantsShortlist() {
  if (document.querySelector(".card, .product, .found")) return true;
  try { return Boolean(localStorage.getItem("shortlist")); } catch { return false; }
}

try {
  const kept = localStorage.getItem("scheme");
  if (kept === "dark" || kept === "light") document.documentElement.dataset.scheme = kept;
} catch { /* private mode */ }

document.addEventListener("DOMContentLoaded", () => {
  const now = new Date();
  const pad = (number) => String(number).padStart(2, "0");
  const turn = () => turnClocks(`${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`);
  turn();
  addEventListener("compared", turn); // clocks that compare.js has brought from other pages
  markMonth(now.getMonth());
  const button = document.querySelector(".scheme");
  if (button) chooseScheme(button);
  const find = document.querySelector(".find");
  if (find) openSearch(find, document.getElementById("find"), script("search"));
  if (wantsShortlist()) import(script("shortlist"));
  for (const doing of document.querySelectorAll("[data-script]")) {
    doing.addEventListener("click", () => import(script(doing.dataset.script)).then((its) => its.run(doing)));
  }
});
