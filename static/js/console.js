/* One key for each button that bears it, when nothing is being typed; what opens or is typed into takes the focus. */
"use strict";

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.target.closest("input, textarea, select")) return;
  const marked = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!marked) return;
  event.preventDefault();
  const opens = marked.matches("summary") && !marked.parentElement.open;
  if (marked.matches("input")) marked.focus();
  else marked.click();
  if (opens) marked.parentElement.querySelector("input:not([type=hidden]), select, textarea")?.focus();
});
