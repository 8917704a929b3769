'use strict';

// The card of the delivery times; what it shares with the page is in app.js and page.js.
(() => {
    const path = () => `api/delivery?ids=${ids()}`;

    async function run(method, path, body) {
        const report = await request(method, path, body);
        if (report) {
            show(report);
        }
        return report;
    }

    function show(report) {
        $('delivery-result').hidden = false;
        showSummary(report, $('delivery-summary'));
        $('delivery-tiles').replaceChildren(...report.elements.map(tile));
        showEvidence(report, $('delivery-sql-title'), $('delivery-sql'));
    }

    function tile({id, outcome, days}) {
        const missing = days === null && outcome !== 'EVICTED';
        const item = make('li', `tile ${outcome}${missing ? ' missing' : ''}`, tileTop(id, outcome));
        if (days !== null) {
            item.append(make('div', 'name', days === 0 ? 'today' : `in ${count(days, 'day')}`));
        } else if (missing) {
            item.append(make('div', 'name', 'no supplier'));
        }
        return item;
    }

    async function oneDayLater() {
        const report = await run('GET', path());
        const later = (report ? report.elements : []).filter(({days}) => days !== null)
            .map(({id, days}) => [id, days + 1]);
        if (later.length) {
            run('PUT', 'api/delivery', Object.fromEntries(later));
        }
    }

    $('delivery-lookup').onclick = () => run('GET', path());
    $('delivery-later').onclick = oneDayLater;
    $('delivery-forget').onclick = () => run('DELETE', `api/cache/delivery?ids=${ids()}`);
})();
