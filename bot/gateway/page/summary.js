// Shows the working-model summary: every line with the words behind it, and what can be said of each (page/corrections.js).

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

export function showSummary(root, summary, corrections) {
  const open = new Set([...root.querySelectorAll("details[open]")].map((d) => d.dataset.line));
  const held = root.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  const parts = [];
  for (const section of summary.sections || []) {
    if (!section.lines.length) continue;
    parts.push(element("h3", { textContent: section.title }));
    for (const line of section.lines) parts.push(lineOf(line, open, corrections));
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

export function keyed(made, key) {
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
      line.reworded ? element("p", { class: "asked", textContent: `In your own words. Before, it said: ${line.our_words}` }) : null,
      ...line.quotes.map((quote, place) => quoteOf(line, quote, `${line.id}-${place}`, open, actions)),
      line.answered_by ? howTrueOf(line, said.id, actions) : null,
      line.worded_by ? rewordingOf(line, said.id, actions) : null,
    ),
  );
  card.dataset.line = line.id;
  return card;
}

// A button with the form it opens below it.
function opener(label, key, describedBy, actions, open) {
  const form = actions.formAt(key);
  const button = keyed(element("button", { type: "button", textContent: label, "aria-describedby": describedBy, "aria-expanded": String(form !== null), onclick: () => open(key) }), key);
  return [button, form];
}

function rewordingOf(line, describedBy, actions) {
  const [button, form] = opener("Put it in my own words", `${line.id}:words`, describedBy, actions, (key) => actions.reword(line, key));
  const back = line.reworded ? keyed(element("button", { type: "button", textContent: "Take my words back", "aria-describedby": describedBy, onclick: () => actions.ourWords(line) }), `${line.id}:ours`) : null;
  return element("div", { class: "rewording" }, button, back, form);
}

function howTrueOf(line, describedBy, { howTrue }) {
  const select = element("select", { "aria-label": "How true is this these days?", "aria-describedby": describedBy }, element("option", { value: "", textContent: "How true these days?" }));
  HOW_TRUE.forEach((label, value) => select.append(element("option", { value: String(value), textContent: label })));
  if (line.true_these_days !== null && line.true_these_days !== undefined) select.value = String(line.true_these_days);
  select.addEventListener("change", () => howTrue(line.answered_by, select.value === "" ? null : Number(select.value)));
  return keyed(select, `${line.id}:true`);
}

// Shows the message that a quote stands in, in the talk beside.
function lead(messageId) {
  const message = document.querySelector(`#log [data-message="${CSS.escape(messageId)}"]`);
  if (!message) return;
  if (document.querySelector("#summary.open")) document.getElementById("close-summary").click();
  message.tabIndex = -1;
  message.focus({ preventScroll: true });
  message.scrollIntoView({ block: "center" });
}

function quoteOf(line, quote, id, open, actions) {
  const words = element("blockquote", { id: `words-${id}`, textContent: `\u201c${quote.text}\u201d` });
  const shown = quote.folded
    ? folding(`folded-${id}`, open, keyed(element("summary", { textContent: "Something painful you told; open to read" }), `${id}:folded`), words)
    : words;
  const describedBy = quote.folded ? null : words.id;
  const button = (label, how) =>
    keyed(element("button", { type: "button", textContent: label, "aria-describedby": describedBy, onclick: () => actions.correct(quote.statement, how) }), `${id}:${how}`);
  const isStatement = quote.source === "statement";
  const [about, form] = isStatement ? opener("It was somebody else", `${id}:about`, describedBy, actions, (key) => actions.about(line, quote, key)) : [null, null];
  return element(
    "div",
    { class: "quote" },
    SIDES[quote.source] ? element("p", { class: "side", textContent: SIDES[quote.source] }) : null,
    quote.question ? element("p", { class: "asked", textContent: `Asked: ${quote.question}` }) : null,
    shown,
    ...(isStatement || quote.source === "way" ? [button("That\u2019s not right", "contest")] : []),
    about,
    isStatement && line.era === "now" ? button("Not any more", "not-any-more") : null,
    ...(isStatement || quote.source === "way" ? [button("Remove", "remove")] : []),
    keyed(element("button", { type: "button", class: "quiet", textContent: "Where I said it", "aria-describedby": describedBy, onclick: () => lead(quote.message) }), `${id}:lead`),
    form,
  );
}
