// Correcting by keyboard: j k a r e u n ? and Escape press the same buttons that a mouse would. Single keys can be switched off (WCAG 2.1.4).
import { answered } from "./answers.js";
import { marked, placeOf, trimmed } from "./offsets.js";

const reading = document.querySelector(".reading"), status = document.getElementById("done"), keys = document.getElementById("keys");
// The very module that the page loaded; a promise, not awaited here: a key pressed in the meantime would find no listener.
const page = reading && import(`./article.js${new URL(import.meta.url).search}`);
const listed = () => [...document.querySelectorAll(".rows-here [data-row], [data-queue] > [data-row]")];
const handOf = (row) => document.querySelector(`.hand[data-row="${CSS.escape(row)}"]`);

export function say(words) {
  const line = document.createElement("p");
  line.className = "deed";
  line.textContent = words;
  status?.replaceChildren(line);
}

document.addEventListener("detente:say", (event) => say(event.detail));

// The row that keys act on: the one chosen, or the only one of the page.
function current() {
  const item = listed().find((one) => one.getAttribute("aria-current") === "true");
  return item?.dataset.row ?? document.querySelector("#panel .hand, .row-page .hand")?.dataset.row ?? null;
}

function go(step) {
  const all = listed();
  if (!all.length) return;
  const at = all.findIndex((one) => one.dataset.row === current());
  const next = all[at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + step, 0), all.length - 1)];
  next.querySelector(".gist").focus({ preventScroll: Boolean(reading) });
  if (!page) return choose(next);
  return page.then((article) => { article.choose(next.dataset.row, { scroll: true }); }); // its row comes while one goes on
}

// In the queue: the row that has the focus, or was clicked.
let last = null; // the row that stays chosen when lines are exchanged
function choose(item) {
  last = item.dataset.row;
  for (const one of listed()) if (one !== item) one.removeAttribute("aria-current");
  item.setAttribute("aria-current", "true");
}
for (const one of [document.querySelector("[data-queue]")]) {
  one?.addEventListener("focusin", (event) => choose(event.target.closest("[data-row]")));
  one?.addEventListener("click", (event) => { const item = event.target.closest("[data-queue] > [data-row]"); if (item) choose(item); });
}

// The buttons of a row, once the panel shows the row that was chosen last.
async function shown(row) {
  for (let n = 0; n < 100 && (!handOf(row) || document.querySelector("#panel[aria-busy]")); n += 1) await new Promise((go) => { setTimeout(go, 50); });
  return handOf(row);
}

async function press(act) {
  const row = current(), hand = row && (await shown(row));
  const button = hand?.querySelector(act === "edit" ? `a[id^="edit-"]` : `button[name="act"][value="${act}"]`) ?? (act === "undo" ? status?.querySelector("button[value=undo]") : null);
  if (button) return button.click();
  if (!row) return say("Choose a row first: j and k go through them.");
  if (!hand?.querySelector("form")) return say(document.querySelector(".corrector")?.textContent.trim() ?? "Nothing can be corrected here.");
  say(act === "undo" ? "There is nothing of yours to undo on this row." : "That is not open for this row; undo the rejection first.");
}

// Add a row over the words that are marked in the text: by a button beside them, by the link, by the key n.
const adding = reading && document.querySelector("[data-add]");
if (adding) {
  const offer = document.createElement("button");
  Object.assign(offer, { type: "button", className: "add-here", textContent: "Add a row here", hidden: true });
  document.body.append(offer);
  let words = null;
  const add = () => {
    if (document.querySelector("#editing form[data-typed]")) return say("Save the form first, or leave it with Escape.");
    words = trimmed(marked(getSelection())) ?? words;
    if (!words) return say("Mark the words in the text first, then add a row over them.");
    offer.hidden = true;
    reading.classList.add("open");
    const asked = new URLSearchParams({ article: reading.dataset.article, part: words.part, start: words.start, end: words.end });
    htmx.ajax("GET", `/review/add?${asked}`, { target: "#panel", swap: "innerHTML" });
  };
  document.addEventListener("selectionchange", () => {
    words = trimmed(marked(getSelection()));
    offer.hidden = !words || Boolean(document.getElementById("editing")); // words are marked for a row that is already there
    if (offer.hidden) return;
    const box = getSelection().getRangeAt(0).getBoundingClientRect(), wide = document.documentElement.clientWidth;
    offer.style.top = `${box.bottom + scrollY + 6}px`;
    offer.style.left = `${Math.max(8, Math.min(box.left + scrollX, wide - 150))}px`;
  });
  offer.addEventListener("pointerdown", (event) => event.preventDefault()); // the marking stays
  offer.addEventListener("click", add);
  adding.addEventListener("click", (event) => { if (words) { event.preventDefault(); add(); } });
  document.addEventListener("detente:add", add);
}

