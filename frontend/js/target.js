// Where a reset leads: what is typed beside a target chooses it, and a time is said again as a moment before it is sent.
"use strict";

/** The digits of a clock in a zone, as a field of a form has them. */
function clock(moment, zone) {
  const parts = Object.fromEntries(new Intl.DateTimeFormat("en-US", {
    timeZone: zone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit",
    minute: "2-digit", second: "2-digit",
  }).formatToParts(moment).map((part) => [part.type, part.value]));
  return `${parts.year.padStart(4, "0")}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}:${parts.second}`;
}

/** The moments at which a clock in a zone shows these digits: one, or none or two where clocks are changed. */
function moments(digits, zone) {
  const asUtc = Date.parse(`${digits}Z`);
  if (Number.isNaN(asUtc)) return null;
  const day = 86_400_000;
  const offsets = [asUtc - day, asUtc + day].map((near) => Date.parse(`${clock(new Date(near), zone)}Z`) - near);
  return [...new Set(offsets)].map((offset) => asUtc - offset)
    .filter((moment) => clock(new Date(moment), zone) === digits);
}

function ownZone() {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return zone === "Etc/UTC" || zone === "GMT" ? "UTC" : zone;
}

/** Below the field: what the time means in UTC and in the reader's zone. */
function echo(target) {
  const line = target.querySelector("[data-echo]");
  const typed = target.querySelector("[name=datetime]").value;
  const digits = typed.length === 16 ? `${typed}:00` : typed;
  const zone = target.querySelector("[name=zone]").value;
  const found = digits === "" || zone === "" ? null : moments(digits, zone);
  line.hidden = found === null;
  if (found === null) return;
  line.classList.toggle("echo-wrong", found.length !== 1 || found[0] > Date.now());
  if (found.length !== 1) {
    line.textContent = found.length === 0 ? line.dataset.never : line.dataset.twice;
    return;
  }
  const moment = new Date(found[0]);
  const said = [...new Set(["UTC", zone, ownZone()])].map((each) => `${clock(moment, each).replace("T", " ")} ${each}`);
  line.textContent = `= ${said.join(" · ")}${found[0] > Date.now() ? ` · ${line.dataset.future}` : ""}`;
}

/** The moment of a plan in the reader's own zone too, where that is neither UTC nor the zone it was chosen in. */
function sayInOwnZone(time) {
  const own = ownZone();
  const chosen = time.dataset.ownZone;
  time.removeAttribute("data-own-zone");
  if (own === "UTC" || own === chosen) return;
  const local = document.createElement("small");
  local.className = "local-time";
  local.textContent = `${clock(new Date(time.dateTime), own).replace("T", " ")} ${own}`;
  time.parentElement.append(local);
}

/** The reader's own zone comes first, and is chosen where nothing was said of a time yet. */
function offerOwnZone(select) {
  const own = ownZone();
  const known = [...select.options].find((option) => option.value === own);
  if (known === undefined) return;
  const group = document.createElement("optgroup");
  group.label = select.dataset.ownLabel;
  const option = known.cloneNode(true);
  const chosen = known.selected;
  known.remove();
  group.append(option);
  select.prepend(group);
  if (chosen || select.dataset.zoneOpen !== undefined) option.selected = true;
}

function preset(button) {
  const target = button.closest("[data-time-target]");
  const select = target.querySelector("[name=zone]");
  if (select.value === "") select.value = ownZone();
  const zone = select.value;
  const now = Date.now();
  let digits = clock(new Date(now - Number(button.dataset.minutes ?? 0) * 60_000), zone);
  if (button.dataset.day !== undefined) {
    const today = Date.parse(`${digits.slice(0, 10)}T00:00:00Z`);
    digits = new Date(today - Number(button.dataset.day) * 86_400_000).toISOString().slice(0, 19);
  }
  const field = target.querySelector("[name=datetime]");
  field.value = digits;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

/** The file stays here: its text goes where it could have been typed. */
async function readInto(picker) {
  const field = picker.form.elements[picker.dataset.reads];
  if (picker.files.length === 0) return;
  field.value = await picker.files[0].text();
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

document.addEventListener("input", (event) => {
  const target = event.target instanceof Element ? event.target.closest(".target") : null;
  if (target === null || event.target.type === "radio" || event.target.type === "file") return;
  const choice = target.querySelector("input[name=target]");
  if (!choice.checked) {
    choice.checked = true;
    choice.dispatchEvent(new Event("change", { bubbles: true }));
  }
  if (target.matches("[data-time-target]")) echo(target);
});

document.addEventListener("change", (event) => {
  if (event.target instanceof Element && event.target.matches("[data-reads]")) readInto(event.target);
});

document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("[data-presets] button") : null;
  if (button !== null) preset(button);
});

const sayAll = () => document.querySelectorAll("time[data-own-zone]").forEach(sayInOwnZone);
sayAll();
document.body.addEventListener("htmx:afterSettle", sayAll);
document.querySelectorAll("select.zone").forEach(offerOwnZone);
document.querySelectorAll("[data-presets], [data-reads]").forEach((tool) => { tool.hidden = false; });
const echoAll = () => document.querySelectorAll("[data-time-target]").forEach(echo);
echoAll();
window.addEventListener("pageshow", echoAll);
