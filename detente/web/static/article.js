// A click on a marked piece, or on a row of the list, shows the row beside the text without loading the page anew.
import { answered } from "./answers.js";
import { rangesOf } from "./offsets.js";

const reading = document.querySelector(".reading"), panel = document.getElementById("panel");
const itemOf = (row) => document.querySelector(`.rows-here [data-row="${CSS.escape(row)}"]`);

// Light the row's words in the text, and its line in the list; `scroll` brings them into view.
function light(row, scroll) {
  for (const was of reading.querySelectorAll(".chosen, .m-chosen")) { was.classList.remove("chosen", "m-chosen", "b-chosen"); was.removeAttribute("aria-current"); }
  document.getElementById("chosen")?.removeAttribute("id");
  globalThis.CSS?.highlights?.delete("chosen");
  if (!row) return;
  const pieces = reading.querySelectorAll(`[data-rows~="${CSS.escape(row)}"]`), item = itemOf(row);
  for (const piece of pieces) piece.classList.add("chosen");
  let first = pieces[0];
  if (item) {
    item.classList.add("chosen");
    item.setAttribute("aria-current", "true");
    const ranges = rangesOf(item.dataset.in, Number(item.dataset.from), Number(item.dataset.to));
    if (globalThis.CSS?.highlights && ranges.length) CSS.highlights.set("chosen", new Highlight(...ranges));
    const at = ranges[0]?.startContainer.parentElement;
    first = at?.id ? first ?? at : at ?? first; // a whole line has an id of its own
    if (scroll) item.scrollIntoView({ block: "nearest" });
  }
  if (first && !first.id) first.id = "chosen"; // the panel leads there
  if (scroll) toWords(first);
}

// Where a sheet covers the lower half of a narrow screen, to the upper one.
function toWords(element) {
  element?.scrollIntoView({ block: getComputedStyle(panel).position === "fixed" ? "start" : "center" });
}

// Choose a row of this page; other scripts may call it, and hear of it by the event "detente:chosen". The panel is busy until it shows the row.
let coming = null, before = Promise.resolve(); // the row that is on its way, an object of its own each time; the request for one before it
export async function choose(row, { scroll = false } = {}) {
  const mine = coming = { row };
  light(row, scroll);
  reading.classList.add("open");
  panel.setAttribute("aria-busy", "true");
  history.replaceState(null, "", `/articles/${reading.dataset.article}?row=${encodeURIComponent(row)}#row-${row}`);
  await Promise.all([before, answered()]);
  if (mine !== coming) return; // another one was chosen meanwhile
  before = htmx.ajax("GET", `/row/${encodeURIComponent(row)}`, { source: panel, target: panel, swap: "innerHTML" }).catch(() => {}); // site.js says why none came
  await before;
  if (mine !== coming) return;
  arrived();
  panel.scrollTop = 0;
  document.dispatchEvent(new CustomEvent("detente:chosen", { detail: { row } }));
}
// An answer that nobody waits for any more is not shown.
panel.addEventListener("htmx:beforeSwap", (event) => { if (event.detail.requestConfig.elt === panel && !event.detail.pathInfo.requestPath.endsWith(`/row/${encodeURIComponent(coming?.row)}`)) event.detail.shouldSwap = false; });

function arrived() {
  coming = null;
  panel.removeAttribute("aria-busy");
}

export function close() {
  arrived();
  light(null);
  reading.classList.remove("open");
  panel.replaceChildren();
  history.replaceState(null, "", `/articles/${reading.dataset.article}`);
}

reading.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link || !globalThis.htmx || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  if (link.hasAttribute("data-close")) { event.preventDefault(); return close(); }
  const row = link.dataset.rows?.split(" ")[0] ?? link.dataset.row ?? (link.matches(".rows-here .gist") ? link.closest("[data-row]").dataset.row : null);
  if (!row) return;
  event.preventDefault();
  if (String(getSelection())) return; // words are being marked
  choose(row, { scroll: !link.dataset.rows });
});

// After a decision lines of the text are exchanged for such as are marked anew; what is chosen is lit in them again.
document.addEventListener("htmx:configRequest", (event) => { if (event.detail.verb === "post") event.detail.parameters.sheet = reading.dataset.sheet; });
let exchanged = false;
document.addEventListener("htmx:oobAfterSwap", (event) => {
  if (exchanged || !event.target.closest?.(".report, .rows-here")) return;
  exchanged = true;
  queueMicrotask(() => { // when all of them are in their places
    exchanged = false;
    light(coming?.row ?? panel.querySelector(".hand")?.dataset.row ?? reading.querySelector(".rows-here [aria-current]")?.dataset.row ?? null, false);
  });
});

// The row that the address names: shown by the server (?row=), or only pointed at (#row-). The browser goes to its line in the list; its words matter more.
const asked = new URLSearchParams(location.search).get("row"), pointed = decodeURIComponent(location.hash).replace(/^#row-/, "");
function begin() {
  if (asked) { if (itemOf(asked)) light(asked, true); } else if (pointed && itemOf(pointed)) choose(pointed, { scroll: true });
}
if (document.readyState === "complete") begin();
else addEventListener("load", () => setTimeout(begin));
