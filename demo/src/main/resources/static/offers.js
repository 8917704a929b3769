'use strict';

// The card of the offers; what it shares with the page is in app.js and page.js.
(() => {
    async function run(method, path) {
        const report = await request(method, path);
        if (report) {
            show(report);
        }
    }

    function show(report) {
        $('offers-result').hidden = false;
        showSummary(report, $('offers-summary'));
        $('offers-tiles').replaceChildren(...report.elements.map(tile));
        showEvidence(report, $('offers-sql-title'), $('offers-sql'));
    }

    function tile({id, outcome, cents, failure}) {
        const missing = cents === null && outcome !== 'EVICTED' && outcome !== 'FAILED';
        const item = make('li', `tile ${outcome}${missing ? ' missing' : ''}`, tileTop(id, outcome));
        if (cents !== null) {
            item.append(make('div', 'name', euro.format(cents / 100)));
        } else if (outcome !== 'EVICTED') {
            item.append(make('div', 'name', missing ? 'no such product' : failure));
        }
        return item;
    }

    $('offers-lookup').onclick = () => run('GET', `api/offers?ids=${ids()}`);
    $('offers-outage').onclick = () => run('GET', `api/offers?ids=${ids()}&outage=true`);
    $('offers-forget').onclick = () => run('DELETE', `api/cache/offers?ids=${ids()}`);
})();