// Escape leaves a form, asking once more where something was typed; else it closes what was chosen.
function leave() {
  const cancel = document.querySelector("[data-cancel]"), form = cancel?.closest("form");
  if (!cancel) return page?.then((article) => article.close());
  if (form.dataset.typed && !form.dataset.warned) { form.dataset.warned = "yes"; return say("Escape once more gives up what you typed."); }
  cancel.click();
}
document.addEventListener("input", (event) => { const form = event.target.closest("form:has([data-cancel])"); if (form) { form.dataset.typed = "yes"; delete form.dataset.warned; } });

const ACTS = { j: () => go(1), k: () => go(-1), a: () => press("accept"), r: () => press("reject"), e: () => press("edit"), u: () => press("undo"), n: () => document.dispatchEvent(new Event("detente:add")), "?": () => keys?.showModal() };
const typing = (target) => target.isContentEditable || target.closest?.("textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=submit])");
const off = () => { try { return localStorage.getItem("detente.keys") === "off"; } catch { return false; } };

let turn = Promise.resolve(); // keys act one after the other, each on what the one before left
document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || keys?.open) return;
  if (event.key === "Escape" && (!typing(event.target) || event.target.closest("form:has([data-cancel])"))) return leave();
  if (typing(event.target) || off() || !Object.hasOwn(ACTS, event.key) || (event.repeat && !"jk".includes(event.key))) return;
  event.preventDefault();
  turn = turn.then(answered).then(() => typing(document.activeElement) || ACTS[event.key]()).catch(reportError);
});

// The list of keys, and the switch.
const button = document.querySelector("[data-keys]"), single = document.getElementById("single-keys");
if (button && keys) {
  button.hidden = false;
  button.addEventListener("click", () => keys.showModal());
  single.checked = !off();
  single.addEventListener("change", () => { try { localStorage.setItem("detente.keys", single.checked ? "on" : "off"); } catch { say("This browser keeps no settings; the switch holds for nothing."); } });
}

// A refusal that says where it belongs is shown there; and the focus stays with the row.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status >= 400 && event.detail.xhr.getResponseHeader("HX-Retarget")) { event.detail.shouldSwap = true; event.detail.isError = false; }
});
for (const failed of ["htmx:responseError", "htmx:sendError"]) document.addEventListener(failed, () => document.querySelector("main > .says")?.scrollIntoView({ block: "nearest" }));
// How to find an element again when it may have been exchanged: a mark of the text by the place it begins at, anything else by its id.
function found(element) {
  const line = element.closest(".report [data-start]"), { id } = element;
  if (!line) return () => (id ? document.getElementById(id) : null);
  const begins = placeOf(element, 0)?.at;
  return () => [...(document.getElementById(line.id)?.querySelectorAll("a") ?? [])].find((mark) => placeOf(mark, 0)?.at === begins) ?? null;
}
let held = () => null; // how to find what had the focus
document.addEventListener("htmx:beforeSwap", () => { held = found(document.activeElement); });
document.addEventListener("htmx:beforeRequest", (event) => { last = event.detail.elt.closest?.("[data-row]")?.dataset.row ?? current() ?? last; });
document.addEventListener("htmx:afterSettle", (event) => {
  const form = document.querySelector("#editing");
  if (form && (event.detail.elt === form || event.detail.elt.contains(form) || form.contains(event.detail.elt))) return form.querySelector("[role=alert], select, input:not([type=hidden]), textarea")?.focus();
  setTimeout(() => { // when all pieces of the answer are in their places
    if (document.activeElement === document.body && last) (held() ?? handOf(last) ?? document.getElementById(`go-${last}`))?.focus({ preventScroll: true });
  });
  const item = last && !reading && document.getElementById(`row-${last}`);
  if (item) choose(item);
});
