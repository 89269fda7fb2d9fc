// How elements are made. What came over the wire goes in as text, never as markup.

/** An element: properties by name (on… are listeners, data-… and aria-… attributes), then its children: elements, texts, null for nothing. */
export function el(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else if (key === 'class') element.className = value;
    else if (key in element && !key.includes('-') && key !== 'list' && key !== 'form') element[key] = value;
    else element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children.flat(2).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** A button that does something; while it does, it cannot be pressed again, and what went wrong is said beside it. */
export function action(text, act, properties = {}) {
  const button = el('button', { type: 'button', textContent: text, ...properties });
  button.addEventListener('click', () => run(button, act));
  return button;
}

/** Runs what an element asks for; a failure is said in the nearest place for notices. */
export async function run(element, act) {
  if (element.getAttribute('aria-busy') === 'true') return;
  const place = element.closest('[data-notices], main, dialog') ?? document.body;
  place.querySelector(':scope > .notice')?.remove();
  element.setAttribute('aria-busy', 'true');
  try {
    await act();
  } catch (problem) {
    place.append(notice(problem.message, 'bad'));
  } finally {
    element.removeAttribute('aria-busy');
  }
}

/** A form whose controls are fields; submitting it calls <c>act</c> with their values. */
export function form(fields, verb, act, properties = {}) {
  const submit = el('button', { type: 'submit', class: 'main', textContent: verb });
  const element = el('form', { 'data-notices': true, ...properties }, el('div', { class: 'fields' }, fields, el('div', { class: 'verbs' }, submit)));
  element.addEventListener('submit', (event) => {
    event.preventDefault();
    run(submit, () => act(Object.fromEntries(new FormData(element)), element));
  });
  return element;
}

/** A labelled control. */
export const field = (label, control, hint) =>
  el('label', { class: 'field' }, el('span', {}, label), control, hint ? el('small', {}, hint) : null);

export const text = (name, properties = {}) => el('input', { type: 'text', name, autocomplete: 'off', spellcheck: false, ...properties });

export const number = (name, value, properties = {}) => el('input', { type: 'number', name, value, ...properties });

/** A choice: of words, or of pairs of value and text. */
export function choice(name, options, chosen, properties = {}) {
  const select = el('select', { name, ...properties });
  fill(select, options, chosen);
  return select;
}

export function fill(select, options, chosen) {
  select.replaceChildren(...options.map((option) => {
    const [value, shown] = Array.isArray(option) ? option : [option, option];
    return el('option', { value, textContent: shown });
  }));
  if (chosen !== undefined) select.value = chosen;
}

/** A password's field: nothing remembers what was typed, and it is emptied as soon as it is taken. */
export const password = (name, properties = {}) => el('input', { type: 'password', name, autocomplete: 'off', required: true, ...properties });

export function takePassword(element, name) {
  const input = element.querySelector(`input[name="${name}"]`);
  const value = input.value;
  input.value = '';
  return value;
}

export const notice = (message, kind = 'good') => el('p', { class: `notice ${kind}`, role: kind === 'bad' ? 'alert' : 'status' }, message);

/** Says something in an element's own place for notices. */
export function say(place, message, kind) {
  place.querySelector(':scope > .notice')?.remove();
  place.append(notice(message, kind));
}

export const table = (caption, heads, rows, properties = {}) => el('div', { class: 'wide', role: 'region', 'aria-label': caption, tabIndex: 0 },
  el('table', properties,
    el('caption', {}, caption),
    el('thead', {}, el('tr', {}, heads.map((head) => el('th', { scope: 'col' }, head)))),
    el('tbody', {}, rows.map((cells) => el('tr', {}, cells.map((cell, index) => el('td', { 'data-label': heads[index] }, el('div', { class: 'value' }, cell))))))));

/** Terms and what they are; terms without a value are left out. */
export const facts = (pairs) => el('dl', { class: 'facts' }, pairs.filter(([, value]) => value !== null && value !== undefined && value !== '')
  .map(([term, value]) => [el('dt', {}, term), el('dd', {}, value)]));

export const panel = (title, ...children) => el('section', { class: 'panel', 'data-notices': true }, el('h2', {}, title), children);

export const code = (value) => el('code', {}, value);

/** Text with a button that copies it. */
export function copyable(label, value) {
  const copied = el('span', { role: 'status', class: 'copied' });
  return el('div', { class: 'copyable', 'data-notices': true },
    el('pre', { tabIndex: 0, role: 'region', 'aria-label': label }, value),
    action('Copy', async () => {
      await copy(value);
      copied.textContent = 'Copied';
    }, { 'aria-label': `Copy: ${label}` }), copied);
}

// Over plain HTTP on another machine a browser has no clipboard for scripts, but it still copies what is selected.
async function copy(value) {
  if (navigator.clipboard) return navigator.clipboard.writeText(value);
  const area = el('textarea', { value, class: 'unseen', 'aria-hidden': 'true' });
  document.body.append(area);
  area.select();
  const isCopied = document.execCommand('copy');
  area.remove();
  if (!isCopied) throw new Error('The browser did not copy it; select the text and copy it by hand.');
  return undefined;
}

/** Asks before something that cannot be undone. */
export function confirmed(question, verb) {
  return new Promise((answer) => {
    const dialog = el('dialog', { 'aria-label': question },
      el('p', {}, question),
      el('div', { class: 'verbs' },
        el('button', { type: 'button', onclick: () => dialog.close() }, 'Cancel'),
        el('button', { type: 'button', class: 'danger', onclick: () => dialog.close('yes') }, verb)));
    dialog.addEventListener('close', () => {
      dialog.remove();
      answer(dialog.returnValue === 'yes');
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

export const timeOf = (value) => (value ? new Date(value).toISOString().replace('T', ' ').slice(0, 19) : '');

export const clockOf = (value) => new Date(value).toISOString().slice(11, 23);

/** A link to the vendor's documentation, if it is one. */
export const documentation = (address, shown) => (/^https:\/\//.test(address ?? '')
  ? el('a', { href: address, target: '_blank', rel: 'noopener noreferrer' }, shown)
  : shown);
