// Makes pages quicker that work without it. State lives in the URL and in the server's HTML, never here.
"use strict";

const THEMES = ["system", "light", "dark"];

/** One button that goes round system, light, dark; without this script it stays hidden. */
function themeSwitch(button) {
  const show = () => {
    button.textContent = button.dataset[document.documentElement.dataset.theme ?? "system"];
  };
  button.addEventListener("click", () => {
    const now = document.documentElement.dataset.theme ?? "system";
    const next = THEMES[(THEMES.indexOf(now) + 1) % THEMES.length];
    if (next === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
    try {
      localStorage.setItem("tidemark-theme", next);
    } catch {
      // Storage can be forbidden; the choice then holds for this page.
    }
    show();
  });
  show();
  button.hidden = false;
}

/** A button beside a text; without this script the text can be selected by hand. */
function copyButton(button) {
  const label = button.textContent;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy)?.textContent ?? "");
    button.textContent = button.dataset.copied ?? label;
    button.addEventListener("blur", () => { button.textContent = label; }, { once: true });
  });
  // Browsers offer the clipboard to secure pages only.
  button.hidden = navigator.clipboard === undefined;
}

/** An offset that is being copied must not be replaced under the mouse. */
function isSelectingIn(region) {
  const selection = document.getSelection();
  return selection !== null && !selection.isCollapsed && region.contains(selection.anchorNode);
}

function isPoll(element) {
  return element instanceof Element && element.hasAttribute("data-poll");
}

function pollLost(lost) {
  const notice = document.querySelector("[data-poll-lost]");
  if (notice !== null) notice.hidden = !lost;
}

/** The reader's own time beside UTC, with its zone. */
function localTime(time) {
  const local = document.createElement("small");
  local.className = "local-time";
  local.textContent = new Intl.DateTimeFormat(document.documentElement.lang, {
    dateStyle: "medium", timeStyle: "long",
  }).format(new Date(time.dateTime));
  time.after(local);
  time.removeAttribute("data-local");
}

/** Times that the server wrote in UTC, in the reader's own zone and back; the zone is always named. */
function showTimes() {
  const local = document.documentElement.dataset.times === "local";
  const zoned = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "long" });
  document.querySelectorAll(":not(.moment-both) > time[datetime]").forEach((time) => {
    const ofMoment = time.parentElement?.querySelector(":scope > .moment-utc");
    for (const [element, key] of [[time, "textContent"], [time, "title"], [ofMoment, "textContent"]]) {
      if (!element) continue;
      const kept = key === "title" ? "utcTitle" : "utcText";
      const utc = element.dataset[kept] ?? element[key];
      if (!utc.endsWith(" UTC")) continue;
      element.dataset[kept] = utc;
      element[key] = local ? zoned.format(new Date(time.dateTime)) : utc;
    }
  });
}

/** One button between UTC and the reader's zone; what was chosen is remembered. */
function timeSwitch(button) {
  const show = () => {
    button.textContent = document.documentElement.dataset.times === "local" ? button.dataset.local : button.dataset.utc;
    showTimes();
  };
  button.addEventListener("click", () => {
    const local = document.documentElement.dataset.times !== "local";
    if (local) document.documentElement.dataset.times = "local";
    else delete document.documentElement.dataset.times;
    try {
      localStorage.setItem("tidemark-times", local ? "local" : "utc");
    } catch {
      // Storage can be forbidden; the choice then holds for this page.
    }
    show();
  });
  try {
    if (localStorage.getItem("tidemark-times") === "local") document.documentElement.dataset.times = "local";
  } catch {
    // Then times are UTC, as the server wrote them.
  }
  show();
  button.hidden = false;
}

