// Speaks to the server this page came from: every request carries the token in a header, never in an address.

export class ServerError extends Error {
  constructor(status, sentence, reply) {
    super(sentence);
    this.status = status;
    this.reply = reply || null;
  }
}

const SILENT_MS = 45_000;
export const OFFLINE = "The server cannot be reached just now. What you had sent is safe; this page keeps trying.";

async function ask(path, { token, method = "GET", body, signal, keepalive = false } = {}) {
  const headers = {};
  if (token) headers.Authorization = `Bearer ${token}`;
  if (body !== undefined) headers["Content-Type"] = "application/json";
  let response;
  try {
    response = await fetch(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body), signal, keepalive, cache: "no-store" });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new ServerError(0, OFFLINE);
  }
  if (!response.ok) {
    let problem = {};
    try { problem = await response.json(); } catch { /* a proxy's page, not ours */ }
    throw new ServerError(response.status, problem.error || OFFLINE, problem.reply);
  }
  return response;
}

const json = async (path, options) => (await ask(path, options)).json();

export const consent = () => json("/api/consent");
export const start = (body) => json("/api/conversations", { method: "POST", body });
export async function comeBack(body) {
  const found = await json("/api/return", { method: "POST", body });
  return new Talk(found.conversation_id, found.token);
}

export class Talk {
  constructor(id, token) {
    this.id = id;
    this.token = token;
    this.path = `/api/conversations/${encodeURIComponent(id)}`;
  }

  send(body) { return json(`${this.path}/messages`, { token: this.token, method: "POST", body }); }
  summary() { return json(`${this.path}/summary`, { token: this.token }); }
  // A way of coping is corrected under its number.
  correct(statement, how, revision) {
    const way = /^way(\d+)$/.exec(statement);
    if (way) return ask(`${this.path}/ways/${way[1]}/${how}`, { token: this.token, method: "POST" });
    return this.#statement(statement, how, "POST", { revision });
  }
  howTrue(statement, value, revision) { return this.#statement(statement, "true-these-days", "PUT", { value, revision }); }
  reword(statement, text, revision) { return this.#statement(statement, "wording", "PUT", { text, revision }); }
  about(statement, who, revision) { return this.#statement(statement, "about", "PUT", { ...who, revision }); }
  #statement(statement, what, method, body) { return ask(`${this.path}/statements/${encodeURIComponent(statement)}/${what}`, { token: this.token, method, body }); }
  people() { return json(`${this.path}/people`, { token: this.token }); }
  setTie(person, tie) { return ask(`${this.path}/people/${encodeURIComponent(person)}/tie`, { token: this.token, method: "PUT", body: { tie } }); }
  countAgain(person) { return ask(`${this.path}/people/${encodeURIComponent(person)}/count-again`, { token: this.token, method: "POST" }); }
  async picture(name) { return (await ask(`${this.path}/pictures/${name}.svg`, { token: this.token })).text(); }
  axes(names) { return json(`${this.path}/axes?names=${names}`, { token: this.token }); }
  revisions() { return json(`${this.path}/revisions`, { token: this.token }); }
  revision(number) { return json(`${this.path}/revisions/${number}`, { token: this.token }); }
  sessions() { return json(`${this.path}/sessions`, { token: this.token }); }
  sessionsApart(later, earlier) { return json(`${this.path}/sessions/${later}/against/${earlier}`, { token: this.token }); }
  async pages(first, last) {
    const days = new URLSearchParams(Object.entries({ first, last }).filter(([, value]) => value));
    return (await ask(`${this.path}/pages.pdf?${days}`, { token: this.token })).blob();
  }
  wayBack() { return json(`${this.path}/return`, { token: this.token }); }
  makeWayBack(passphrase) { return json(`${this.path}/return`, { token: this.token, method: "PUT", body: { passphrase } }); }
  removeWayBack() { return ask(`${this.path}/return`, { token: this.token, method: "DELETE" }); }
  // Sent as the page goes, and waited for by nobody. The token opens nothing from then on.
  endAccess() { ask(`${this.path}/access`, { token: this.token, method: "DELETE", keepalive: true }).catch(() => {}); }
  erase() { return ask(this.path, { token: this.token, method: "DELETE" }); }
  async file(format) { return (await ask(`${this.path}/export?format=${format}`, { token: this.token })).blob(); }

  // Calls `onNews` for every line of the stream until it ends or `signal` aborts. The server says something at least every
  // 15 seconds; a connection that is silent for much longer is dead, and is given up.
  async stream(after, onNews, signal) {
    const watch = new AbortController();
    const giveUp = () => watch.abort();
    signal.addEventListener("abort", giveUp);
    let timer = setTimeout(giveUp, SILENT_MS);
    try {
      const response = await ask(`${this.path}/stream?after=${after}`, { token: this.token, signal: watch.signal });
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      let rest = "";
      for (;;) {
        const { value, done } = await reader.read();
        if (done || signal.aborted) return;
        clearTimeout(timer);
        timer = setTimeout(giveUp, SILENT_MS);
        const lines = (rest + value).split("\n");
        rest = lines.pop();
        for (const line of lines) if (line && !signal.aborted) onNews(JSON.parse(line));
      }
    } catch (error) {
      if (error instanceof ServerError || signal.aborted) throw error;
      throw new ServerError(0, OFFLINE);
    } finally {
      clearTimeout(timer);
      signal.removeEventListener("abort", giveUp);
      watch.abort();
    }
  }
}
