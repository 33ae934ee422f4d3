// Buttons that give up waiting for an answer; the region they name carries the request.
"use strict";

document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("[data-abort]") : null;
  const region = button === null ? null : document.getElementById(button.dataset.abort ?? "");
  if (region !== null && typeof htmx !== "undefined") htmx.trigger(region, "htmx:abort");
});
