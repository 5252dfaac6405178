// The page at /: agreement, the conversation, the summary beside it. It forgets when it is closed.

import * as server from "/page/server.js";
import { Beside } from "/page/beside.js";
import { Corrections } from "/page/corrections.js";
import { forgetWhenLeft } from "/page/device.js";
import { element } from "/page/summary.js";
import { taking } from "/page/taking.js";
import { returning, wayBack } from "/page/way-back.js";

const $ = (id) => document.getElementById(id);
const state = { talk: null, last: 0, waiting: new Map(), abort: null, sending: Promise.resolve(), drawn: 0, left: false };
const NOT_HERE = "That conversation is no longer there, or it was opened elsewhere. You can begin a new one.";
// A request may end after the page was left, when there is nothing to say it on.
function say(sentence) { if (!state.left) $("status").textContent = sentence; }
const wait = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });

// --- agreement ---
async function welcome(sentence = "") {
  $("welcome").hidden = false;
  for (const id of ["talk", "summary"]) $(id).hidden = true;
  for (const part of document.querySelectorAll(".tools, .skip-link")) part.hidden = true;
  $("begin-problem").textContent = sentence;
  if (sentence) $("welcome").querySelector("h1").focus();
  for (let attempt = 0; !state.talk && !state.left; attempt += 1) {
    try {
      const terms = await server.consent();
      if (state.left) return;
      showTerms(terms);
      if ($("begin-problem").textContent === server.OFFLINE) $("begin-problem").textContent = "";
      return;
    } catch (error) {
      if (state.left) return;
      $("begin-problem").textContent = error.message;
      await wait(Math.min(500 * 2 ** attempt, 8000));
    }
  }
}

function showTerms(terms) {
  state.version = terms.version;
  $("consent-text").replaceChildren(...terms.paragraphs.map((text) => element("p", { textContent: text })));
  $("age-words").textContent = `I am ${terms.minimum_age} or older`;
  const names = new Intl.DisplayNames(["en"], { type: "region" });
  const options = terms.countries.map((code) => [names.of(code) || code, code]).sort();
  const [open] = $("country").options;
  $("country").replaceChildren(open, ...options.map(([name, code]) => element("option", { value: code, textContent: name })));
}

$("begin").addEventListener("submit", async (event) => {
  event.preventDefault();
  const problem = $("begin-problem");
  problem.textContent = "";
  if (!$("of-age").checked || !$("agreed").checked) {
    problem.textContent = "Please tick both boxes first, or close this page if you would rather not.";
    return;
  }
  if (!state.version) {
    problem.textContent = server.OFFLINE;
    return;
  }
  const press = event.submitter || $("begin").querySelector("[type=submit]");
  press.disabled = true; // one press, one conversation
  try {
    const begun = await server.start({ agreed: true, of_age: true, consent_version: state.version, country: $("country").value || null });
    openTalk(new server.Talk(begun.conversation_id, begun.token));
  } catch (error) {
    problem.textContent = error.message;
  } finally {
    press.disabled = false;
  }
});

// --- the conversation ---
function openTalk(talk) {
  if (state.left) { talk.endAccess(); return; } // left while it was being opened
  state.talk = talk;
  $("welcome").hidden = true;
  for (const id of ["talk", "summary"]) $(id).hidden = false;
  for (const part of document.querySelectorAll(".tools, .skip-link")) part.hidden = false;
  $("log").setAttribute("aria-live", "off"); // what was said before is there to read, not to be read out again
  $("words").focus();
  listen();
  refreshSummary();
  way.ask();
}

