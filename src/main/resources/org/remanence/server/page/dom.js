/** A new element: attributes, listeners (functions under on…), children as nodes or texts. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value !== undefined && value !== null) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter(each => each !== null && each !== undefined));
  return element;
}

/** Says something to everybody, also to those who listen. */
export function say(sentence) {
  const place = document.getElementById('said');
  place.textContent = sentence;
  setTimeout(() => { if (place.textContent === sentence) place.textContent = ''; }, 4000);
}

export async function copy(text, what) {
  await navigator.clipboard.writeText(text);
  say(`${what} copied`);
}
