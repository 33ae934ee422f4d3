// Input is kept in this tab until the server took it: an expired session, an error or the back button loses nothing.
"use strict";

const DRAFT = "tidemark-draft:";
const SENT = "tidemark-sent";

function drafts(action) {
  try {
    return action(sessionStorage);
  } catch {
    // Storage can be forbidden; then a form is as forgetful as any other.
    return null;
  }
}

function draftKey(form) {
  form.dataset.draftKey ||= `${DRAFT}${location.pathname}${location.search}#${form.id}`;
  return form.dataset.draftKey;
}

function isKept(field) {
  return field.name !== "" && !["hidden", "password", "file", "submit", "button"].includes(field.type)
    && field.dataset.confirm === undefined;
}

function keep(form) {
  const written = [...form.elements].filter(isKept)
    .map((field) => [field.name, field.value, field.type === "checkbox" || field.type === "radio" ? field.checked : true]);
  drafts((storage) => storage.setItem(draftKey(form), JSON.stringify(written)));
}

function forget(form) {
  drafts((storage) => storage.removeItem(draftKey(form)));
}

/** Whether anything came back that the server had not written there. */
function bringBack(form) {
  const text = drafts((storage) => storage.getItem(draftKey(form)));
  if (text === null) return;
  const written = JSON.parse(text);
  let changed = false;
  for (const field of [...form.elements].filter(isKept)) {
    const box = field.type === "checkbox" || field.type === "radio";
    const was = written.find(([name, value]) => name === field.name && (!box || value === field.value));
    if (was === undefined) continue;
    if (box) {
      changed ||= field.checked !== was[2];
      field.checked = was[2];
    } else if (field.value !== was[1]) {
      changed = true;
      field.value = was[1];
      // What is sent must be seen.
      const hidden = field.closest("fieldset[hidden]");
      if (hidden !== null) hidden.hidden = false;
    }
  }
  form.querySelectorAll("[data-part]:checked").forEach((part) => { part.closest("details").open = true; });
  if (form.matches("[data-scope-form]")) showScope(form);
  form.querySelectorAll("[data-time-target]").forEach(echo);
  form.querySelectorAll("[data-draft-notice]").forEach((notice) => { notice.hidden = !changed; });
}

document.addEventListener("input", (event) => {
  const form = event.target instanceof Element ? event.target.closest("form[data-draft]") : null;
  if (form !== null) keep(form);
});
document.addEventListener("change", (event) => {
  const form = event.target instanceof Element ? event.target.closest("form[data-draft]") : null;
  if (form !== null) keep(form);
});

document.addEventListener("click", (event) => {
  const again = event.target instanceof Element ? event.target.closest("[data-draft-discard]") : null;
  if (again === null) return;
  forget(again.closest("form"));
  location.assign(location.href);
});

// A form that the browser sends is taken when its answer leads on to a page that is neither an error nor the sign-in page.
// The way back, or an address typed after a proxy's error, leads nowhere by itself.
document.addEventListener("submit", (event) => {
  if (event.target.matches("form[data-draft]:not([hx-post])")) {
    drafts((storage) => storage.setItem(SENT, draftKey(event.target)));
  }
});
drafts((storage) => {
  const sent = storage.getItem(SENT);
  if (sent === null) return;
  storage.removeItem(SENT);
  const [came] = performance.getEntriesByType("navigation");
  if (came.type === "back_forward" || came.redirectCount === 0) return;
  if (document.querySelector("[data-refusal], input[type=password]") === null) storage.removeItem(sent);
});

// What htmx sends is taken when its answer is; a form can end another one's draft, which led to it.
const ending = new WeakMap();
document.body.addEventListener("htmx:beforeRequest", (event) => {
  const form = event.detail.elt;
  if (!(form instanceof HTMLFormElement) || form.dataset.draftEnds === undefined) return;
  const other = document.querySelector(form.dataset.draftEnds);
  ending.set(form, [form, ...(other === null ? [] : [other])].map(draftKey));
});
document.body.addEventListener("htmx:afterRequest", (event) => {
  if (!event.detail.successful) return;
  // By now the form may have been replaced, and the event belongs to what stands above it.
  (ending.get(event.detail.requestConfig.elt) ?? []).forEach((key) => drafts((storage) => storage.removeItem(key)));
});
document.body.addEventListener("htmx:afterSettle", (event) => {
  event.detail.elt.querySelectorAll?.("form[data-draft]").forEach(bringBack);
});

document.querySelectorAll("form[data-draft]").forEach(bringBack);
window.addEventListener("pageshow", (event) => {
  if (event.persisted) drafts((storage) => storage.removeItem(SENT));
});
