// The methods: a row each, and a form to look up elements as the method would.
import {button, cell, confirmed, make, once, openable, say, show, table} from './dom.js';
import {ofCache} from './server.js';
import {average, longest, number, simpleName, text, time} from './texts.js';

const MOST = 100;
const COLUMNS = [
    ['calls', ({calls}) => number(calls)],
    ['elements', ({elements}) => number(elements)],
    ['batchMedian', ({medianSize}) => number(medianSize)],
    ['batchMaximum', ({maximumSize}) => number(maximumSize)],
    ['loads', ({loads}) => number(loads.count)],
    ['loadAverage', ({loads}) => average(loads)],
    ['loadLongest', ({loads}) => longest(loads)],
    ['loadFailed', ({failedLoads}) => number(failedLoads), ({failedLoads}) => failedLoads > 0],
    ['found', ({found}) => number(found)],
    ['missing', ({missing}) => number(missing)],
    ['waits', ({waits}) => number(waits)],
    ['coalesced', ({coalesced}) => number(coalesced)]
];

export function methodsTable() {
    return table('methods', [[
        {key: 'method', rows: 2, number: false}, {key: 'asked', columns: 2}, {key: 'batchSizes', columns: 2},
        {key: 'loads', columns: 6}, {key: 'others', columns: 2}
    ], ['calls', 'elements', 'median', 'maximum', 'count', 'average', 'longest', 'failed', 'found', 'missing', 'waits', 'coalesced']
        .map(key => ({key}))]);
}

const managerName = manager => manager ?? text('anyManager');

const operationText = ({kind, caches, key}) =>
    `${text(kind)} ${caches.join(', ')} · ${key === null ? text('keyGenerator') : text('key', key)}`;

export class MethodRow {
    #about = make('span', 'soft about');
    #operations = make('span', 'operations');
    #facts = make('dl', 'facts');
    #cells = COLUMNS.map(([key]) => cell(key, 'number'));

