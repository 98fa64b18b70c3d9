"use strict";
// Opens, filters and sorts the questions. Details stand in templates, so that a page of thousands stays quick.
const table = document.querySelector(".cases");
const cases = Array.from(table.tBodies);
const filters = Array.from(document.querySelectorAll("[data-filter]"));
const words = document.getElementById("words");
const sortBy = document.getElementById("sort");
const openAll = document.getElementById("all");
const OUTCOMES = ["error", "wrong", "unscored", "right"]; // what to look at first
const texts = new Map();
let direction = 1;
let waiting = 0;

function toggle(item, open) {
  const detail = item.querySelector(".detail");
  const template = detail.querySelector("template");
  if (open && template) template.replaceWith(template.content);
  detail.hidden = !open;
  item.classList.toggle("open", open);
  item.querySelector(".ask").setAttribute("aria-expanded", String(open));
}

function searchable(item) {
  if (!texts.has(item)) {
    const template = item.querySelector("template");
    const sides = (template ? template.content : item).querySelector(".sides");
    texts.set(item, (item.querySelector(".row").textContent + " " + sides.textContent).toLowerCase());
  }
  return texts.get(item);
}

function fits(item, field) {
  const held = item.dataset[field.dataset.filter];
  return !field.value || held === field.value || (field.dataset.filter === "change" && held.split("|").includes(field.value));
}

function filter() {
  const wanted = words.value.trim().toLowerCase();
  let shown = 0;
  for (const item of cases) {
    item.hidden = !(filters.every((field) => fits(item, field)) && (!wanted || searchable(item).includes(wanted)));
    shown += item.hidden ? 0 : 1;
  }
  document.getElementById("shown").textContent = shown + " of " + cases.length;
}

function rankOf(item, key) {
  const value = item.dataset[key];
  if (key === "outcome") return OUTCOMES.indexOf(value);
  return value === "" ? null : Number(value);
}

function sort(key) {
  cases.sort((a, b) => {
    const [one, other] = [rankOf(a, key), rankOf(b, key)];
    if (one === other) return a.dataset.order - b.dataset.order;
    if (one === null || other === null) return one === null ? 1 : -1; // what has none stands last either way
    return direction * (one - other);
  });
  table.append(...cases);
  sortBy.value = key;
  for (const button of table.querySelectorAll("[data-sort]")) {
    const head = button.closest("th");
    if (button.dataset.sort === key) head.setAttribute("aria-sort", direction > 0 ? "ascending" : "descending");
    else head.removeAttribute("aria-sort");
  }
}

function showNamed() {
  const item = document.getElementById(location.hash.slice(1));
  if (!item || item.tagName !== "TBODY") return;
  item.hidden = false;
  toggle(item, true);
  item.scrollIntoView();
}

table.addEventListener("click", (event) => {
  const head = event.target.closest("[data-sort]");
  if (head) {
    direction = head.closest("th").getAttribute("aria-sort") === "ascending" ? -1 : 1;
    sort(head.dataset.sort);
    return;
  }
  const row = event.target.closest(".row");
  if (row && !String(getSelection())) toggle(row.parentElement, row.nextElementSibling.hidden);
});
sortBy.addEventListener("input", () => {
  direction = 1;
  sort(sortBy.value);
});
openAll.addEventListener("click", () => {
  const open = openAll.getAttribute("aria-pressed") === "false";
  openAll.setAttribute("aria-pressed", String(open));
  openAll.textContent = open ? "Close all" : "Open all shown";
  for (const item of cases) if (!item.hidden || !open) toggle(item, open);
});
for (const field of filters) field.addEventListener("input", filter);
words.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(filter, 120);
});
document.querySelector(".filters").addEventListener("submit", (event) => event.preventDefault());
window.addEventListener("hashchange", showNamed);
filter();
showNamed();
