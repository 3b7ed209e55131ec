// Places in an article's parts, counted as the ledger counts them: in code points, where JavaScript counts UTF-16 units.
// A part is an element with data-part; its text stands in elements with data-start, the code point they begin at.

const points = (text) => { let n = 0; for (const _ of text) n += 1; return n; };

// The UTF-16 unit at which a code point begins.
function unit(text, point) {
  let at = 0;
  for (let n = 0; n < point && at < text.length; n += 1) at += text.codePointAt(at) > 0xffff ? 2 : 1;
  return at;
}

// {part, at} of a place in the document (a node and an offset in it, as selections give them), or null outside all parts.
export function placeOf(node, offset) {
  const inside = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
  const line = inside?.closest("[data-start]"), part = inside?.closest("[data-part]");
  if (!line || !part || !part.contains(line)) return null;
  const before = document.createRange();
  before.setStart(line, 0);
  before.setEnd(node, offset);
  return { part: part.dataset.part, at: Number(line.dataset.start) + points(before.toString()) };
}

// {part, start, end, text} of a selection within one part, or null.
export function marked(selection) {
  if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  const from = placeOf(range.startContainer, range.startOffset), to = placeOf(range.endContainer, range.endOffset);
  return from && to && from.part === to.part && from.at < to.at ? { part: from.part, start: from.at, end: to.at, text: range.toString() } : null;
}

// Without the blanks at its ends, which no row may begin or end with; null where nothing else is left.
export function trimmed(found) {
  if (!found?.text.trim()) return null;
  const before = points(found.text) - points(found.text.trimStart()), after = points(found.text) - points(found.text.trimEnd());
  return { ...found, start: found.start + before, end: found.end - after, text: found.text.trim() };
}

// The ranges of the document that characters start to end of a part are, one a line.
export function rangesOf(part, start, end) {
  const root = document.querySelector(`[data-part="${CSS.escape(part)}"]`), out = [];
  for (const line of root?.querySelectorAll("[data-start]") ?? []) {
    const begins = Number(line.dataset.start), text = line.textContent, length = points(text);
    if (begins >= end || begins + length <= start) continue;
    const range = document.createRange();
    range.setStart(...at(line, unit(text, Math.max(0, start - begins))));
    range.setEnd(...at(line, unit(text, Math.min(length, end - begins))));
    out.push(range);
  }
  return out;
}

// The text node and the offset in it of a UTF-16 unit of an element's text.
function at(element, units) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let node, rest = units;
  while ((node = walker.nextNode())) {
    if (rest <= node.length) return [node, rest];
    rest -= node.length;
  }
  return [element, element.childNodes.length];
}
