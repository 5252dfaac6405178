// What stands under the summary: who was spoken of, the pictures, and looking back. Everything is fetched only when it is opened.

import { element } from "/page/summary.js";

const TIES = [["current", "Still in my life"], ["ended", "It is over"], ["no_contact", "No contact now"], ["died", "No longer alive"]];
const day = (iso) => new Date(iso).toLocaleDateString(undefined, { day: "numeric", month: "long", year: "numeric" });

export class Beside {
  // `redraw` is called after something was changed that the summary shows; `fault` takes a sentence about what failed.
  constructor(root, { redraw, fault }) {
    this.root = root;
    this.redraw = redraw;
    this.fault = fault;
    this.talk = null;
    this.parts = [
      this.#part("Who you spoke of", () => this.#people()),
      this.#part("Pictures", () => this.#pictures()),
      this.#part("Looking back", () => this.#lookingBack()),
    ];
    root.replaceChildren(...this.parts.map((part) => part.details));
  }

  // Another talk, or none: what was open is closed, and nothing of it stays.
  show(talk) {
    if (this.talk !== talk) for (const part of this.parts) { part.details.open = false; part.body.replaceChildren(); }
    this.talk = talk;
    this.root.hidden = !talk;
    for (const part of this.parts) if (talk && part.details.open && !part.body.contains(document.activeElement)) this.#fill(part);
  }

  #part(title, make) {
    const body = element("div", { class: "beside-body" });
    const details = element("details", { class: "beside" }, element("summary", { textContent: title }), body);
    const part = { details, body, make };
    details.addEventListener("toggle", () => { if (details.open && this.talk) this.#fill(part); });
    return part;
  }

  async #fill(part) {
    const { talk } = this;
    const made = await this.#try(part.make);
    if (made && this.talk === talk) part.body.replaceChildren(...made);
  }

