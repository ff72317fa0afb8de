"use strict";

const { tables, lines, start } = JSON.parse(document.getElementById("data").textContent);
const main = document.getElementById("main");
const search = document.getElementById("search");
const list = document.getElementById("tables");
const count = document.getElementById("count");
const indexes = new Map(tables.map((table, index) => [table.name, index]));

/** Creates an element with attributes and children, which are elements or text. */
function element(name, attributes, ...children) {
  const created = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) created.setAttribute(key, value);
  created.append(...children);
  return created;
}

function plural(number, noun) {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

function address(table) {
  return "#" + encodeURIComponent(table.name);
}

function outside(table) {
  return table.page ? "" : "outside";
}

// The list of tables

const entries = tables.map((table) => {
  const link = element("a", { href: address(table), class: outside(table) }, table.name);
  if (table.label) link.title = table.label;
  const entry = element("li", {}, link);
  list.append(entry);
  return { link, entry, words: `${table.name} ${table.label}`.toLowerCase() };
});

/** Shows the tables whose names have all words of the search. */
function filter() {
  const words = search.value.toLowerCase().split(/\s+/);
  let shown = 0;
  for (const { entry, words: name } of entries) {
    entry.hidden = !words.every((word) => name.includes(word));
    if (!entry.hidden) shown++;
  }
  count.textContent = shown === tables.length ? plural(shown, "table") : `${shown} of ${plural(tables.length, "table")}`;
}

function shownLinks() {
  return entries.filter(({ entry }) => !entry.hidden).map(({ link }) => link);
}

/** Moves the focus in the list, from the search field to the first table. */
function move(step) {
  const links = shownLinks();
  const index = links.indexOf(document.activeElement) + step;
  (index < 0 ? search : links[Math.min(index, links.length - 1)] ?? search).focus();
}

search.addEventListener("input", filter);
document.querySelector("nav").addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown") move(1);
  else if (event.key === "ArrowUp") move(-1);
  else if (event.key === "Enter" && event.target === search) shownLinks()[0]?.click();
  else return;
  event.preventDefault();
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.target === search || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  search.focus();
  search.select();
});

// A table and what lies around it

/** Returns the columns of a table, which are listed when they are opened. */
function columns(table) {
  if (table.columns.length === 0) return "";
  const details = element("details", {}, element("summary", {}, plural(table.columns.length, "column")));
  const fill = () => {
    const rows = table.columns.map(([name, type, key, label]) => {
      const heading = element("th", { scope: "row" }, name);
      if (label) heading.title = label;
      return element("tr", key ? { class: "key" } : {}, heading, element("td", {}, type), element("td", {}, key));
    });
    details.append(element("table", {}, element("tbody", {}, ...rows)));
  };
  details.addEventListener("toggle", fill, { once: true });
  return details;
}

function names(values) {
  return element("ul", {}, ...values.map((value) => element("li", {}, value)));
}

/** Returns the card of a table beside the current one. */
function neighbor({ table, kind, labels }) {
  const title = element("a", { href: address(table), class: "title" }, table.name);
  if (table.label) title.title = table.label;
  const card = element("div", { class: `card ${outside(table)}` }, title, names(labels), columns(table));
  const end = document.getElementById(kind).content.cloneNode(true);
  return element("li", { "data-table": table.name }, end, card);
}

function side(name, parts) {
  const side = element("section", { class: `side ${name}` });
  for (const [heading, neighbors] of parts) {
    if (neighbors.length === 0) continue;
    side.append(element("h2", {}, `${heading} (${neighbors.length})`), element("ul", {}, ...neighbors.map(neighbor)));
  }
  return side;
}

/** Returns what lies around a table: what it looks up, what looks it up, what it is linked with, and its own lookups of itself. */
function around(index) {
  const found = { up: [], down: [], linked: [], own: [] };
  for (const [one, many, kind, labels] of lines) {
    if (one === index && many === index) found.own.push(...labels);
    else if (many === index && kind !== "many") found.up.push({ table: tables[one], kind, labels });
    else if (one === index && kind !== "many") found.down.push({ table: tables[many], kind: "many", labels });
    else if (one === index || many === index) found.linked.push({ table: tables[one === index ? many : one], kind, labels });
  }
  return found;
}

function show(index) {
  const table = tables[index];
  const { up, down, linked, own } = around(index);
  const title = element("h1", { tabindex: "-1" }, table.name);
  const about = table.page ? [table.label, table.description].filter(Boolean).join(": ") : "The page of this table isn't included.";
  const focus = element("div", { class: `card focus ${outside(table)}` }, element("span", { class: "title" }, table.name));
  if (own.length) focus.append(element("ul", {}, element("li", {}, `Looks up itself: ${own.join(", ")}`)));
  if (!up.length && !down.length && !linked.length) focus.append(element("ul", {}, element("li", { class: "none" }, "No relationships")));
  focus.append(columns(table));
  main.replaceChildren(
    title,
    element("p", { class: "about" }, about),
    element(
      "div",
      { class: "around" },
      side("left", [["Looks up", up]]),
      focus,
      side("right", [["Looked up by", down], ["Many-to-many", linked]]),
    ),
  );
  for (const { link } of entries) link.removeAttribute("aria-current");
  entries[index].link.setAttribute("aria-current", "page");
  entries[index].link.scrollIntoView({ block: "nearest" });
  document.title = table.name;
  scrollTo(0, 0);
  return title;
}

/** Returns the index of the table that the address names. */
function current() {
  try {
    return indexes.get(decodeURIComponent(location.hash.slice(1)));
  } catch {
    return undefined;
  }
}

addEventListener("hashchange", () => {
  const index = current();
  if (index !== undefined) show(index).focus({ preventScroll: true });
});
filter();
if (tables.length) show(current() ?? start);
