// Shows the working-model summary: every line with the words behind it, each of which can be contested, removed, or brought back.

const HOW_TRUE = ["Not at all", "A little", "Partly", "Mostly", "Very"];

export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key === "class") made.className = value;
    else if (key.startsWith("aria-") || key === "role") made.setAttribute(key, value);
    else made[key] = value;
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

export function showSummary(root, summary, { correct, howTrue }) {
  const open = new Set([...root.querySelectorAll("details[open]")].map((d) => d.dataset.line));
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
}

function lineOf(line, open, actions) {
  const card = element("div", { class: "line" }, element("p", { textContent: line.text }));
  card.dataset.line = line.id;
  const details = element(
    "details",
    {},
    element("summary", { textContent: line.quotes.length === 1 ? "Your words behind this" : `Your words behind this (${line.quotes.length})` }),
    ...line.quotes.map((quote) => quoteOf(quote, actions)),
  );
  details.dataset.line = line.id;
  details.open = open.has(String(line.id));
  card.append(details);
  return card;
}

function quoteOf(quote, { correct, howTrue }) {
  const words = element("blockquote", { textContent: `\u201c${quote.text}\u201d` });
  const shown = quote.folded ? element("details", {}, element("summary", { textContent: "Something painful you told; open to read" }), words) : words;
  const select = element("select", { "aria-label": "How true is this these days?" }, element("option", { value: "", textContent: "How true these days?" }));
  HOW_TRUE.forEach((label, value) => select.append(element("option", { value: String(value), textContent: label })));
  if (quote.true_these_days !== null && quote.true_these_days !== undefined) select.value = String(quote.true_these_days);
  select.addEventListener("change", () => howTrue(quote.statement_id, select.value === "" ? null : Number(select.value)));
  return element(
    "div",
    { class: "quote" },
    quote.question ? element("p", { class: "asked", textContent: `Asked: ${quote.question}` }) : null,
    shown,
    element("button", { type: "button", textContent: "That\u2019s not right", onclick: () => correct(quote.statement_id, "contest") }),
    element("button", { type: "button", textContent: "Remove", onclick: () => correct(quote.statement_id, "remove") }),
    select,
  );
}