/** A form whose errors are shown where its answer would have been: what was typed stays. */
function showErrorOf(form, xhr) {
  const place = document.getElementById(form.dataset.inlineError);
  const page = new DOMParser().parseFromString(xhr.responseText, "text/html");
  if (page.querySelector("main h1") === null) {
    // Nothing came, or a page of something in between: what became of the form only its own words can say.
    const unanswered = form.querySelector("[data-unanswered]").cloneNode(true);
    unanswered.hidden = false;
    place?.replaceChildren(unanswered);
    return;
  }
  const { field, advice } = page.querySelector("[data-refusal]")?.dataset ?? {};
  if (field !== undefined && showAdvice(form, field, advice)) {
    place?.replaceChildren();
    return;
  }
  const notice = document.createElement("div");
  notice.className = "notice notice-bad";
  notice.setAttribute("role", "alert");
  for (const text of [page.querySelector("main h1")?.textContent, page.querySelector("main h1 ~ p")?.textContent]) {
    const line = document.createElement("p");
    line.textContent = text ?? "";
    notice.append(line);
  }
  place?.replaceChildren(notice);
}

document.querySelectorAll("time[data-local]").forEach(localTime);
document.querySelectorAll("[data-theme-switch]").forEach(themeSwitch);
document.querySelectorAll("[data-time-switch]").forEach(timeSwitch);
document.querySelectorAll("[data-copy]").forEach(copyButton);

/** The list of keys; a dialog closes itself on Escape and gives the focus back. */
function showKeys() {
  const keys = document.getElementById("keys");
  if (keys instanceof HTMLDialogElement && !keys.open) keys.showModal();
}
document.querySelectorAll("[data-keys]").forEach((button) => {
  button.addEventListener("click", showKeys);
  button.hidden = false;
});

/** `/` goes to the search; j and k walk the links of the first table, Enter opens one. */
document.addEventListener("keydown", (event) => {
  const typing = event.target instanceof Element && event.target.closest("input, select, textarea") !== null;
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "?") {
    showKeys();
  } else if (event.key === "/") {
    document.getElementById("search")?.focus();
    event.preventDefault();
  } else if (event.key === "j" || event.key === "k") {
    const rows = [...document.querySelectorAll("main tbody th a")];
    const now = rows.indexOf(document.activeElement);
    rows[now < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, now + (event.key === "j" ? 1 : -1)))]?.focus();
  }
});

document.body.addEventListener("htmx:beforeRequest", (event) => {
  const { elt, requestConfig } = event.detail;
  const bySelf = requestConfig.triggeringEvent?.type !== "tidemark:refresh";
  if (isPoll(elt) && (document.hidden || (bySelf && isSelectingIn(elt)))) event.preventDefault();
});

document.addEventListener("visibilitychange", () => {
  if (document.hidden || typeof htmx === "undefined") return;
  document.querySelectorAll("[data-poll]").forEach((region) => htmx.trigger(region, "tidemark:refresh"));
});

// A table that was scrolled sideways stays so when its region is replaced.
const scrolled = new Map();
document.body.addEventListener("htmx:beforeSwap", () => {
  document.querySelectorAll(".table-scroll[id]").forEach((table) => scrolled.set(table.id, table.scrollLeft));
});
document.body.addEventListener("htmx:afterSettle", () => {
  document.querySelectorAll("time[data-local]").forEach(localTime);
  showTimes();
  scrolled.forEach((left, id) => {
    const table = document.getElementById(id);
    if (table !== null) table.scrollLeft = left;
  });
});

function failed(event) {
  if (isPoll(event.detail.elt)) {
    pollLost(true);
  } else if (event.detail.elt.dataset.inlineError !== undefined) {
    showErrorOf(event.detail.elt, event.detail.xhr);
  } else {
    // The error has a page of its own: show it as a plain link would have.
    const { finalRequestPath, requestPath } = event.detail.pathInfo;
    window.location.assign(finalRequestPath ?? requestPath);
  }
}
document.body.addEventListener("htmx:responseError", failed);
document.body.addEventListener("htmx:sendError", failed);
document.body.addEventListener("htmx:timeout", failed);
