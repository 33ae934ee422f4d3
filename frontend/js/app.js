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

/** Somebody who is copying an offset must not have it replaced under the mouse. */
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

document.querySelectorAll("[data-theme-switch]").forEach(themeSwitch);

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
  scrolled.forEach((left, id) => {
    const table = document.getElementById(id);
    if (table !== null) table.scrollLeft = left;
  });
});

function failed(event) {
  if (isPoll(event.detail.elt)) {
    pollLost(true);
  } else {
    // The error has a page of its own: show it as a plain link would have.
    const { finalRequestPath, requestPath } = event.detail.pathInfo;
    window.location.assign(finalRequestPath ?? requestPath);
  }
}
document.body.addEventListener("htmx:responseError", failed);
document.body.addEventListener("htmx:sendError", failed);
document.body.addEventListener("htmx:timeout", failed);