async function listen() {
  const talk = state.talk;
  state.abort = new AbortController();
  const { signal } = state.abort;
  let pause = 500;
  while (state.talk === talk && !signal.aborted) {
    try {
      await talk.stream(state.last, (news) => { pause = 500; onNews(news); }, signal);
    } catch (error) {
      if (signal.aborted) return;
      if (error.status === 401 || error.status === 404) { gone(NOT_HERE); return; }
      if (error.status === 0 || error.status >= 500) say(error.message);
    }
    await wait(pause);
    pause = Math.min(pause * 2, 8000);
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
    : waiting ? "Reading what you wrote\u2026" : "";
  setTimeout(() => $("log").setAttribute("aria-live", "polite"));
  if (replied) {
    for (const button of document.querySelectorAll("[data-say]")) button.removeAttribute("aria-disabled");
    refreshSummary();
  }
}

function show(message) {
  const log = $("log");
  if (message.sender === "you") {
    const pending = message.client_id && state.waiting.get(message.client_id);
    if (pending) {
      pending.classList.remove("waiting");
      pending.dataset.message = message.id;
      state.waiting.delete(message.client_id);
      return;
    }
  } else {
    for (const old of log.querySelectorAll(".choices")) old.remove();
  }
  const made = bubble(message.sender, message.paragraphs, message.kind);
  made.dataset.message = message.id; // where a quote of the summary leads
  log.append(made);
  if (message.choices.length) {
    log.append(element("div", { class: "choices", role: "group", "aria-label": "Choices" }, ...message.choices.map(choiceButton)));
  }
  // A reply longer than the window is read from its beginning.
  log.scrollTop = made.offsetHeight > log.clientHeight ? made.offsetTop - log.offsetTop : log.scrollHeight;
}

function bubble(sender, paragraphs, kind) {
  const made = element("div", { class: `message ${sender}${kind === "safety" ? " safety" : ""}` });
  made.append(element("span", { class: "visually-hidden", textContent: sender === "you" ? "You: " : "Attune: " }));
  made.append(...paragraphs.map((text) => element("p", { textContent: text })));
  return made;
}

function choiceButton({ id, label }) {
  return element("button", { type: "button", textContent: label, onclick: () => { send({ choice: id }, label); $("log").focus({ preventScroll: true }); } });
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
  // One after the other, in the order they were written, and never into another conversation.
  const talk = state.talk;
  state.sending = state.sending.then(() => deliver(talk, { client_id: clientId, ...body }, mine));
}

async function deliver(talk, body, mine) {
  for (let attempt = 0; state.talk === talk; attempt += 1) {
    try {
      const answer = await talk.send(body);
      if (state.talk !== talk) return;
      mine.classList.remove("waiting");
      if (answer.erased) gone("Everything is deleted.");
      return;
    } catch (error) {
      if (state.talk !== talk) return;
      if (error.reply && !mine.dataset.safe) {
        mine.dataset.safe = "yes"; // said once, however often it is tried
        $("log").append(bubble("attune", error.reply, "safety"));
      }
      if (error.status === 401 || (error.status === 404 && !body.choice)) {
        gone(NOT_HERE);
        return;
      }
      if (error.status >= 400 && error.status < 500 && error.status !== 429 && error.status !== 408) {
        refused(body, mine, error.message);
        return;
      }
      // Not taken yet: the same id makes sending again harmless.
      say(error.message);
      await wait(Math.min(1000 * 2 ** attempt, 8000));
    }
  }
}

// What cannot be taken is given back to be changed; nothing that was written is lost.
function refused(body, mine, sentence) {
  state.waiting.delete(body.client_id);
  mine.classList.remove("waiting");
  if (body.text && !$("words").value) {
    $("words").value = body.text;
    grow();
    mine.remove();
    $("status").textContent = sentence;
  } else {
    mine.append(element("p", { class: "problem", textContent: sentence }));
  }
  for (const button of document.querySelectorAll("[data-say]")) button.removeAttribute("aria-disabled");
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
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229) {
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
  button.addEventListener("click", () => {
    if (button.getAttribute("aria-disabled")) return; // pressed twice is meant once
    button.setAttribute("aria-disabled", "true");
    send({ text: button.dataset.say }, button.dataset.say);
  });
}
window.addEventListener("beforeunload", (event) => {
  // Only for words that were sent and not taken yet: closing must be quick, and a draft is for nobody else to find.
  if (state.talk && document.querySelector(".message.waiting")) event.preventDefault();
});

// --- the summary ---
const beside = new Beside($("beside"), { redraw: refreshSummary, fault: say });
const corrections = new Corrections($("summary-body"), { redraw: refreshSummary });
async function refreshSummary() {
  const { talk } = state;
  state.drawn += 1;
  const mine = state.drawn;
  if (!talk) return;
  try {
    const found = await talk.summary();
    if (state.talk !== talk || state.drawn !== mine) return;
    corrections.show(talk, found);
    beside.show(talk);
  } catch (error) {
    if (state.talk === talk && error.status !== 404 && error.status !== 401 && !$("summary-body").childElementCount) {
      $("summary-body").replaceChildren(element("p", { class: "hint", textContent: error.message }));
    }
  }
}
function unfold(open) {
  $("summary").classList.toggle("open", open);
  $("open-summary").setAttribute("aria-expanded", String(open));
  (open ? $("close-summary") : $("open-summary")).focus();
}
$("open-summary").addEventListener("click", () => unfold(true));
$("close-summary").addEventListener("click", () => unfold(false));

// --- come back, take along, delete, leave ---
const way = wayBack(() => state.talk);
const offerReturn = returning(openTalk);
taking({ current: () => state.talk, say, gone, wayBack: way.open });
for (const dialog of document.querySelectorAll("dialog")) {
  // What opened it may be folded away by now; without this the keyboard would be nowhere.
  dialog.addEventListener("close", () => {
    const at = document.activeElement;
    if (state.talk && (at === document.body || !at.checkVisibility())) $("menu").querySelector("summary").focus();
  });
}
document.addEventListener("click", (event) => {
  const menu = $("menu"); // gone once the page was left
  if (menu && !menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  const menu = $("menu");
  if (event.key !== "Escape" || !menu) return;
  if (menu.open) {
    menu.open = false;
    menu.querySelector("summary").focus();
  } else if ($("summary").classList.contains("open")) unfold(false);
});

forgetWhenLeft($("leave"), () => {
  if (state.talk) state.talk.endAccess();
  letGo();
  state.left = true;
});

function letGo() {
  if (state.abort) state.abort.abort();
  Object.assign(state, { talk: null, last: 0, sending: Promise.resolve() });
  state.waiting.clear();
  beside.show(null);
}
function gone(sentence) {
  letGo();
  for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
  $("summary").classList.remove("open");
  $("open-summary").setAttribute("aria-expanded", "false");
  $("log").replaceChildren();
  corrections.show(null, null);
  $("in-sight").hidden = true;
  $("status").textContent = "";
  $("words").value = "";
  grow();
  welcome(sentence);
}

welcome();
offerReturn();