  async #try(work) {
    try { return await work(); } catch (error) { this.fault(error.message); return null; }
  }

  async #change(work) {
    await this.#try(work);
    this.redraw();
  }

  async #people() {
    const people = await this.talk.people();
    if (!people.length) return [element("p", { class: "hint", textContent: "Nobody yet." })];
    return people.map((person, place) => {
      const id = `person-${place}`;
      const select = element("select", { id }, ...TIES.map(([value, label]) => element("option", { value, textContent: label })));
      select.value = person.tie;
      select.addEventListener("change", () => this.#change(() => this.talk.setTie(person.id, select.value)));
      const row = element("div", { class: "person" }, element("label", { htmlFor: id, textContent: person.name }), select);
      if (person.left_out) {
        row.append(
          element("p", { class: "hint", textContent: "Left off the map, and out of what is asked and suggested." }),
          element("button", { type: "button", class: "quiet", textContent: "Count them again", "aria-label": `Count them again: ${person.name}`, onclick: () => this.#change(async () => { await this.talk.countAgain(person.id); await this.#fill(this.parts[0]); }) }),
        );
      }
      return row;
    });
  }

  async #pictures() {
    const [map, words, people, summary] = await Promise.all([this.talk.picture("map"), this.talk.axes(false), this.talk.people(), this.talk.summary()]);
    const axes = element("ul", { class: "plain" }, ...words.map((text) => element("li", { textContent: text })));
    const names = element("button", { type: "button", class: "quiet", textContent: "What does research call the corners of this map?" });
    names.addEventListener("click", async () => {
      const more = await this.#try(() => this.talk.axes(true));
      if (more) names.replaceWith(...more.slice(words.length).map((text) => element("p", { class: "hint", textContent: text })));
    });
    const strip = element("div", { role: "status" });
    const told = people.filter((person) => summary.people.some((each) => each.id === person.id));
    const buttons = told.map((person) => element("button", {
      type: "button", textContent: person.name,
      onclick: async () => { const drawn = await this.#try(() => this.talk.picture(`people/${encodeURIComponent(person.id)}`)); if (drawn) strip.replaceChildren(svg(drawn)); },
    }));
    return [svg(map), axes, names, ...(buttons.length ? [element("p", { class: "hint", textContent: "With one person:" }), element("div", { class: "choices" }, ...buttons), strip] : [])];
  }

  async #lookingBack() {
    const [line, revisions, talks] = await Promise.all([this.talk.picture("timeline"), this.talk.revisions(), this.talk.sessions()]);
    return [svg(line), this.#comparing(talks), element("h4", { textContent: "What was understood when" }), ...revisions.map((each) => this.#revision(each))];
  }

  #revision(revision) {
    const then = element("div", { role: "status" });
    const show = element("button", { type: "button", class: "quiet", textContent: "The summary as it was then", "aria-label": `The summary as it was on ${day(revision.at)}, number ${revision.number}` });
    show.addEventListener("click", async () => {
      const found = await this.#try(() => this.talk.revision(revision.number));
      if (!found) return;
      const lines = found.summary.sections.flatMap((section) => [element("h5", { textContent: section.title }), ...section.lines.map((each) => element("p", { textContent: each.text }))]);
      then.replaceChildren(...(lines.length ? lines : [element("p", { class: "hint", textContent: "Not enough had been said yet." })]));
    });
    const words = revision.quotes.flatMap((quote) => [
      element("blockquote", { textContent: quote.folded ? "(something painful you told)" : `\u201c${quote.text}\u201d` }),
      ...(revision.reason === "reworded" && quote.reworded ? [element("p", { class: "hint", textContent: `Your words: ${quote.reworded}` })] : []),
      ...this.#bringBack(revision, quote),
    ]);
    return element("div", { class: "revision" }, element("p", {}, element("strong", { textContent: day(revision.at) }), ` ${revision.why}`), ...words, show, then);
  }

  // What was set aside or ended can be brought back from where it was said, as long as it still is.
  #bringBack(revision, quote) {
    const isAside = ["contested", "removed"].includes(revision.reason) && quote.standing !== "live";
    if (!isAside && !(revision.reason === "not_any_more" && quote.is_over)) return [];
    const restore = () => this.#change(async () => { await this.talk.correct(quote.statement, "restore"); await this.#fill(this.parts[2]); });
    return [element("button", { type: "button", class: "quiet", textContent: "Bring it back", "aria-label": `Bring it back: number ${revision.number}`, onclick: restore })];
  }

  #comparing(talks) {
    if (talks.length < 2) return element("p", { class: "hint", textContent: "Two talks can be laid side by side once there are two." });
    const options = () => talks.map((each) => element("option", { value: String(each.number), textContent: day(each.first) }));
    const [from, to] = ["compare-from", "compare-to"].map((id) => element("select", { id }, ...options()));
    from.value = String(talks[Math.max(0, talks.length - 2)].number);
    to.value = String(talks[talks.length - 1].number);
    const found = element("div", { role: "status" });
    const button = element("button", { type: "button", textContent: "Lay side by side" });
    button.addEventListener("click", async () => {
      const [earlier, later] = [Number(from.value), Number(to.value)].sort((a, b) => a - b);
      const answer = earlier === later ? { text: ["Choose two different talks."] } : await this.#try(() => this.talk.sessionsApart(later, earlier));
      if (answer) found.replaceChildren(...answer.text.map((text) => element("p", { textContent: text })));
    });
    return element("div", { class: "comparing" }, element("label", { htmlFor: "compare-from", textContent: "The talk of" }), from, element("label", { htmlFor: "compare-to", textContent: "and that of" }), to, button, found);
  }
}

// The server's own picture, as a part of the page: its title and description are read out.
function svg(text) {
  const root = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
  const frame = element("div", { class: "picture" });
  if (root.nodeName === "svg") frame.append(document.importNode(root, true));
  return frame;
}
