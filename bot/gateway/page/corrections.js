// Corrects the summary: not right, remove, not any more, somebody else, in one's own words, how true these days; each can be undone.
// A form carries the revision it was opened on, and stays open with what was written in it while the summary is drawn anew.

import { element, keyed, showSummary } from "/page/summary.js";

const MAX_CHARS = 300;
const DONE = {
  contest: "Left out: it no longer counts.",
  remove: "Removed.",
  "not-any-more": "It is told of earlier times now.",
  about: "It is told of somebody else now.",
  wording: "The line is in your own words now.",
};

export class Corrections {
  constructor(root, { redraw }) {
    this.root = root;
    this.redraw = redraw;
    this.note = element("div", { class: "hint correction-note", role: "status" });
    root.before(this.note);
    this.show(null, null);
  }

  // The summary as it stands; with another talk, or none, what was open is gone.
  show(talk, summary) {
    if (this.talk !== talk || !talk) {
      this.form = null;
      this.#say();
    }
    this.talk = talk;
    this.summary = summary;
    if (!talk) { this.root.replaceChildren(); return; }
    showSummary(this.root, summary, this);
    if (!this.form || this.root.contains(this.form.element)) return;
    // Its line is told otherwise by now; what was written in it is not lost for that.
    this.form.problem.textContent ||= "The line this was for is no longer here as it was.";
    this.root.prepend(this.form.element);
  }

  // The open form of a line or quote, to be put beside it.
  formAt(key) {
    return this.form && this.form.key === key ? this.form.element : null;
  }

  correct(statement, how, revision = this.summary.revision) {
    const undo = how === "restore" ? null : () => this.correct(statement, "restore", null);
    return this.#send(() => this.talk.correct(statement, how, revision), how === "restore" ? "It is back as it was." : DONE[how], undo);
  }

  howTrue(statement, value) {
    const { revision } = this.summary;
    return this.#send(() => this.talk.howTrue(statement, value, revision), value === null ? "Your answer is taken back." : "Thank you. It counts as you say.");
  }

  reword(line, key) {
    const box = element("textarea", { rows: 3, maxLength: MAX_CHARS, value: line.text, dir: "auto" });
    const before = line.reworded ? line.text : null;
    this.#open(key, "In your own words", box, [], (form) => this.#send(
      () => this.talk.reword(line.worded_by, box.value, form.revision), DONE.wording, () => this.#wording(line.worded_by, before), form,
    ));
  }

  ourWords(line) {
    return this.#wording(line.worded_by, null, "The line is as it was before.", () => this.#wording(line.worded_by, line.text));
  }

  about(line, quote, key) {
    const others = this.summary.people.filter((person) => person.id !== line.about);
    const who = element("select", {}, ...others.map((person) => element("option", { value: person.id, textContent: person.name })), element("option", { value: "", textContent: "Somebody else" }));
    who.value = "";
    const words = element("input", { type: "text", maxLength: 60, autocomplete: "off", dir: "auto" });
    const named = element("label", { class: "field", textContent: "Their role or name, such as: my stepmother, or Rosa" }, words);
    who.addEventListener("change", () => { named.hidden = who.value !== ""; });
    const first = line.about;
    this.#open(key, "Who was it about?", others.length ? who : words, others.length ? [named] : [], (form) => this.#send(
      () => this.talk.about(quote.statement, who.value ? { person: who.value } : { words: words.value }, form.revision),
      DONE.about,
      first ? () => this.#send(async () => this.talk.about(quote.statement, { person: first }, await this.#latest()), "It is back as it was.") : null,
      form,
    ), others.length ? "" : "Their role or name, such as: my stepmother, or Rosa");
  }

  // --- the one open form ---
  #open(key, title, field, more, send, hint = "") {
    const problem = element("p", { class: "problem", role: "alert" });
    const { revision } = this.summary;
    const form = element(
      "form",
      { class: "correction", noValidate: true },
      element("label", { class: "field", textContent: hint ? `${title} ${hint}` : title }, keyed(field, `${key}:form`)),
      ...more,
      problem,
      element("div", { class: "row" }, element("button", { type: "button", class: "quiet", textContent: "Never mind", onclick: () => this.#close() }), element("button", { type: "submit", textContent: "Keep this" })),
    );
    this.form = { key, element: form, problem, revision };
    form.addEventListener("submit", (event) => { event.preventDefault(); send(this.form); });
    form.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      this.#close();
    });
    this.#drawAgain();
    field.focus();
  }

  #close() {
    const { key } = this.form;
    this.form = null;
    this.#drawAgain();
    this.#focusOn(key);
  }

  #focusOn(key) {
    const found = [...this.root.querySelectorAll("[data-key]")].find((each) => each.dataset.key === key);
    (found || this.root).focus({ preventScroll: true });
  }

  #drawAgain() { showSummary(this.root, this.summary, this); }

  // --- sending ---
  #wording(statement, text, done = "It is back as it was.", undo = null) {
    return this.#send(async () => this.talk.reword(statement, text, await this.#latest()), done, undo);
  }

  async #latest() { return (await this.talk.summary()).revision; }

  async #send(work, done, undo = null, form = null) {
    const { talk } = this;
    try {
      await work();
      if (this.talk !== talk) return;
      if (form) { this.form = null; this.#focusOn(form.key); }
      this.#say(done, undo);
    } catch (error) {
      if (this.talk !== talk) return;
      if (form) form.problem.textContent = error.message;
      else this.#say(error.message);
    }
    await this.redraw();
    // What was refused can be sent again, now that the line stands there as it is.
    if (form && this.form === form) form.revision = this.summary.revision;
  }

  #say(sentence = "", undo = null) {
    if (this.note.contains(document.activeElement)) this.root.focus({ preventScroll: true });
    this.note.replaceChildren(...(sentence ? [sentence, " "] : []));
    if (undo) this.note.append(element("button", { type: "button", class: "quiet", textContent: "Bring it back", onclick: undo }));
  }
}
