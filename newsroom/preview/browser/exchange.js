// Brings an open page up to its next version without loading it again. No built file has it.
//
// Three trees are walked side by side: that of the open page, and those of its last and its next
// version as they were sent. What is equal in both versions is left alone in the open page, so that
// an open <details>, the focus, a selection and media that play stay as they are.

// A page with one of these is always loaded again: scripts may have changed it since, and would run.
const ACTIVE = 'script:not([type="application/ld+json"]), noscript, template';
const LISTENER = '//@*[starts-with(name(), "on")]';

// Elements that have another effect when they come or go later than when a page is loaded: the
// browser obeys them once, or a policy judges them otherwise (the `style` of a copy, CSP Level 3).
const LOADED = "base, embed, frame, frameset, iframe, link, meta, object, style, [autofocus], [style]";
const INERT_META = ':is([property], [name=author], [name=description], [name=robots], [name^="twitter:"])';
const INERT_LINK = ":is([rel=alternate], [rel=author], [rel=canonical], [rel=next], [rel=prev])";
const INERT = `meta${INERT_META}, link${INERT_LINK}`;

// Elements that are exchanged as a whole: their state does not follow from their content.
const WHOLE = "audio, canvas, math, object, picture, script, select, style, svg, textarea, video";

const MOST_PAIRS = 1_000_000; // of nodes that are compared to align two lists

class NotExchangeableError extends Error {}

/**
 * Change an open document by what differs between two versions of its source; return whether it
 * now is what loading the next version would give. If not, nothing is changed.
 */
export function exchange(open, last, next) {
  if (isActive(last) || isActive(next) || last.compatMode !== next.compatMode) return false;
  const edits = [];
  try {
    for (const part of ["documentElement", "head", "body"]) {
      if (!isSameElement(last[part], next[part])) return false;
    }
    for (const part of ["head", "body"]) {
      exchangeChildren(open[part], last[part], next[part], edits);
    }
  } catch (error) {
    if (error instanceof NotExchangeableError) return false;
    throw error;
  }
  for (const edit of edits) edit();
  return true;
}

function isActive(version) {
  return version.querySelector(ACTIVE) !== null
    || version.evaluate(LISTENER, version, null, XPathResult.ANY_UNORDERED_NODE_TYPE).singleNodeValue !== null;
}

// Whether two elements are equal but for what they contain.
function isSameElement(last, next) {
  return last.cloneNode().isEqualNode(next.cloneNode());
}

// Add to `edits` what brings the children of an open element up to those of the next version.
function exchangeChildren(open, last, next, edits) {
  const children = [...open.childNodes];
  // Something else, such as an extension of the browser, has changed the open page.
  if ([...last.childNodes].some((node, index) => node.nodeName !== children[index]?.nodeName)) {
    throw new NotExchangeableError();
  }
  let position = 0; // in the open element, of the next child that is in the last version
  for (const [before, after] of align([...last.childNodes], [...next.childNodes])) {
    const child = children[position];
    if (before) position += 1;
    if (before && after) exchangeNode(child, before, after, edits);
    else if (before) {
      requireInert(before);
      edits.push(() => child.remove());
    } else {
      requireInert(after);
      edits.push(() => open.insertBefore(document.importNode(after, true), child ?? null));
    }
  }
}

function exchangeNode(open, last, next, edits) {
  if (last.isEqualNode(next)) return;
  if (next.nodeType !== Node.ELEMENT_NODE) {
    edits.push(() => { open.data = next.data; });
  } else if (isSameElement(last, next) && !next.matches(WHOLE)) {
    exchangeChildren(open, last, next, edits);
  } else {
    requireInert(last);
    requireInert(next);
    edits.push(() => open.replaceWith(document.importNode(next, true)));
  }
}

function requireInert(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return;
  if ([node, ...node.querySelectorAll(LOADED)].some((one) => one.matches(LOADED) && !one.matches(INERT))) {
    throw new NotExchangeableError();
  }
}

// Return pairs of nodes of two lists, in order: equal nodes, then those of the same name between
// them, then nodes alone, with undefined for the other one.
function align(last, next) {
  let start = 0, end = 0;
  const shortest = Math.min(last.length, next.length);
  while (start < shortest && last[start].isEqualNode(next[start])) start += 1;
  while (end < shortest - start && last.at(-1 - end).isEqualNode(next.at(-1 - end))) end += 1;
  const middle = [last, next].map((nodes) => nodes.slice(start, nodes.length - end));
  const pairs = [];
  for (let index = 0; index < start; index += 1) pairs.push([last[index], next[index]]);
  pairs.push(...alignBetween(...middle));
  for (let index = end; index > 0; index -= 1) pairs.push([last.at(-index), next.at(-index)]);
  return pairs;
}

// The same for lists that differ at both ends, by their longest common subsequence.
function alignBetween(last, next) {
  if (last.length * next.length > MOST_PAIRS) return pairByName(last, next);
  const [before, after] = [last, next].map((nodes) => nodes.map(keyOf));
  // lengths[i][j]: the length for the nodes from the i-th and from the j-th on
  const lengths = [...before, ""].map(() => new Uint32Array(after.length + 1));
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      lengths[i][j] = before[i] === after[j]
        ? lengths[i + 1][j + 1] + 1 : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
    }
  }
  const pairs = [];
  let i = 0, j = 0, fromLast = 0, fromNext = 0; // where what is between two equal nodes begins
  while (i < before.length && j < after.length) {
    if (before[i] === after[j]) {
      pairs.push(...pairByName(last.slice(fromLast, i), next.slice(fromNext, j)), [last[i], next[j]]);
      fromLast = i += 1;
      fromNext = j += 1;
    } else if (lengths[i + 1][j] >= lengths[i][j + 1]) i += 1;
    else j += 1;
  }
  pairs.push(...pairByName(last.slice(fromLast), next.slice(fromNext)));
  return pairs;
}

// A text that two nodes have in common if they are equal.
function keyOf(node) {
  return node.outerHTML ?? `${node.nodeName} ${node.data}`;
}

function pairByName(last, next) {
  const pairs = [];
  for (let index = 0; index < Math.max(last.length, next.length); index += 1) {
    const [before, after] = [last[index], next[index]];
    if (before?.nodeName === after?.nodeName) pairs.push([before, after]);
    else {
      if (before) pairs.push([before, undefined]);
      if (after) pairs.push([undefined, after]);
    }
  }
  return pairs;
}
