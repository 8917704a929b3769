'use strict';

// The page of the two nodes; what it shares with the other page is in page.js.
const origins = {COPY: 'copy', REDIS: 'Redis', DATABASE: 'database', PUT: 'saved', EVICTED: 'evicted'};
const kinds = {
    SENT: 'told', RECEIVED: 'heard', LOST: 'lost', GAP: 'gap', SERVED: 'serving', CUT: 'cut', RESTORED: 'restored'
};
const interval = 500;
const cut = {};

const api = (name, path) => `api/nodes/${name}/${path}`;
const ids = () => `?ids=${encodeURIComponent($('ids').value)}`;
const part = (name, selector) => $(name).querySelector(selector);

function addNode(name) {
    $(name).append($('node').content.cloneNode(true));
    part(name, 'h2').id = `${name}-title`;
    part(name, 'h2').textContent = `Node ${name}`;
    const on = (selector, call) => part(name, selector).onclick = call;
    on('.lookup', () => lookUp(name));
    on('.raise', () => run(name, 'POST', `products/raise${ids()}`));
    on('.evict', () => run(name, 'DELETE', `cache/products${ids()}`));
    on('.clear', () => run(name, 'DELETE', 'cache'));
    on('.cut', async () => {
        const state = await request(cut[name] ? 'DELETE' : 'PUT', api(name, 'cut'));
        if (state) {
            showState(state);
        }
    });
}

const lookUp = name => run(name, 'GET', `products${ids()}`);

async function run(name, method, path) {
    const report = await request(method, api(name, path));
    if (report) {
        show(name, report);
    }
    return report;
}

function show(name, report) {
    const by = origin => report.elements.filter(element => element.origin === origin).length;
    const found = Object.keys(origins).filter(by).map(origin => `${by(origin)} ${{
        COPY: by(origin) === 1 ? 'copy' : 'copies', REDIS: 'from Redis', DATABASE: 'from the database', PUT: 'saved', EVICTED: 'evicted'
    }[origin]}`);
    part(name, '.summary').replaceChildren(make('code', '', report.call), ': ',
        make('strong', '', found.length ? found.join(', ') : 'the whole cache is empty'));
    part(name, '.bar').replaceChildren(...Object.keys(origins).filter(by).map(origin => {
        const section = make('span', origin);
        section.style.width = `${100 * by(origin) / report.elements.length}%`;
        return section;
    }));
    part(name, '.tiles').replaceChildren(...report.elements.map(tile));
    part(name, '.asked').textContent = asked(report);
}

/** Says who was asked for what; nothing where nothing was to be read. */
function asked({elements, askedOfRedis, askedOfDatabase, copiesAsked}) {
    if (elements.every(({origin}) => ['PUT', 'EVICTED'].includes(origin))) {
        return '';
    }
    const parts = [];
    if (!copiesAsked) {
        parts.push('No copy was served: the node does not know whether it has heard of all changes.');
    }
    if (askedOfRedis.length) {
        parts.push(`Redis was asked for ${askedOfRedis.join(', ')}, `
            + `the database for ${askedOfDatabase.length ? askedOfDatabase.join(', ') : 'nothing'}.`);
    } else {
        parts.push('Neither Redis nor the database was asked.');
    }
    return parts.join(' ');
}

function tile({id, origin, product, priceNow}) {
    const looked = origin !== 'EVICTED';
    const old = product && priceNow !== null && product.price !== priceNow;
    const item = make('li', `tile ${origin}${looked && !product ? ' missing' : ''}`,
        make('div', 'top', make('span', 'id', `#${id}`), make('span', 'what', origins[origin])));
    if (product) {
        item.append(make('div', 'name', product.name), make('div', 'bottom', make('span', '', product.brand), euro.format(product.price)));
    } else if (looked) {
        item.append(make('div', 'name', 'no such product'));
    }
    if (old) {
        item.append(make('div', 'old', `old: now ${euro.format(priceNow)}`));
    }
    return item;
}

function showState({name, port, cut: isCut, log}) {
    const list = part(name, '.log');
    const newest = Number(list.dataset.newest || 0);
    if (log.length && log[0].number < newest) {
        return; // an answer that a later one has overtaken
    }
    cut[name] = isCut;
    part(name, 'h2').textContent = `Node ${name} on port ${port}`;
    part(name, '.line').className = `line${isCut ? ' cut' : ''}`;
    part(name, '.line').textContent = isCut ? 'Subscription cut: what the other node says is lost' : 'Subscribed to what the other node says';
    part(name, '.cut').textContent = isCut ? 'Restore the subscription' : 'Cut the subscription';
    const lines = log.filter(({number}) => number > newest).map(line);
    list.prepend(...lines);
    list.dataset.newest = log.length ? log[0].number : newest;
    while (list.children.length > 100) {
        list.lastElementChild.remove();
    }
}

function line({time, kind, text}) {
    const at = new Date(time);
    const clock = make('time', '', `${at.toLocaleTimeString('en', {hour12: false})}.${String(at.getMilliseconds()).padStart(3, '0')}`);
    return make('li', kind, clock, make('b', '', kinds[kind]), make('span', '', text));
}

/** Asks what happens on the nodes, again and again; without an answer the page says so, once. */
async function watch() {
    try {
        const response = await fetch('api/nodes');
        if (response.status === 404) {
            throw new Error('Here is one node only: start the demo with demo/run nodes');
        }
        const states = await response.json();
        $('where').textContent = `Ports ${states.map(({port}) => port).join(' and ')}, in one JVM`;
        states.forEach(showState);
        setTimeout(watch, interval);
    } catch (error) {
        $('problem').textContent = error instanceof TypeError ? 'The demo does not answer: is it still running?' : error.message;
        $('problem').hidden = false;
        if (error instanceof TypeError) {
            setTimeout(watch, 4 * interval);
        }
    }
}

['A', 'B'].forEach(addNode);
$('lookup').onsubmit = async event => {
    event.preventDefault();
    await lookUp('A') && await lookUp('B');
};
watch();
