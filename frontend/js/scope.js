// What is chosen to be reset: a topic's box is the parent of its partitions' boxes, and one line says how much it is.
"use strict";

function partsOf(topic) {
  return [...topic.querySelectorAll("[data-part]")];
}

/** A topic as a whole or some of its partitions, never both: the server refuses what could mean either. */
function showTopic(topic) {
  const whole = topic.querySelector("[data-whole]");
  const count = topic.querySelector("[data-scope-count]");
  const chosen = partsOf(topic).filter((box) => box.checked).length;
  if (chosen > 0) whole.checked = false;
  whole.indeterminate = chosen > 0;
  count.dataset.text ??= count.textContent;
  count.textContent = chosen > 0 ? count.dataset.some.replace("{n}", chosen) : count.dataset.text;
}

function showSummary(form) {
  const line = form.querySelector("[data-scope-summary]");
  if (line === null) return;
  const words = line.dataset;
  const number = new Intl.NumberFormat(document.documentElement.lang);
  let topics = 0;
  let partitions = 0;
  let open = false;
  form.querySelectorAll("[data-topic]").forEach((topic) => {
    const chosen = partsOf(topic).filter((box) => box.checked).length;
    const whole = topic.querySelector("[data-whole]").checked;
    if (whole || chosen > 0) topics += 1;
    partitions += whole ? Number(topic.querySelector("[data-scope-count]").dataset.partitions) : chosen;
  });
  for (const named of form.elements.more?.value.split("\n").map((text) => text.trim()).filter(Boolean) ?? []) {
    topics += 1;
    const colon = named.indexOf(":");
    partitions += colon < 0 ? 1 : named.slice(colon + 1).split(",").length;
    // How many partitions a topic has that is only named is not known here.
    open ||= colon < 0;
  }
  const some = (one, many, n) => (n === 1 ? one : many.replace("{n}", number.format(n)));
  if (topics === 0) {
    line.textContent = form.elements.target?.value === "from-file" ? words.file : words.none;
  } else {
    const ofTopics = some(words.oneTopic, words.manyTopics, topics);
    const many = open ? words.atLeast.replace("{n}", number.format(partitions)) : some(words.onePartition, words.manyPartitions, partitions);
    line.textContent = form.elements.target?.value === "from-file"
      ? words.within.replace("{a}", ofTopics)
      : words.and.replace("{a}", ofTopics).replace("{b}", many);
  }
  line.hidden = false;
}

function showScope(form) {
  form.querySelectorAll("[data-topic]").forEach(showTopic);
  showSummary(form);
}

function chooseShown(form, chosen) {
  form.querySelectorAll("[data-topic]").forEach((topic) => {
    if (chosen && topic.hidden) return;
    partsOf(topic).forEach((box) => { box.checked = false; });
    topic.querySelector("[data-whole]").checked = chosen;
  });
  form.dispatchEvent(new Event("change", { bubbles: true }));
}

document.addEventListener("change", (event) => {
  const form = event.target instanceof Element ? event.target.closest("[data-scope-form]") : null;
  if (form === null) return;
  if (event.target.matches("[data-whole]")) {
    partsOf(event.target.closest("[data-topic]")).forEach((box) => { box.checked = false; });
  }
  showScope(form);
});

document.addEventListener("input", (event) => {
  const form = event.target instanceof Element ? event.target.closest("[data-scope-form]") : null;
  if (form === null) return;
  if (event.target.matches("[data-scope-filter]")) {
    const wanted = event.target.value.trim().toLowerCase();
    form.querySelectorAll("[data-topic]").forEach((topic) => {
      topic.hidden = !topic.dataset.name.toLowerCase().includes(wanted);
    });
  } else if (event.target.matches("textarea")) {
    showSummary(form);
  }
});

document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("[data-scope-all], [data-scope-none]") : null;
  if (button !== null) chooseShown(button.closest("[data-scope-form]"), button.hasAttribute("data-scope-all"));
});

// Enter in the filter is not meant to send the form.
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target instanceof Element && event.target.matches("[data-scope-filter]")) event.preventDefault();
});

document.querySelectorAll("[data-scope-tools]").forEach((tools) => { tools.hidden = false; });
document.querySelectorAll("[data-scope-form]").forEach(showScope);
// A form that the browser or a draft filled in again.
window.addEventListener("pageshow", () => document.querySelectorAll("[data-scope-form]").forEach(showScope));
