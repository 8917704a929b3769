// Elements, and the texts in them. Everything from the server is text: nothing here takes markup.
import {language, text} from './texts.js';

const said = new WeakMap();

export const $ = id => document.getElementById(id);

/** Creates an element; children are elements or text, never markup. */
export function make(tag, className, ...children) {
    const element = document.createElement(tag);
    if (className) {
        element.className = className;
    }
    element.append(...children);
    return element;
}

/** Sets a text of the server, only where it has changed, so that a selection stays. */
export function show(element, value) {
    if (element.textContent !== value) {
        element.textContent = value;
    }
    return element;
}

/** Says a text of this page, now and after the language is changed; arguments may be functions, asked each time. */
export function say(element, key, ...values) {
    element.dataset.text = key;
    said.set(element, values);
    return show(element, text(key, ...values.map(value => typeof value === 'function' ? value() : value)));
}

/** Takes back what was said, so that a text of the server can stand there. */
export function unsay(element) {
    delete element.dataset.text;
    said.delete(element);
    return element;
}

/** Names an element for those who do not see it, or for the narrow layout, as `say` does. */
export function sayAttribute(element, attribute, key) {
    element.dataset[attribute === 'aria-label' ? 'name' : 'title'] = key;
    element.setAttribute(attribute, text(key));
    return element;
}

/** Says everything anew, in the language of now. */
export function sayAll() {
    document.documentElement.lang = language() === 'zh' ? 'zh-CN' : 'en';
    document.title = text('title');
    for (const element of document.querySelectorAll('[data-text]')) {
        say(element, element.dataset.text, ...said.get(element) ?? []);
    }
    for (const element of document.querySelectorAll('[data-name]')) {
        sayAttribute(element, 'aria-label', element.dataset.name);
    }
    for (const element of document.querySelectorAll('[data-title]')) {
        sayAttribute(element, 'data-label', element.dataset.title);
    }
}

export function button(key, onClick, className = '') {
    const element = say(make('button', className), key);
    element.type = 'button';
    element.addEventListener('click', onClick);
    return element;
}

/** Runs what a button asks for, once at a time, and keeps the focus where it is. */
export async function once(element, work) {
    if (element.getAttribute('aria-disabled') === 'true') {
        return;
    }
    element.setAttribute('aria-disabled', 'true');
    try {
        await work();
    } finally {
        element.removeAttribute('aria-disabled');
    }
}

/** Brings the bodies of a table up to date by their keys; those that stay are not touched, so that they keep the focus. */
export function keyed(parent, rows, items, keyOf, create) {
    const keys = new Set(items.map(keyOf));
    for (const [key, row] of rows) {
        if (!keys.has(key)) {
            row.node.remove();
            rows.delete(key);
        }
    }
    let next = parent.querySelector(':scope > tbody');
    for (const item of items) {
        const key = keyOf(item);
        let row = rows.get(key);
        if (!row) {
            row = create(item);
            rows.set(key, row);
        }
        if (row.node === next) {
            next = next.nextElementSibling;
        } else {
            parent.insertBefore(row.node, next);
        }
        row.update(item);
    }
}

/** A cell with the label that it has where there is no room for a table. */
export function cell(labelKey, className, ...children) {
    const element = make('td', className, ...children);
    element.setAttribute('role', 'cell');
    return labelKey ? sayAttribute(element, 'data-label', labelKey) : element;
}

/** A table that scrolls by itself. Roles are given, as the narrow layout takes them away. */
export function table(captionKey, headRows) {
    const element = make('table', '', say(make('caption', 'unseen'), captionKey));
    const head = make('thead');
    for (const cells of headRows) {
        const row = make('tr', '', ...cells.map(headCell));
        row.setAttribute('role', 'row');
        head.append(row);
    }
    head.setAttribute('role', 'rowgroup');
    element.setAttribute('role', 'table');
    element.append(head);
    const frame = sayAttribute(make('div', 'frame', element), 'aria-label', captionKey);
    frame.setAttribute('role', 'region');
    frame.tabIndex = 0;
    return {frame, element};
}

function headCell({key, columns = 1, rows = 1, number = true}) {
    const element = say(make('th', number ? 'number' : ''), key);
    element.colSpan = columns;
    element.rowSpan = rows;
    element.scope = columns > 1 ? 'colgroup' : 'col';
    element.setAttribute('role', 'columnheader');
    return element;
}

/** A row of a table, with a row below it that can be opened. */
export function openable(columns, main, details, onOpen) {
    const opener = make('button', 'opener');
    opener.type = 'button';
    const inner = make('td', 'details', details);
    inner.colSpan = columns;
    inner.setAttribute('role', 'cell');
    const below = make('tr', 'below', inner);
    below.id = `details-${openable.last = (openable.last ?? 0) + 1}`;
    below.hidden = true;
    main.className = 'main';
    const node = make('tbody', '', main, below);
    node.setAttribute('role', 'rowgroup');
    main.setAttribute('role', 'row');
    below.setAttribute('role', 'row');
    opener.setAttribute('aria-expanded', 'false');
    opener.setAttribute('aria-controls', below.id);
    opener.addEventListener('click', () => {
        below.hidden = !below.hidden;
        opener.setAttribute('aria-expanded', String(!below.hidden));
        onOpen(!below.hidden);
    });
    return {node, opener, below};
}

/** Asks before something is removed; with a name, that it be typed. Resolves to whether it shall be. */
export function confirmed({title, detail, action, name}) {
    const dialog = $('dialog');
    const field = $('dialog-name');
    say($('dialog-title'), ...title);
    say($('dialog-text'), ...detail);
    say($('dialog-do'), action);
    $('dialog-ask').hidden = name === undefined;
    field.value = '';
    const wrong = () => name !== undefined && field.value !== name;
    const check = () => $('dialog-do').disabled = wrong();
    check();
    return new Promise(resolve => {
        const ended = new AbortController();
        const {signal} = ended;
        let yes = false;
        field.addEventListener('input', check, {signal});
        $('dialog-cancel').addEventListener('click', () => dialog.close(), {signal});
        $('dialog-form').addEventListener('submit', event => {
            event.preventDefault();
            yes = !wrong();
            dialog.close();
        }, {signal});
        dialog.addEventListener('close', () => {
            ended.abort();
            resolve(yes);
        }, {signal});
        dialog.showModal();
        (name === undefined ? $('dialog-cancel') : field).focus();
    });
}
