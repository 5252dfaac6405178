// Shows the working-model summary: every line with the words behind it, each of which can be contested, removed, or brought back.

const SIDES = { plan: "The step", expected: "What you expected", happened: "What happened" };
const HOW_TRUE = ["Not at all", "A little", "Partly", "Mostly", "Very"];

export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === null) continue;
    if (key === "class") made.className = value;
    else if (key.startsWith("aria-") || key === "role") made.setAttribute(key, value);
    else made[key] = value;
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

export function showSummary(root, summary, { correct, howTrue }) {
  const open = new Set([...root.querySelectorAll("details[open]")].map((d) => d.dataset.line));
  const held = root.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  const parts = [];
  for (const section of summary.sections || []) {
    if (!section.lines.length) continue;
    parts.push(element("h3", { textContent: section.title }));
    for (const line of section.lines) parts.push(lineOf(line, open, { correct, howTrue }));
  }
  if (!parts.length) {
    parts.push(element("p", { id: "not-enough", textContent: "Not enough yet. That is fine: this fills only with what you have really said." }));
  }
  const unknown = summary.unknown || [];
  if (unknown.length) {
    parts.push(element("h3", { textContent: "Still open" }));
    parts.push(element("ul", { class: "unknown" }, ...unknown.map((entry) => element("li", { textContent: typeof entry === "string" ? entry : entry.text }))));
  }
  root.replaceChildren(...parts);
  // Whoever was at work here with the keyboard is not thrown out when the summary is drawn anew.
  if (held) ([...root.querySelectorAll("[data-key]")].find((e) => e.dataset.key === held) || root).focus();
}

function keyed(made, key) {
  made.dataset.key = key;
  return made;
}

function folding(key, open, ...children) {
  const details = element("details", {}, ...children);
  details.dataset.line = key;
  details.open = open.has(key);
  return details;
}

function lineOf(line, open, actions) {
  const said = element("p", { id: `line-${line.id}`, textContent: line.text });
  const title = line.quotes.length === 1 ? "Your words behind this" : `Your words behind this (${line.quotes.length})`;
  const card = element(
    "div",
    { class: line.quotes.some((quote) => quote.source === "happened") ? "line sides" : "line" },
    said,
    folding(
      String(line.id),
      open,
      keyed(element("summary", { textContent: title, "aria-describedby": said.id }), `${line.id}:open`),
      ...line.quotes.map((quote, place) => quoteOf(quote, `${line.id}-${place}`, open, actions)),
      line.answered_by ? howTrueOf(line, said.id, actions) : null,
    ),
  );
  card.dataset.line = line.id;
  return card;
}

function howTrueOf(line, describedBy, { howTrue }) {
  const select = element("select", { "aria-label": "How true is this these days?", "aria-describedby": describedBy }, element("option", { value: "", textContent: "How true these days?" }));
  HOW_TRUE.forEach((label, value) => select.append(element("option", { value: String(value), textContent: label })));
  if (line.true_these_days !== null && line.true_these_days !== undefined) select.value = String(line.true_these_days);
  select.addEventListener("change", () => howTrue(line.answered_by, select.value === "" ? null : Number(select.value)));
  return keyed(select, `${line.id}:true`);
}

function quoteOf(quote, id, open, { correct }) {
  const words = element("blockquote", { id: `words-${id}`, textContent: `\u201c${quote.text}\u201d` });
  const shown = quote.folded
    ? folding(`folded-${id}`, open, keyed(element("summary", { textContent: "Something painful you told; open to read" }), `${id}:folded`), words)
    : words;
  const button = (label, how) =>
    keyed(element("button", { type: "button", textContent: label, "aria-describedby": quote.folded ? null : words.id, onclick: () => correct(quote.statement, how) }), `${id}:${how}`);
  return element(
    "div",
    { class: "quote" },
    SIDES[quote.source] ? element("p", { class: "side", textContent: SIDES[quote.source] }) : null,
    quote.question ? element("p", { class: "asked", textContent: `Asked: ${quote.question}` }) : null,
    shown,
    ...(["statement", "way"].includes(quote.source) ? [button("That\u2019s not right", "contest"), button("Remove", "remove")] : []),
  );
}
