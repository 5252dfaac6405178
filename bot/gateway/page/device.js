// What this device keeps: nothing. The token lives in this page's memory and goes with it; leaving is one press, or Esc twice.

const AWAY = "/page/away.html";
const TWICE_MS = 1200;

// A return link carries its code behind the #, which no server is sent. It is taken out of the address at once.
export function codeInAddress() {
  const behind = location.hash.slice(1);
  if (location.hash) history.replaceState(null, "", location.pathname);
  return /^[0-9A-Za-z-]{1,40}$/.test(behind) ? behind : "";
}

// `forget` lets go of everything that is held. It is called when the page is left in any way: by the button, by Esc pressed
// twice, by closing, by reloading, by going elsewhere.
export function forgetWhenLeft(button, forget) {
  const clear = () => {
    forget();
    document.title = "New page";
    document.body.replaceChildren();
  };
  const leave = () => {
    clear();
    location.replace(AWAY);
  };
  button.addEventListener("click", leave);
  // Under an open dialog the button is seen and cannot be pressed; a tap where it stands is meant for it.
  document.addEventListener("click", ({ target, clientX: x, clientY: y }) => {
    const { left, right, top, bottom } = button.getBoundingClientRect();
    if (target instanceof HTMLDialogElement && x >= left && x <= right && y >= top && y <= bottom) leave();
  });

  let escaped = 0;
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") escaped = 0;
    else if (!event.repeat && !event.isComposing) {
      if (escaped && event.timeStamp - escaped < TWICE_MS) leave();
      escaped = event.timeStamp;
    }
  }, true);

  // Whatever the browser keeps of a page to bring it back quickly, it keeps of an empty one.
  window.addEventListener("pagehide", clear);
  window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
}

// A passphrase is covered by style where the browser can, not by type=password: for those, browsers offer to save what was typed.
export function coverable(field, uncover) {
  const byStyle = CSS.supports("-webkit-text-security", "disc");
  const show = (open) => {
    if (byStyle) field.classList.toggle("covered", !open);
    else field.type = open ? "text" : "password";
  };
  uncover.addEventListener("change", () => show(uncover.checked));
  show(false);
  return () => {
    field.value = "";
    uncover.checked = false;
    show(false);
  };
}
