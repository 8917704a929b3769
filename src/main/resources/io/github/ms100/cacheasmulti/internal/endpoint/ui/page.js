// The page: what it asks for, again and again, and where it shows it.
import {CacheRow, cacheKey, cachesTable} from './caches.js';
import {History} from './charts.js';
import {$, cell, keyed, make, say, sayAll, show, table} from './dom.js';
import {MethodRow, methodsTable} from './methods.js';
import {Poll} from './server.js';
import {language, milliseconds, moment, number, speak, time} from './texts.js';

const histories = new Map();
const sections = {
    caches: {
        ...cachesTable(), noneKey: 'noCaches', keyOf: cacheKey, orderOf: ({name, manager}) => [name, manager],
        create: cache => new CacheRow(cache, histories.get(cacheKey(cache)))
    },
    methods: {...methodsTable(), noneKey: 'noMethods', keyOf: ({id}) => id, orderOf: ({id}) => [id], create: method => new MethodRow(method)},
    levels: {...levelsTable(), noneKey: null, keyOf: ({channel}) => channel, orderOf: ({channel}) => [channel], create: levelRow}
};
for (const section of Object.values(sections)) {
    section.rows = new Map();
    section.none = make('p', 'soft');
}
const poll = new Poll(answered, refused);
let answer = null;
let problem = null;

function answered(given) {
    say($('loading'), 'loading').hidden = true;
    if (answer !== null && answer.started !== given.started) {
        say($('anew'), 'anew', () => time(given.time)).hidden = false;
    }
    answer = given;
    problem = null;
    remember();
    render();
}

/** The charts need each answer once, however often it is shown. */
function remember() {
    const caches = new Map(answer.caches.map(cache => [cacheKey(cache), cache]));
    for (const key of histories.keys()) {
        if (!caches.has(key)) {
            histories.delete(key);
        }
    }
    for (const [key, cache] of caches) {
        const history = histories.get(key) ?? new History();
        histories.set(key, history);
        history.add(cache, Date.parse(answer.time), answer.started);
    }
}

function refused(refusal) {
    problem = refusal;
    $('loading').hidden = true;
    render();
}

function render() {
    renderHead();
    if (!answer) {
        return;
    }
    renderSection('caches', answer.caches);
    renderSection('methods', answer.methods);
    renderSection('levels', answer.localLevels ?? []);
    sections.caches.rows.forEach(({details}) => details.allow(answer.allowed));
    sections.methods.rows.forEach(({lookup}) => lookup.allow(answer.allowed));
}

function renderHead() {
    if (answer) {
        say($('since'), 'since', () => moment(answer.started));
        say($('updated'), 'updated', () => time(answer.time));
    }
    const old = answer !== null && problem !== null;
    $('old').hidden = !old;
    document.body.classList.toggle('old', old);
    if (old) {
        say($('old'), 'old', () => time(answer.time));
    }
    $('problem').hidden = problem === null;
    if (problem) {
        const {key, values, message} = problem;
        say($('problem-text'), key ?? 'broken', ...key ? values : [message]);
        const next = Date.now() + poll.wait;
        say($('problem-next'), poll.paused ? 'paused' : 'next', () => time(next));
    }
    $('paused').hidden = !poll.paused;
    say($('pause'), poll.paused ? 'resume' : 'pause');
    document.querySelectorAll('[data-language]').forEach(choice =>
        choice.setAttribute('aria-pressed', String(choice.dataset.language === language())));
}

function renderSection(name, items) {
    const {frame, element, noneKey, keyOf, orderOf, create, rows, none} = sections[name];
    $(name).hidden = items.length === 0 && noneKey === null;
    show($(`${name}-count`), number(items.length));
    const place = $(`${name}-table`);
    const wanted = items.length ? frame : none;
    if (!wanted.isConnected) {
        place.replaceChildren(wanted);
    }
    if (!items.length && noneKey) {
        say(none, noneKey);
    }
    const sorted = items.map(item => [orderOf(item), item]).sort(([one], [other]) => compare(one, other)).map(([, item]) => item);
    keyed(element, rows, sorted, keyOf, create);
}

function compare(one, other) {
    const at = one.findIndex((part, index) => part !== other[index]);
    return at < 0 ? 0 : one[at] < other[at] ? -1 : 1;
}

function levelsTable() {
    return table('levels', [['channel', 'validated', 'sent', 'received', 'gaps', 'unvalidated'].map((key, index) =>
        ({key, number: index > 1}))]);
}

function levelRow() {
    const [validated, ...numbers] = ['validated', 'sent', 'received', 'gaps', 'unvalidated'].map((key, index) => cell(key, index ? 'number' : ''));
    const channel = make('th', 'subject');
    channel.scope = 'row';
    channel.setAttribute('role', 'rowheader');
    const row = make('tr', 'main', channel, validated, ...numbers);
    row.setAttribute('role', 'row');
    const node = make('tbody', '', row);
    node.setAttribute('role', 'rowgroup');
    return {node, update: level => {
        show(channel, level.channel);
        say(validated, level.validated ? 'served' : 'notServed').classList.toggle('notable', !level.validated);
        const values = [number(level.sent), number(level.received), number(level.gaps), milliseconds(level.unvalidatedMillis)];
        values.forEach((value, index) => show(numbers[index], value));
        numbers[2].classList.toggle('notable', level.gaps > 0);
    }};
}

$('pause').addEventListener('click', () => {
    poll.pause(!poll.paused);
    render();
});
document.querySelectorAll('[data-language]').forEach(choice => choice.addEventListener('click', () => {
    speak(choice.dataset.language);
    sayAll();
    render();
}));
sayAll();
render();
poll.plan();
