// The page at /: agreement, the conversation, the summary beside it. Forgets by default when it is closed.

import * as server from "/page/server.js";
import { element, showSummary } from "/page/summary.js";

const $ = (id) => document.getElementById(id);
const KEY = "notes";
const state = { talk: null, last: 0, waiting: new Map(), abort: null, sending: Promise.resolve(), undo: null };

// --- what this device keeps: nothing beyond the tab, unless the person asks for it ---
function kept() {
  try { return JSON.parse(sessionStorage.getItem(KEY) || localStorage.getItem(KEY) || "null"); } catch { return null; }
}
function keep(remember) {
  const held = JSON.stringify({ id: state.talk.id, token: state.talk.token });
  sessionStorage.setItem(KEY, held);
  if (remember) localStorage.setItem(KEY, held); else localStorage.removeItem(KEY);
}
function forget() {
  sessionStorage.clear();
  localStorage.removeItem(KEY);
}

// --- agreement ---
async function welcome(sentence = "") {
  $("welcome").hidden = false;
  for (const id of ["talk", "summary"]) $(id).hidden = true;
  document.querySelector(".tools").hidden = true;
  $("begin-problem").textContent = sentence;
  try {
    const terms = await server.consent();
    state.version = terms.version;
    $("consent-text").replaceChildren(...terms.paragraphs.map((text) => element("p", { textContent: text })));
    $("age-words").textContent = `I am ${terms.minimum_age} or older`;
    const names = new Intl.DisplayNames(["en"], { type: "region" });
    const options = terms.countries.map((code) => [names.of(code) || code, code]).sort();
    $("country").append(...options.map(([name, code]) => element("option", { value: code, textContent: name })));
  } catch (error) {
    $("begin-problem").textContent = error.message;
  }
}

$("begin").addEventListener("submit", async (event) => {
  event.preventDefault();
  const problem = $("begin-problem");
  problem.textContent = "";
  if (!$("of-age").checked || !$("agreed").checked) {
    problem.textContent = "Please tick both boxes first, or close this page if you would rather not.";
    return;
  }
  try {
    const begun = await server.start({ agreed: true, of_age: true, consent_version: state.version, country: $("country").value || null });
    state.talk = new server.Talk(begun.conversation_id, begun.token);
    keep(false);
    openTalk();
  } catch (error) {
    problem.textContent = error.message;
  }
});

// --- the conversation ---
function openTalk() {
  $("welcome").hidden = true;
  for (const id of ["talk", "summary"]) $(id).hidden = false;
  document.querySelector(".tools").hidden = false;
  $("remember").checked = localStorage.getItem(KEY) !== null;
  $("words").focus();
  listen();
  refreshSummary();
}

async function listen() {
  state.abort = new AbortController();
  let pause = 500;
  while (state.talk) {
    try {
      await state.talk.stream(state.last, onNews, state.abort.signal);
      pause = 500;
    } catch (error) {
      if (error.name === "AbortError") return;
      if (error.status === 401 || error.status === 404) { gone("That conversation is no longer there. You can begin a new one."); return; }
      if (error.status === 0 || error.status >= 500) $("status").textContent = error.message;
      await new Promise((resolve) => setTimeout(resolve, pause));
      pause = Math.min(pause * 2, 8000);
    }
  }
}

function onNews({ messages, waiting, delayed, in_sight: inSight }) {
  $("in-sight").hidden = !inSight;
  $("in-sight").textContent = inSight || "";
  let replied = false;
  for (const message of messages) {
    if (message.number <= state.last) continue;
    state.last = message.number;
    show(message);
    replied ||= message.sender === "attune";
  }
  $("status").textContent = delayed
    ? "Your words are kept. Answering needs longer than it should; the reply will come here by itself."
    : waiting ? "\u2026" : "";
  if (replied) refreshSummary();
}

function show(message) {
  const log = $("log");
  if (message.sender === "you") {
    const pending = message.client_id && state.waiting.get(message.client_id);
    if (pending) {
      pending.classList.remove("waiting");
      state.waiting.delete(message.client_id);
      return;
    }
  } else {
    for (const old of log.querySelectorAll(".choices")) old.remove();
  }
  log.append(bubble(message.sender, message.paragraphs, message.kind));
  if (message.choices.length) {
    log.append(element("div", { class: "choices", role: "group", "aria-label": "Choices" }, ...message.choices.map(choiceButton)));
  }
  log.scrollTop = log.scrollHeight;
}

function bubble(sender, paragraphs, kind) {
  const made = element("div", { class: `message ${sender}${kind === "safety" ? " safety" : ""}` });
  made.append(element("span", { class: "visually-hidden", textContent: sender === "you" ? "You: " : "Attune: " }));
  made.append(...paragraphs.map((text) => element("p", { textContent: text })));
  return made;
}

function choiceButton({ id, label }) {
  return element("button", { type: "button", textContent: label, onclick: () => send({ choice: id }, label) });
}

