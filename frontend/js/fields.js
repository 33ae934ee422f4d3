// Forms beside pages that refresh themselves: an error is shown at its field, and input is never replaced.
"use strict";

function adviceId(form, field) {
  return `${form.id}-${field}-advice`;
}

function clearAdvice(area) {
  area.querySelectorAll(".field-advice").forEach((advice) => {
    area.ownerDocument.querySelectorAll(`[aria-describedby="${CSS.escape(advice.id)}"]`).forEach((control) => {
      control.removeAttribute("aria-describedby");
      control.removeAttribute("aria-invalid");
    });
    advice.remove();
  });
}

/** Puts a sentence beside a field and the focus into it; false where the form has no such field. */
function showAdvice(form, field, text) {
  clearAdvice(form);
  const area = form.querySelector(`[data-fields~="${CSS.escape(field)}"]`);
  if (area === null) return false;
  const named = form.elements.namedItem(field);
  area.hidden = false;
  const control = named instanceof HTMLElement && area.contains(named)
    ? named
    : area.querySelector("input:not([type=hidden], [type=file], [type=search]), select, textarea");
  const advice = document.createElement("p");
  advice.className = "field-advice";
  advice.id = adviceId(form, field);
  advice.textContent = text;
  if (area.matches("fieldset")) area.querySelector("legend").after(advice);
  else area.append(advice);
  control.setAttribute("aria-describedby", advice.id);
  if (control.type !== "radio") control.setAttribute("aria-invalid", "true");
  control.focus();
  return true;
}

/** Whether a region is in use: the focus is in one of its forms, or something was written there. */
function isWrittenIn(region) {
  const active = document.activeElement;
  if (active !== null && region.contains(active) && active.closest("form") !== null) return true;
  return [...region.querySelectorAll("input:not([type=hidden]), textarea")].some((field) => field.value !== field.defaultValue);
}

// Parts that a refresh brings along are replaced only when they say something else, and never while they are written in.
document.body.addEventListener("htmx:oobBeforeSwap", (event) => {
  const { target, fragment } = event.detail;
  const { state, rights } = fragment.firstElementChild?.dataset ?? {};
  if (state === undefined) return;
  // Rights that cannot be told at the moment have not changed.
  if (state === target.dataset.state && (rights === undefined || rights === target.dataset.rights)) {
    event.detail.shouldSwap = false;
  } else if (isWrittenIn(target)) {
    event.detail.shouldSwap = false;
    target.querySelectorAll("[data-outdated]").forEach((notice) => { notice.hidden = false; });
  }
});

function clearHere(event) {
  const area = event.target instanceof Element ? event.target.closest("[data-fields]") : null;
  if (area !== null) clearAdvice(area);
  // A plan that is no longer what the form says must not be asked for.
  const preview = document.getElementById("preview");
  const outdated = document.getElementById("preview-outdated");
  if (outdated !== null && event.target.closest("#reset-form") !== null && preview.childElementCount > 0) {
    preview.replaceChildren();
    outdated.hidden = false;
  }
}
document.addEventListener("input", clearHere);
document.addEventListener("change", clearHere);

document.body.addEventListener("htmx:beforeRequest", (event) => {
  if (event.detail.elt instanceof HTMLFormElement) clearAdvice(event.detail.elt);
});

document.body.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.elt.id !== "preview") return;
  const outdated = document.getElementById("preview-outdated");
  if (outdated !== null) outdated.hidden = true;
  event.detail.elt.focus({ preventScroll: true });
});
