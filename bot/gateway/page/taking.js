// Takes everything along, or deletes it. Before a file is made it is asked who else opens this device.

import { element } from "/page/summary.js";

const $ = (id) => document.getElementById(id);
const FILES = [["export-markdown", "markdown", "notes.md"], ["export-pdf", "pdf", "notes.pdf"], ["export-json", "json", "notes.json"]];

// `current` tells the conversation that is open now, `say` says a sentence, `gone` is called when everything is deleted,
// `wayBack` opens the dialog in which a way back is made.
export function taking({ current, say, gone, wayBack }) {
  const who = $("who-else");
  const step = (careful) => {
    $("who-ask").hidden = careful;
    $("who-care").hidden = !careful;
    (careful ? $("who-care") : $("who-ask")).querySelector("button").focus();
  };
  let wanted = FILES[0];
  const download = async () => {
    const [, format, name] = wanted;
    who.close();
    try {
      const talk = current();
      const file = await (format === "pdf" ? talk.pages($("first-day").value, $("last-day").value) : talk.file(format));
      const link = element("a", { href: URL.createObjectURL(file), download: name });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    } catch (error) { say(error.message); }
  };
  for (const file of FILES) {
    $(file[0]).addEventListener("click", () => {
      wanted = file;
      $("menu").open = false;
      $("days").hidden = file[1] !== "pdf";
      who.showModal();
      step(false);
    });
  }
  for (const id of ["who-no", "who-not-here"]) $(id).addEventListener("click", () => who.close());
  for (const id of ["who-me", "who-yes"]) $(id).addEventListener("click", download);
  $("who-others").addEventListener("click", () => step(true));
  $("who-way-back").addEventListener("click", () => { who.close(); wayBack(); });

  $("delete").addEventListener("click", () => { $("menu").open = false; $("sure").showModal(); });
  $("sure-no").addEventListener("click", () => $("sure").close());
  $("sure-yes").addEventListener("click", async () => {
    $("sure-yes").disabled = true;
    try {
      await current().erase();
      $("sure").close();
      gone("Everything is deleted.");
    } catch (error) {
      $("sure").close();
      say(error.message);
    } finally {
      $("sure-yes").disabled = false;
    }
  });
}
