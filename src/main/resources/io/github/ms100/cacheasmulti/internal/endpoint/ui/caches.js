// The caches: a row each, and on demand what can be said of one, and what may be done to it.
import {Chart} from './charts.js';
import {button, cell, confirmed, make, once, openable, say, sayAttribute, show, table, unsay} from './dom.js';
import {ofCache} from './server.js';
import {average, duration, longest, milliseconds, moment, number, percent, simpleName, text, time} from './texts.js';

const COLUMNS = [
    ['hits', ({hits}) => number(hits)],
    ['misses', ({misses}) => number(misses)],
    ['errors', ({errors}) => number(errors), ({errors}) => errors > 0],
    ['bypassed', ({bypassed}) => number(bypassed), ({bypassed}) => bypassed > 0],
    ['getAverage', ({gets}) => average(gets)],
    ['getLongest', ({gets}) => longest(gets)],
    ['stored', ({stored}) => number(stored)],
    ['removed', ({removed}) => number(removed)],
    ['localHits', localHits]
];

export const cacheKey = ({name, manager}) => JSON.stringify([name, manager]);

export function cachesTable() {
    return table('caches', [[
        {key: 'cache', rows: 2, number: false}, {key: 'hitRatio', rows: 2, number: false},
        {key: 'keys', columns: 4}, {key: 'gets', columns: 2},
        ...['stored', 'removed', 'localHits'].map(key => ({key, rows: 2}))
    ], ['hits', 'misses', 'errors', 'bypassed', 'average', 'longest'].map(key => ({key}))]);
}

function localHits({localLevel, localHits, localMisses}) {
    return localLevel && localHits + localMisses ? percent(localHits / (localHits + localMisses)) : '–';
}

export class CacheRow {
    #sparkline = new Chart(false);
    #ratio = make('span', 'figure');
    #lately = make('span', 'soft');
    #about = make('span', 'soft about');
    #marks = make('span', 'marks');
    #why = make('span', 'why');
    #cells = COLUMNS.map(([key]) => cell(key, 'number'));

