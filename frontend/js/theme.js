// Loaded before the first style sheet, so that a page never flashes in the wrong colours.
try {
  const chosen = localStorage.getItem("tidemark-theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
} catch {
  // Storage can be forbidden; the system's choice holds then.
}
