// A shared ward PC: blank when nobody is there, lock by key or after a while, keep typed text on the server.
// Nothing is kept in the browser. The page works without this file; text is then kept when the screen locks.
(() => {
  const alive = document.currentScript.src; // a file: whatever else has to wait, files are answered
  const { blankMinutes, lockMinutes, keepUrl, forgetUrl } = document.currentScript.dataset;
  const MINUTE = 60_000;
  const KEEP_AFTER = 3_000;
  const lockForm = document.querySelector("form[data-lock]");
  const lockButton = lockForm.querySelector("button");
  const csrf = lockForm.querySelector("[name=csrf_token]").value;
  const otherTabs = new BroadcastChannel("enabler");

  // --- Blank and lock -----------------------------------------------------------------------------------------
  const cover = document.createElement("div");
  cover.className = "screen-cover";
  cover.setAttribute("role", "status");
  let lastSeen = Date.now();
  let lastTold = Date.now();
  let isLeaving = false;

  function blank(words = "Hidden because nobody has touched this screen for a while. Press any key or move the mouse.") {
    document.documentElement.classList.add("blank");
    cover.textContent = words;
  }

  function isBlank() {
    return document.documentElement.classList.contains("blank");
  }

  function seen() {
    if (isLeaving) return;
    lastSeen = Date.now();
    document.documentElement.classList.remove("blank");
    cover.textContent = "";
    if (Date.now() - lastTold < MINUTE) return;
    lastTold = Date.now();
    otherTabs.postMessage("seen");
    post(keepUrl, new URLSearchParams({ csrf_token: csrf })); // somebody is here: the server must not lock
  }

  async function lock() {
    if (isLeaving) return;
    isLeaving = true;
    otherTabs.postMessage("locking");
    blank("Locking.");
    // First the text, also that of other tabs, then the lock: it takes another cookie. Nobody waits for a dead server.
    await Promise.race([Promise.all([...keepAll(), pause(200)]), pause(1_500)]);
    addEventListener("pagehide", () => otherTabs.postMessage("locked")); // the server has answered
    lockForm.submit();
  }

  function pause(milliseconds) {
    return new Promise((resolve) => setTimeout(resolve, milliseconds));
  }

  // Another tab locks or signs out: cover this one at once, and ask the server when that has gone through.
  function follow(path, milliseconds) {
    isLeaving = true;
    keepAll();
    blank("Locked.");
    setTimeout(() => location.replace(path), milliseconds);
  }

  function look() {
    const idle = Date.now() - lastSeen;
    if (idle >= lockMinutes * MINUTE) lock();
    else if (idle >= blankMinutes * MINUTE) blank();
  }

  function isLockKey(event) {
    return event.ctrlKey && event.altKey && event.code === "KeyL" && !event.getModifierState("AltGraph");
  }

  function onKey(event) {
    const locks = isLockKey(event);
    if (!locks && !isBlank()) return seen();
    event.preventDefault(); // the key that brings the screen back does nothing else
    event.stopImmediatePropagation();
    locks ? lock() : seen();
  }

  addEventListener("keydown", onKey, { capture: true });
  for (const sign of ["pointermove", "pointerdown", "wheel", "touchstart", "input"]) {
    addEventListener(sign, seen, { passive: true, capture: true });
  }
  otherTabs.addEventListener("message", ({ data }) => {
    if (data === "seen") lastSeen = Date.now();
    if (data === "locking") follow(location.pathname, 10_000);
    if (data === "locked") location.replace(location.pathname);
    if (data === "signed out") follow("/sign-in", 1_500);
  });
  document.querySelector("form[data-sign-out]")?.addEventListener("submit", () => {
    stopKeeping();
    otherTabs.postMessage("signed out");
  });
  lockForm.addEventListener("submit", (event) => {
    event.preventDefault();
    lock();
  });
  // Browsers bring a page back whole when somebody presses Back, even after sign-out: ask the server again instead.
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    blank("One moment.");
    location.replace(location.pathname + location.search);
  });

  // --- Typed text, kept on the server -------------------------------------------------------------------------
  const waiting = new Map(); // form to timer
  const done = new WeakSet(); // forms that were sent or given up

  function isSent(form) {
    return form.getAttribute("method")?.toLowerCase() === "post" && form.closest("main");
  }

  function isKept(form) {
    return isSent(form) && form.querySelector("[name=token]") && !form.querySelector("[type=password], [type=file]");
  }

  function typed(form) {
    const fields = new URLSearchParams(new FormData(form));
    fields.set("_path", new URL(form.getAttribute("action") || location.href, location.href).pathname);
    return fields;
  }

  function keep(form) {
    clearTimeout(waiting.get(form));
    waiting.delete(form);
    return done.has(form) ? undefined : post(keepUrl, typed(form));
  }

  function keepAll() {
    return [...waiting.keys()].map(keep);
  }

  function stop(form) {
    clearTimeout(waiting.get(form));
    waiting.delete(form);
    done.add(form);
  }

  function stopKeeping() {
    keepAll();
    for (const form of document.forms) stop(form);
  }

  function post(url, body) {
    const keepalive = String(body).length < 60_000; // more than that a browser does not send after leaving
    return fetch(url, { method: "POST", body, keepalive, redirect: "manual" }).catch(() => {});
  }

  document.addEventListener("input", ({ target }) => {
    const form = target.form;
    if (!form || !isKept(form) || done.has(form) || waiting.has(form)) return;
    waiting.set(form, setTimeout(() => keep(form), KEEP_AFTER));
  });
  // A form leaves the page only when the server is there: into a dead one it would be lost, and Back brings nothing.
  const asking = new WeakSet(); // forms that wait for the server's sign of life
  const leaving = new WeakSet(); // forms that may go

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!isSent(form) || leaving.has(form)) return stop(form);
    event.preventDefault();
    if (asking.has(form)) return; // pressed twice
    asking.add(form);
    const answers = await fetch(alive, { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(5_000) }).then(() => true, () => false);
    asking.delete(form);
    tell(form, answers ? "" : "The server does not answer. Nothing was sent, and what you typed is still here. Wait a moment and try again.");
    if (!answers) return;
    leaving.add(form);
    form.requestSubmit(event.submitter);
  });

  function tell(form, words) {
    const shown = form.querySelector(".no-answer");
    if (!words) return shown?.remove();
    const line = shown || form.appendChild(document.createElement("p"));
    line.className = "no-answer";
    line.setAttribute("role", "alert");
    line.textContent = words;
  }

  document.addEventListener("click", (event) => {
    const form = event.target.closest("a.cancel")?.closest("form");
    if (!form || !isKept(form)) return;
    stop(form);
    post(forgetUrl, typed(form));
  });
  addEventListener("pagehide", keepAll);
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) return;
    for (const form of document.forms) {
      done.delete(form);
      leaving.delete(form);
    }
  });

  document.body.append(cover);
  const hint = document.createElement("kbd");
  hint.textContent = "Ctrl+Alt+L";
  lockButton.append(" ", hint);
  lockButton.setAttribute("aria-keyshortcuts", "Control+Alt+L");
  setInterval(look, 5_000);
})();