    constructor(cache, history) {
        this.history = history;
        const head = make('th', 'subject', this.#about, this.#marks, this.#why);
        head.scope = 'row';
        head.setAttribute('role', 'rowheader');
        const ratio = cell('hitRatio', 'ratio', make('span', 'figures', this.#ratio, this.#lately), this.#sparkline.node);
        this.details = new CacheDetails(cache, history);
        const row = openable(COLUMNS.length + 2, make('tr', '', head, ratio, ...this.#cells), this.details.node, open => this.details.open(open));
        this.node = row.node;
        head.prepend(show(row.opener, cache.name));
    }

    update(cache) {
        show(this.#about, [cache.manager || text('noManager'), cache.type ? simpleName(cache.type) : null].filter(Boolean).join(' · '));
        this.#mark(cache);
        show(this.#ratio, percent(cache.hitRatio));
        const {latest} = this.history;
        show(this.#lately, latest === null ? text('latelyNothing') : text('lately', percent(latest)));
        this.#sparkline.update(this.history);
        this.#sparkline.node.classList.toggle('empty', this.history.samples.length === 0);
        COLUMNS.forEach(([, value, notable], index) => {
            show(this.#cells[index], value(cache)).classList.toggle('notable', Boolean(notable?.(cache)));
        });
        this.details.update(cache);
    }

    #mark({mode, available, localLevel, why}) {
        const marks = [[mode ?? 'notMade', mode === 'loop' ? 'mark warn' : 'mark']];
        marks.push(available ? ['available', 'mark'] : ['notAvailable', 'mark bad']);
        if (localLevel) {
            marks.push(['localLevel', 'mark']);
        }
        const state = JSON.stringify(marks) + text('batch');
        if (this.#marks.dataset.state !== state) {
            this.#marks.dataset.state = state;
            this.#marks.replaceChildren(...marks.flatMap(([key, className]) => [say(make('span', className), key), ' ']));
        }
        show(this.#why, why ?? '');
    }
}

/** What is asked for when a row is opened. */
class CacheDetails {
    #chart = new Chart(true);
    #facts = make('dl', 'facts');
    #failures = make('div', 'failures');
    #asOf = make('span', 'soft');
    #message = make('p', 'message');
    #keys = make('ul', 'keys');
    #actions = make('p', 'buttons');
    #told = null;
    #isOpen = false;

    constructor(cache, history) {
        this.cache = cache;
        this.history = history;
        this.#message.setAttribute('role', 'status');
        this.#keys.hidden = true;
        sayAttribute(this.#keys, 'aria-label', 'keys');
        this.refresh = button('refresh', () => once(this.refresh, () => this.#load()));
        this.sample = button('sample', () => once(this.sample, () => this.#sample()));
        this.clear = button('clear', () => once(this.clear, () => this.#clear()), 'danger');
        this.#actions.append(this.refresh, ' ', this.#asOf);
        this.node = make('div', 'inside columns', make('div', '', say(make('h3'), 'hitRatio'), this.#chart.node),
            this.#facts, this.#failures, this.#actions, this.#message, this.#keys);
    }

    open(open) {
        this.#isOpen = open;
        if (open) {
            this.#chart.update(this.history);
            this.#tell();
            this.#load();
        }
    }

    update(cache) {
        this.cache = cache;
        if (this.#isOpen) {
            this.#chart.update(this.history);
            this.#tell();
        }
    }

    /** Offers what is allowed now, and nothing else. */
    allow({sample, clear}) {
        [[this.sample, sample], [this.clear, clear]].forEach(([action, allowed]) => {
            if (allowed && !action.isConnected) {
                this.#actions.insertBefore(action, this.#asOf);
            } else if (!allowed) {
                action.remove();
            }
        });
        if (!sample) {
            this.#keys.hidden = true;
        }
    }

    async #load() {
        try {
            const cache = await ofCache('GET', this.cache);
            this.#told = {...cache.details, at: Date.now()};
            say(this.#asOf, 'asOf', () => time(this.#told.at));
            this.#say(null);
        } catch (refusal) {
            this.#refused(refusal);
        }
        this.#tell();
    }

    #tell() {
        const told = this.#told ?? {};
        const {type, puts, gets, localLevel, localHits, localMisses} = this.cache;
        const known = (value, words, nothing = this.#told ? text('unknown') : '–') =>
            value === null || value === undefined ? nothing : words(value);
        const timed = timer => timer.count ? text('averageAndLongest', average(timer), milliseconds(timer.longestMillis)) : '–';
        const facts = [
            ['type', type ?? text('notMade')],
            ['timeToLive', known(told.timeToLive, value => ({none: text('never'), varies: text('varies')})[value] ?? duration(value))],
            ['nulls', known(told.storesNull, value => text(value ? 'yes' : 'no'))],
            ['prefix', known(told.keyPrefix, value => value || text('noPrefix'), '–')],
            ['batchSize', known(told.maxBatchSize, size => size === 0 ? '∞' : number(size), '–')],
            ['gets', timed(gets)],
            ['puts', timed(puts)],
            ...localLevel ? [['localAsked', text('localCounts', number(localHits), number(localMisses))]] : []
        ];
        if (this.#facts.children.length !== facts.length) {
            this.#facts.replaceChildren(...facts.map(([key]) => make('div', key === 'type' ? 'wide' : '', say(make('dt'), key), make('dd'))));
        }
        facts.forEach(([, value], index) => show(this.#facts.children[index].lastChild, value));
        this.#tellFailures(told.failures);
    }

    #tellFailures(failures) {
        const state = JSON.stringify(failures ?? null) + text('failures');
        if (this.#failures.dataset.state === state) {
            return;
        }
        this.#failures.dataset.state = state;
        this.#failures.replaceChildren();
        if (failures?.length) {
            this.#failures.append(say(make('h3'), 'failures'), make('ul', '', ...failures.map(({type, count, last}) =>
                make('li', '', make('code', '', type), ` × ${number(count)}, ${moment(last)}`))));
        } else if (failures) {
            this.#failures.append(say(make('h3'), 'failures'), say(make('p', 'soft'), 'noFailures'));
        }
    }

    async #sample() {
        try {
            this.#say('working');
            const {keys, complete} = await ofCache('GET', this.cache, {tail: '/sample', query: {limit: 50}});
            this.#keys.replaceChildren(...keys.map(key => make('li', '', make('code', '', key))));
            this.#keys.hidden = keys.length === 0;
            this.#say(complete ? 'sampleAll' : 'sampleSome', number(keys.length));
        } catch (refusal) {
            this.#refused(refusal);
        }
    }

    async #clear() {
        const {name, manager} = this.cache;
        const detail = ['clearDetail', () => manager || text('noManager'), name];
        if (!await confirmed({title: ['clearTitle', name], detail, action: 'clearDo', name})) {
            return;
        }
        try {
            this.#say('working');
            await ofCache('POST', this.cache, {body: {clear: name}});
            const at = Date.now();
            this.#keys.hidden = true;
            this.#say('cleared', () => time(at));
        } catch (refusal) {
            this.#refused(refusal);
        }
    }

    #say(key, ...values) {
        this.#message.classList.remove('bad');
        if (key) {
            say(this.#message, key, ...values);
        } else {
            show(unsay(this.#message), '');
        }
    }

    #refused({key, values = [], message}) {
        this.#say(key ?? 'broken', ...key ? values : [message]);
        this.#message.classList.add('bad');
    }
}
