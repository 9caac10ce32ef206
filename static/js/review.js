/* On the checklist, 不通过 opens the words for the filer and 通过 puts them away. They can always be opened by hand. */
"use strict";

document.addEventListener("change", (event) => {
  const words = event.target.matches?.(".check input[type=radio]") && event.target.closest(".check").querySelector("details");
  if (words) words.open = event.target.value === "no";
});
