// Forms of rows: a button beside each line of "Marked in the text" takes the words that are marked there. Without it one types them.
import { marked, trimmed } from "./offsets.js";

const say = (words) => document.dispatchEvent(new CustomEvent("detente:say", { detail: words }));
const articleOf = (node) => (node?.nodeType === Node.ELEMENT_NODE ? node : node?.parentElement)?.closest("[data-article]")?.dataset.article;
const inText = (node) => Boolean((node?.nodeType === Node.ELEMENT_NODE ? node : node?.parentElement)?.closest("[data-part]"));

// What was marked last; it stays while the focus goes to the form, until something else is chosen in a text.
let words = null;
document.addEventListener("selectionchange", () => {
  const selection = getSelection(), found = trimmed(marked(selection));
  if (found) words = { ...found, article: articleOf(selection.anchorNode) };
  else if (inText(selection.anchorNode)) words = null;
});

function take(line) {
  const { span, label, in: part, of } = line.dataset;
  if (!words) return say("Mark the words in the text first, then take them.");
  if (words.article !== of) return say("The marked words stand in another article than the row.");
  if (words.part !== part) return say(`The marked words stand in the ${words.part} and the row in the ${part}; mark words of one part.`);
  const value = `${part}:${words.start}-${words.end}`, list = line.querySelector("ul");
  let box = null;
  for (const other of list.querySelectorAll("input")) {
    const [start, end] = other.value.split(":")[1].split("-").map(Number);
    if (other.value === value) box = other;
    else if (start < words.end && end > words.start) other.checked = false; // no word is marked twice
  }
  if (!box) {
    box = Object.assign(document.createElement("input"), { type: "checkbox", name: span, value });
    const item = document.createElement("li"), name = document.createElement("label"), said = document.createElement("q");
    said.append(Object.assign(document.createElement("bdi"), { textContent: words.text }));
    name.append(box, " ", said);
    item.append(name);
    list.append(item);
  }
  box.checked = true;
  box.dispatchEvent(new Event("input", { bubbles: true })); // something was typed, as it were
  say(`Marked as ${label}: “${words.text.length > 80 ? `${words.text.slice(0, 80)} …` : words.text}”; save to keep it.`);
}

document.addEventListener("pointerdown", (event) => { if (event.target.closest?.("[data-take]")) event.preventDefault(); }); // the marking stays
document.addEventListener("click", (event) => { const button = event.target.closest?.("[data-take]"); if (button) take(button.closest("[data-span]")); });

const shown = () => { for (const button of document.querySelectorAll("[data-take][hidden]")) button.hidden = false; };
document.addEventListener("htmx:load", shown);
shown();
