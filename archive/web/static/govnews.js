// Small comforts; every page works without them.
"use strict";

const typesText = (element) =>
  element.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(element.tagName);

// The key / leads to the search field, as its hint says.
document.addEventListener("keydown", (event) => {
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
  const field = document.getElementById("q");
  if (event.key === "/" && plain && field && !typesText(event.target)) {
    event.preventDefault();
    field.focus();
    field.select();
  }
});

// Empty fields are left out of the address, so that it can be read and shared.
document.addEventListener("submit", (event) => {
  for (const field of event.target.querySelectorAll("input, select")) {
    const isDefault = field.value === "" || (field.name === "sort" && field.value === "relevance");
    if (isDefault && field.name) field.disabled = true;
  }
});

// Whoever comes back with the browser's button finds the fields as they were.
window.addEventListener("pageshow", () => {
  for (const field of document.querySelectorAll("input:disabled, select:disabled")) {
    field.disabled = false;
  }
});