    constructor(method) {
        const head = make('th', 'subject', this.#about, this.#operations);
        head.scope = 'row';
        head.setAttribute('role', 'rowheader');
        this.lookup = new Lookup(method);
        const inside = make('div', 'inside', this.#facts, this.lookup.node);
        const row = openable(COLUMNS.length + 1, make('tr', '', head, ...this.#cells), inside, () => undefined);
        this.node = row.node;
        head.prepend(show(row.opener, method.id));
    }

    update(method) {
        const noBean = method.beans.length ? '' : ` · ${text('noBean')}`;
        show(this.#about, text('of', simpleName(method.elementType)) + noBean);
        show(this.#operations, method.operations.map(operationText).join('\n'));
        COLUMNS.forEach(([, value, notable], index) => {
            show(this.#cells[index], value(method)).classList.toggle('notable', Boolean(notable?.(method)));
        });
        this.#tell(method);
        this.lookup.update(method);
    }

    #tell({type, method, parameter, elementType, beans, operations}) {
        const facts = [
            ['signature', `${type}.${method}(${parameter}: ${elementType})`],
            ['beans', beans.join(', ') || text('noBean')],
            ['operations', operations.map(operation => {
                const why = operation.refused === null ? '' : ` — ${text('notLookedUp', operation.refused)}`;
                return `${operationText(operation)} · ${managerName(operation.manager)}${why}`;
            }).join('\n')]
        ];
        if (!this.#facts.children.length) {
            this.#facts.append(...facts.map(([key]) => make('div', 'wide', say(make('dt'), key), make('dd', 'lines'))));
        }
        facts.forEach(([, value], index) => show(this.#facts.children[index].lastChild, value));
    }
}

/** Looks up elements in a cache that the method uses; absent where no operation allows it. */
class Lookup {
    static #made = 0;
    #number = ++Lookup.#made;
    #field = make('textarea');
    #cache = make('select');
    #message = make('p', 'message');
    #results = make('div', 'results');
    #caches = [];
    #allowed = {};
    #shown = null;

    constructor(method) {
        this.method = method;
        this.#field.id = `elements-${this.#number}`;
        this.#field.rows = 5;
        this.#field.spellcheck = false;
        this.#field.setAttribute('aria-describedby', `hint-${this.#number}`);
        this.#cache.id = `cache-${this.#number}`;
        this.#message.setAttribute('role', 'status');
        this.#results.tabIndex = -1;
        this.node = make('form', 'lookup', ...this.#parts());
        this.node.addEventListener('submit', event => {
            event.preventDefault();
            once(this.submit, () => this.#ask());
        });
    }

    #parts() {
        const label = say(make('label'), 'lookup');
        label.htmlFor = this.#field.id;
        const hint = say(make('p', 'soft'), 'lookupHint');
        hint.id = `hint-${this.#number}`;
        const which = say(make('label'), 'lookupIn');
        which.htmlFor = this.#cache.id;
        this.submit = say(make('button'), 'lookupDo');
        return [make('h3', '', label), hint, this.#field, make('p', 'buttons', which, this.#cache, this.submit), this.#message, this.#results];
    }

    update(method) {
        this.method = method;
        const caches = new Map(method.operations.filter(({refused}) => refused === null)
            .flatMap(({caches, manager}) => caches.map(name => [JSON.stringify([name, manager]), {name, manager}])));
        this.node.hidden = caches.size === 0;
        const options = [...caches.values()].map(({name, manager}) => `${name} (${managerName(manager)})`);
        if ([...this.#cache.options].map(({text}) => text).join('\n') !== options.join('\n')) {
            const chosen = this.#cache.selectedIndex;
            this.#cache.replaceChildren(...options.map(option => make('option', '', option)));
            this.#cache.selectedIndex = Math.min(Math.max(chosen, 0), options.length - 1);
        }
        this.#caches = [...caches.values()];
        this.#render();
    }

    allow(allowed) {
        if (JSON.stringify(allowed) !== JSON.stringify(this.#allowed)) {
            this.#allowed = allowed;
            this.#render(true);
        }
    }

    async #ask() {
        const elements = this.#field.value.split('\n').map(line => line.trim()).filter(line => line !== '');
        if (elements.length === 0 || elements.length > MOST) {
            this.#say(elements.length ? 'lookupMany' : 'lookupNone', number(elements.length)).classList.add('bad');
            this.#field.focus();
            return;
        }
        await this.#lookup(this.#caches[this.#cache.selectedIndex], elements);
    }

    /** Returns whether there is an answer, which is said unless something else is. */
    async #lookup(cache, elements, ...said) {
        try {
            this.#say('working');
            const answer = await ofCache('GET', cache, {tail: '/lookup', query: {method: this.method.id, element: elements}});
            this.#shown = {answer, at: Date.now(), cache};
            const count = state => number(answer.elements.filter(({present}) => present === state).length);
            this.#say(...said.length ? said : ['lookupResult', answer.cache, () => managerName(answer.manager),
                () => time(this.#shown.at), count(true), count(false), count(null)]);
        } catch (refusal) {
            this.#shown = null;
            this.#refused(refusal);
        }
        this.#render(true);
    }

    async #evict(cache, elements) {
        const what = elements.length === 1 ? text('evictElement', elements[0]) : text('evictElements', number(elements.length));
        const detail = ['evictDetail', what, this.method.id, () => managerName(cache.manager)];
        if (!await confirmed({title: ['evictTitle', cache.name], detail, action: 'evictDo'})) {
            return;
        }
        const all = this.#shown.answer.elements.map(({element}) => element);
        try {
            this.#say('working');
            const {evicted} = await ofCache('DELETE', cache, {query: {method: this.method.id, element: elements}});
            await this.#lookup(cache, all, 'evicted', number(evicted));
        } catch (refusal) {
            this.#refused(refusal);
        }
        this.#results.focus();
    }

    /** Shows the last answer; again only where it is another, or another language or permission. */
    #render(anew = false) {
        if (!anew && this.#results.dataset.state === text('state')) {
            return;
        }
        this.#results.dataset.state = text('state');
        this.#results.replaceChildren();
        if (!this.#shown) {
            return;
        }
        const {answer: {elements}, cache} = this.#shown;
        const columns = ['element', ...elements.some(({key}) => key !== null) ? ['keyColumn'] : [], 'state',
            ...elements.some(({value}) => value !== null) ? ['value'] : [], ...this.#allowed.evict ? ['action'] : []];
        const {frame, element} = table('lookup', [columns.map(key => ({key, number: false}))]);
        const body = make('tbody', '', ...elements.map(found => this.#row(found, columns, cache)));
        body.setAttribute('role', 'rowgroup');
        element.append(body);
        this.#results.append(frame);
        if (this.#allowed.evict && elements.length > 1) {
            const evictAll = button('evictAll', () => once(evictAll, () => this.#evict(cache, elements.map(({element: one}) => one))), 'danger');
            say(evictAll, 'evictAll', number(elements.length));
            this.#results.append(make('p', 'buttons', evictAll));
        }
    }

    #row({element, key, present, value, failure}, columns, cache) {
        const state = present === null ? text('unread', failure ?? '–') : text(present ? 'present' : 'absent');
        const evictOne = button('evictOne', () => once(evictOne, () => this.#evict(cache, [element])));
        evictOne.setAttribute('aria-label', `${text('evictDo')} ${element}`);
        const contents = {
            element: make('code', '', element), keyColumn: make('code', '', key ?? '–'), value: make('code', '', value ?? '–'),
            state: make('span', present === null ? 'notable' : '', state), action: evictOne
        };
        const row = make('tr', '', ...columns.map(column => cell(column, column, contents[column])));
        row.setAttribute('role', 'row');
        return row;
    }

    #say(key, ...values) {
        this.#message.classList.remove('bad');
        return say(this.#message, key, ...values);
    }

    #refused({key, values = [], message}) {
        this.#say(key ?? 'broken', ...key ? values : [message]).classList.add('bad');
    }
}
