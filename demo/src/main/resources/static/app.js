'use strict';

const words = {CACHE: 'cache', DATABASE: 'loaded', SHARED: 'shared', FAILED: 'no answer', PUT: 'saved', EVICTED: 'evicted', DELETED: 'deleted'};
const historyLength = 12;
let highestId = 5000;

function duration(microseconds) {
    return `${(microseconds / 1000).toFixed(microseconds < 10000 ? 2 : 0)}\u00a0ms`;
}

async function run(method, path, body) {
    const report = await request(method, path, body);
    if (report) {
        show(report);
    }
    return report;
}

const way = () => document.querySelector('input[name=way]:checked').value;
const ids = () => encodeURIComponent($('ids').value);
const lookUp = () => run('GET', `api/products?ids=${ids()}&way=${way()}`);

function show(report) {
    $('guide').hidden = true;
    $('result').hidden = false;
    $('seen-title').textContent = 'What happened';
    const total = report.elements.length;
    const by = counter(report);
    showSummary(report, $('summary'));
    $('bar').replaceChildren(...Object.keys(words).filter(by).map(outcome => {
        const part = make('span', outcome);
        part.style.width = `${100 * by(outcome) / total}%`;
        return part;
    }));
    $('tiles').replaceChildren(...report.elements.map(tile));
    showEvidence(report, $('sql-title'), $('sql'));
    showTotals(report.totals);
    showHistory(report, by);
    if (matchMedia('(max-width: 860px)').matches) {
        $('seen-title').scrollIntoView({block: 'start', behavior: 'smooth'});
    }
}

/** Returns a function that counts the elements of an outcome. */
function counter({elements}) {
    return outcome => elements.filter(element => element.outcome === outcome).length;
}

function showSummary(report, summary) {
    const by = counter(report);
    const {statements, microseconds} = report.evidence;
    const parts = Object.entries({
        CACHE: 'from the cache', DATABASE: 'loaded', SHARED: 'loaded by another caller', FAILED: 'without an answer', PUT: 'saved',
        EVICTED: 'evicted', DELETED: 'deleted'
    }).filter(([outcome]) => by(outcome)).map(([outcome, text]) => `${by(outcome)} ${text}`);
    const call = make('code', '', report.call);
    const found = parts.length ? parts.join(', ') : 'the whole cache is empty';
    const sql = statements.length ? count(statements.length, 'SQL statement') : 'no SQL';
    summary.replaceChildren(call, ': ', make('strong', '', found), ` \u00b7 ${sql} \u00b7 ${duration(microseconds)}`);
}

function tile({id, outcome, product}) {
    const looked = outcome === 'CACHE' || outcome === 'DATABASE';
    const missing = looked && !product;
    const item = make('li', `tile ${outcome}${missing ? ' missing' : ''}`, tileTop(id, outcome));
    if (product) {
        item.title = `${product.sku}, ${product.category}, ${product.stock} in stock, since ${product.releasedOn}`;
        item.append(make('div', 'name', product.name),
            make('div', 'bottom', make('span', '', product.brand), price(product)));
    } else if (missing) {
        item.append(make('div', 'name', 'no such product'),
            make('div', 'bottom', outcome === 'CACHE' ? 'remembered: no SQL' : 'remembered now'));
    }
    return item;
}

function tileTop(id, outcome) {
    return make('div', 'top', make('span', 'id', `#${id}`), make('span', 'what', words[outcome]));
}

function price(product) {
    const button = make('button', '', euro.format(product.price));
    button.title = 'Change the price';
    button.type = 'button';
    button.onclick = () => {
        const input = make('input', '');
        Object.assign(input, {type: 'number', step: '0.01', min: '0', value: product.price.toFixed(2)});
        input.setAttribute('aria-label', `New price of product ${product.id}`);
        input.onkeydown = event => {
            if (event.key === 'Enter') {
                run('PUT', 'api/products/prices', {[product.id]: input.value === '' ? null : Number(input.value)});
            } else if (event.key === 'Escape') {
                input.replaceWith(button);
            }
        };
        button.replaceWith(input);
        input.select();
    };
    return button;
}

function showEvidence({evidence}, title, sql) {
    const {statements, commands} = evidence;
    title.textContent = statements.length > 1 ? `SQL: ${count(statements.length, 'statement')}` : 'SQL';
    const shown = statements.slice(0, 10).map(statement);
    if (statements.length > shown.length) {
        shown.push(make('p', 'hint', `... and ${statements.length - shown.length} more like these`));
    }
    if (!statements.length) {
        shown.push(make('div', 'none', 'None: the database was not asked.'));
    }
    const sent = commandText(commands);
    if (sent) {
        shown.push(make('h3', '', 'Redis commands'), make('pre', '', sent));
    }
    sql.replaceChildren(...shown);
}

