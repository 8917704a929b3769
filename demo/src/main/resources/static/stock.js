'use strict';

// The card of the stock; what it shares with the page is in app.js and page.js.
(() => {
    async function run(method, path) {
        const report = await request(method, path);
        if (report) {
            show(report);
        }
    }

    function show(report) {
        $('stock-result').hidden = false;
        showSummary({...report, elements: report.callers.flatMap(({elements}) => elements)}, $('stock-summary'));
        $('stock-callers').replaceChildren(...report.callers.map(({elements}, index) =>
            make('div', 'caller', make('b', '', `caller ${index + 1}`), make('ul', '', ...elements.map(chip)))));
        showEvidence(report, $('stock-sql-title'), $('stock-sql'));
    }

    function chip({id, outcome, stock}) {
        const missing = stock === null && outcome !== 'EVICTED';
        const item = make('li', `chip ${outcome}${missing ? ' missing' : ''}`, `#${id}`);
        item.title = missing ? 'no such product' : `${words[outcome]}${stock === null ? '' : `: ${stock} in stock`}`;
        return item;
    }

    $('stock-future').onclick = () => run('GET', `api/stock?ids=${ids()}`);
    $('stock-mono').onclick = () => run('GET', `api/stock?ids=${ids()}&mono=true`);
    $('stock-forget').onclick = () => run('DELETE', `api/cache/stock?ids=${ids()}`);
})();
