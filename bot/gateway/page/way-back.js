// The way back: a code and a passphrase that open the conversation again once this page was closed. Made, changed, taken away, used.

import * as server from "/page/server.js";
import { codeInAddress, coverable } from "/page/device.js";

const $ = (id) => document.getElementById(id);

// The form of those who were here before. `opened` gets the conversation.
export function returning(opened) {
  const wipe = coverable($("passphrase"), $("show-passphrase"));
  const offer = () => {
    const code = codeInAddress();
    if (!code) return;
    $("code").value = code;
    $("been-here").open = true;
    $("passphrase").focus();
  };
  window.addEventListener("hashchange", offer);
  $("return").addEventListener("submit", async (event) => {
    event.preventDefault();
    const problem = $("return-problem");
    problem.textContent = "";
    if (!$("code").value.trim() || !$("passphrase").value.trim()) {
      problem.textContent = "Please fill in both, the code and the passphrase.";
      return;
    }
    const press = $("return").querySelector("[type=submit]");
    press.disabled = true;
    try {
      const talk = await server.comeBack({ code: $("code").value, passphrase: $("passphrase").value });
      if (press.isConnected) { // else the page was left meanwhile
        $("code").value = "";
        wipe();
        $("been-here").open = false;
      }
      opened(talk);
    } catch (error) {
      problem.textContent = error.status === 0 ? "The server cannot be reached just now. Please try again in a moment." : error.message;
    } finally {
      press.disabled = false;
    }
  });
  return offer;
}

// The dialog in which one is made. `current` tells the conversation that is open now.
export function wayBack(current) {
  const dialog = $("way-back");
  const wipe = coverable($("new-passphrase"), $("show-new-passphrase"));
  const made = (code) => {
    $("way-code").textContent = code;
    $("way-make").hidden = Boolean(code);
    $("way-made").hidden = !code;
  };
  const known = (since) => {
    $("forgets").hidden = Boolean(since);
    $("way-there").hidden = !since;
    $("way-since").textContent = since ? new Date(since).toLocaleDateString("en", { day: "numeric", month: "long", year: "numeric" }) : "";
    $("make-code").textContent = since ? "Make a new return code" : "Make a return code";
  };
  const ask = async () => {
    const talk = current();
    if (!talk) return;
    try {
      const { since } = await talk.wayBack();
      if (current() === talk) known(since);
    } catch { /* said elsewhere; the line stays as it is */ }
  };
  const open = () => {
    made("");
    for (const id of ["way-problem", "way-said"]) $(id).textContent = "";
    dialog.showModal();
    $("new-passphrase").focus();
    ask();
  };
  const work = async (press, doing) => {
    for (const id of ["way-problem", "way-said"]) $(id).textContent = "";
    press.disabled = true;
    const problem = $("way-problem"); // held, for the page may be left meanwhile
    try { await doing(current()); } catch (error) { problem.textContent = error.message; } finally { press.disabled = false; }
  };

  for (const id of ["open-way-back", "menu-way-back"]) $(id).addEventListener("click", open);
  $("way-no").addEventListener("click", () => dialog.close());
  $("way-done").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    if (!dialog.isConnected) return; // the page was left while it was open
    wipe();
    made("");
    $("copied").textContent = "";
  });
  $("way-form").addEventListener("submit", (event) => {
    event.preventDefault();
    work($("make-code"), async (talk) => {
      const { code } = await talk.makeWayBack($("new-passphrase").value);
      if (current() !== talk) return;
      wipe();
      known(new Date());
      made(code);
      $("way-code").focus();
    });
  });
  $("way-remove").addEventListener("click", (event) => work(event.currentTarget, async (talk) => {
    await talk.removeWayBack();
    if (current() !== talk) return;
    known(null);
    $("way-said").textContent = "Taken back. The old code no longer opens anything.";
    $("new-passphrase").focus();
  }));
  // Elsewhere than on https and on this machine itself, browsers give a page no clipboard.
  for (const [id, text] of [["copy-code", (code) => code], ["copy-link", (code) => `${location.origin}/#${code}`]]) {
    $(id).hidden = !navigator.clipboard;
    $(id).addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text($("way-code").textContent));
        $("copied").textContent = "Copied.";
      } catch { $("copied").textContent = "That could not be copied. Please write it down."; }
    });
  }
  return { open, ask };
}