const commandText = commands =>
    Object.entries(commands).map(([name, times]) => `${times} \u00d7 ${name}`).join(',  ');

function statement({sql, parameters}) {
    const block = make('pre', '', sql.replace(/\?(, \?){5,}/, marks => `${(marks.length + 2) / 3} \u00d7 ?`));
    parameters.slice(0, 5).forEach((values, index) => {
        const batch = parameters.length > 1 ? `row ${index + 1}: ` : 'parameters: ';
        block.append(make('div', 'values', `${batch}[${values.join(', ')}]`));
    });
    if (parameters.length > 5) {
        block.append(make('div', 'more', `... ${parameters.length} rows in one JDBC batch`));
    }
    return block;
}

function showTotals({asked, fromCache}) {
    $('reset').hidden = !asked;
    $('ratio').textContent = asked ? `${(100 * fromCache / asked).toFixed(1)} %` : '-';
    $('ratio-detail').textContent = asked
        ? `${fromCache} of ${asked} products asked for came from the cache` : 'nothing asked for yet';
}

function showHistory({call, evidence}, by) {
    const cells = [make('code', '', call), by('CACHE') || '', by('DATABASE') || '', evidence.statements.length || 'none'];
    if (!document.querySelector('th.redis').hidden) {
        cells.push(commandText(evidence.commands) || 'none');
    }
    cells.push(duration(evidence.microseconds));
    const row = make('tr', '', ...cells.map(cell => make('td', '', typeof cell === 'number' ? String(cell) : cell)));
    $('history').prepend(row);
    while ($('history').rows.length > historyLength) {
        $('history').lastElementChild.remove();
    }
}

function randomIds(size, taken = []) {
    const chosen = new Set();
    while (chosen.size < size) {
        const id = 1 + Math.floor(Math.random() * highestId);
        if (!taken.includes(id)) {
            chosen.add(id);
        }
    }
    return [...chosen];
}

/** Returns the ids typed in, or null where only the server's message can help. */
function typedIds() {
    const typed = new Set();
    for (const part of $('ids').value.split(/[\s,;]+/).filter(part => part)) {
        const match = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(part);
        if (!match || (match[2] || match[1]) - match[1] > 1000) {
            return null;
        }
        for (let id = Number(match[1]); id <= Number(match[2] || match[1]); id++) {
            typed.add(id);
        }
    }
    return [...typed];
}

function swapFive() {
    const typed = typedIds();
    if (typed) {
        $('ids').value = [...typed.slice(5), ...randomIds(5, typed)].join(', ');
    }
    lookUp();
}

async function raisePrices() {
    const report = await run('GET', `api/products?ids=${ids()}&way=map`);
    const raised = (report ? report.elements : []).filter(({product}) => product)
        .map(({id, product}) => [id, Math.round(product.price * 110) / 100]);
    if (raised.length) {
        run('PUT', 'api/products/prices', Object.fromEntries(raised));
    }
}

$('lookup').onsubmit = event => {
    event.preventDefault();
    lookUp();
};
$('random').onclick = () => {
    $('ids').value = randomIds(20).join(', ');
    lookUp();
};
$('swap').onclick = swapFive;
$('raise').onclick = raisePrices;
$('evict').onclick = () => run('DELETE', `api/cache/products?ids=${ids()}`);
$('clear').onclick = () => run('DELETE', 'api/cache');
$('delete').onclick = () => run('DELETE', `api/products?ids=${ids()}`);
$('reset').onclick = async () => {
    const totals = await request('DELETE', 'api/totals');
    if (totals) {
        showTotals(totals);
        $('history').replaceChildren();
    }
};
document.querySelectorAll('input[name=way]').forEach(input => input.onchange = () =>
    document.querySelectorAll('[data-way]').forEach(part => part.hidden = part.dataset.way !== way()));

(async () => {
    const status = await request('GET', 'api/status');
    if (status) {
        highestId = status.catalogue.highestId;
        $('catalogue').textContent = `${status.catalogue.products.toLocaleString('en')} products in an H2 database`;
        $('cache').textContent = `Cache: ${status.cache}`;
        document.querySelectorAll('.redis').forEach(part => part.hidden = !status.cache.startsWith('Redis'));
        showTotals(status.totals);
        $('nodes').hidden = !status.nodes;
    }
})();