function send(body, shown) {
  const clientId = crypto.randomUUID ? crypto.randomUUID() : Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, "0")).join("");
  const mine = bubble("you", [shown]);
  mine.classList.add("waiting");
  state.waiting.set(clientId, mine);
  const log = $("log");
  for (const old of log.querySelectorAll(".choices")) old.remove();
  log.append(mine);
  log.scrollTop = log.scrollHeight;
  // One after the other, in the order they were written.
  state.sending = state.sending.then(() => deliver({ client_id: clientId, ...body }, mine));
}

async function deliver(body, mine) {
  for (let attempt = 0; state.talk; attempt += 1) {
    try {
      const answer = await state.talk.send(body);
      mine.classList.remove("waiting");
      if (answer.erased) gone("Everything is deleted.");
      return;
    } catch (error) {
      if (error.reply) $("log").append(bubble("attune", error.reply, "safety"));
      if (error.status === 401 || error.status === 404) {
        if (body.choice && error.status === 404) { mine.append(element("p", { class: "problem", textContent: error.message })); return; }
        gone("That conversation is no longer there. You can begin a new one.");
        return;
      }
      if (error.status >= 400 && error.status < 500 && error.status !== 429) {
        mine.append(element("p", { class: "problem", textContent: error.message }));
        state.waiting.delete(body.client_id);
        return;
      }
      // Not taken yet: the same id makes sending again harmless.
      $("status").textContent = error.message;
      await new Promise((resolve) => setTimeout(resolve, Math.min(1000 * 2 ** attempt, 8000)));
    }
  }
}

$("composer").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = $("words").value;
  if (!text.trim()) return;
  $("words").value = "";
  grow();
  send({ text }, text);
});
$("words").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    $("composer").requestSubmit();
  }
});
function grow() {
  const box = $("words");
  box.rows = Math.min(10, Math.max(2, box.value.split("\n").length + Math.floor(box.value.length / 70)));
}
$("words").addEventListener("input", grow);
for (const button of document.querySelectorAll("[data-say]")) {
  button.addEventListener("click", () => send({ text: button.dataset.say }, button.dataset.say));
}

// --- the summary ---
async function refreshSummary() {
  if (!state.talk) return;
  try {
    showSummary($("summary-body"), await state.talk.summary(), { correct, howTrue });
    if (state.undo) $("summary-body").prepend(undoNote());
  } catch (error) {
    if (error.status !== 404 && error.status !== 401) $("summary-body").replaceChildren(element("p", { class: "hint", textContent: error.message }));
  }
}
async function correct(statement, how) {
  try {
    await state.talk.correct(statement, how);
    state.undo = how === "restore" ? null : { statement, how };
  } catch (error) {
    $("status").textContent = error.message;
  }
  refreshSummary();
}
function undoNote() {
  const said = state.undo.how === "remove" ? "Removed." : "Left out: it no longer counts.";
  const note = element("p", { class: "hint", role: "status" }, said, " ");
  note.append(element("button", { type: "button", class: "quiet", textContent: "Bring it back", onclick: () => correct(state.undo.statement, "restore") }));
  return note;
}
async function howTrue(statement, value) {
  try { await state.talk.howTrue(statement, value); } catch (error) { $("status").textContent = error.message; }
  refreshSummary();
}
for (const [id, open] of [["open-summary", true], ["close-summary", false]]) {
  $(id).addEventListener("click", () => {
    $("summary").classList.toggle("open", open);
    $("open-summary").setAttribute("aria-expanded", String(open));
    (open ? $("close-summary") : $("open-summary")).focus();
  });
}

// --- keep, take along, delete, leave ---
$("remember").addEventListener("change", () => keep($("remember").checked));
for (const [id, format, name] of [["export-markdown", "markdown", "notes.md"], ["export-json", "json", "notes.json"]]) {
  $(id).addEventListener("click", () => {
    $("who-yes").onclick = async () => {
      $("who-else").close();
      try {
        const link = element("a", { href: URL.createObjectURL(await state.talk.file(format)), download: name });
        link.click();
        setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
      } catch (error) { $("status").textContent = error.message; }
    };
    $("menu").open = false;
    $("who-else").showModal();
  });
}
$("who-no").addEventListener("click", () => $("who-else").close());
$("delete").addEventListener("click", () => { $("menu").open = false; $("sure").showModal(); });
$("sure-no").addEventListener("click", () => $("sure").close());
$("sure-yes").addEventListener("click", async () => {
  try {
    await state.talk.erase();
    $("sure").close();
    gone("Everything is deleted.");
  } catch (error) { $("sure").close(); $("status").textContent = error.message; }
});
$("leave").addEventListener("click", leave);
document.addEventListener("keydown", (event) => { if (event.key === "Escape" && event.shiftKey) leave(); });
function leave() {
  forget();
  if (state.abort) state.abort.abort();
  state.talk = null;
  $("words").value = "";
  document.body.replaceChildren();
  location.replace("/page/away.html");
}

function gone(sentence) {
  if (state.abort) state.abort.abort();
  state.talk = null;
  state.last = 0;
  state.waiting.clear();
  forget();
  $("log").replaceChildren();
  $("summary-body").replaceChildren();
  $("words").value = "";
  welcome(sentence);
}

// A page brought back by the browser's Back button must not show what was left.
window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

const held = kept();
if (held && held.id && held.token) {
  state.talk = new server.Talk(held.id, held.token);
  openTalk();
} else {
  welcome();
}
