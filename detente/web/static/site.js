// What every page does with scripts on: nothing that it could not do without.

// A page that was asked for by htmx and failed says why, where people look.
function alarm(words) {
  const says = document.createElement("p");
  says.className = "says";
  says.setAttribute("role", "alert");
  says.textContent = words;
  document.querySelector("main > .says")?.remove();
  document.querySelector("main").prepend(says);
}
document.addEventListener("htmx:responseError", ({ detail: { xhr } }) => {
  alarm(new DOMParser().parseFromString(xhr.responseText, "text/html").querySelector(".says")?.textContent ?? xhr.responseText.slice(0, 300));
});
document.addEventListener("htmx:sendError", () => alarm("No answer came: see whether “detente serve” still runs, then load this page anew to see what was saved."));

// Filters that say nothing do not stand in the address.
document.addEventListener("submit", (event) => {
  if (event.target.method !== "get") return;
  for (const field of event.target.elements) if (field.name && !field.value) field.disabled = true;
  setTimeout(() => { for (const field of event.target.elements) field.disabled = false; });
});
document.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.verb !== "get") return;
  for (const [name, value] of Object.entries(event.detail.parameters)) if (value === "") delete event.detail.parameters[name];
});
