// Building the page's nodes. Text enters only as text nodes, so that no message can inject markup.

let ids = 0;

/** An id no other node of the page has. */
export const newId = (prefix) => `${prefix}-${++ids}`;

/**
 * An element with attributes and children. A function under `on…` listens, `true` is an empty
 * attribute, and `null`, `undefined` and `false` are left out, among attributes and children alike.
 */
export function h(tag, attributes = {}, ...children) {
  return furnish(document.createElement(tag), attributes, children);
}

/** As `h`, of SVG. */
export function svg(tag, attributes = {}, ...children) {
  return furnish(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

/** Nodes and strings as one fragment. */
export function fragment(...children) {
  return append(document.createDocumentFragment(), children);
}

function furnish(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  return append(node, children);
}

function append(node, children) {
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}
