// The checks against canned answers.
import assert from 'node:assert/strict';
import {hide, legible, narrowEnough, says, tabTo} from './browser.mjs';
import {ALL_ALLOWED, NOT_ALLOWED, XSS, timeAt} from './canned.mjs';

const CARS = '#caches-table > .frame > table > tbody:has(.opener:text-is("cars"))';
const FIND = '#methods-table > .frame > table > tbody:has(.opener:text-is("catalogue.findByIds"))';

const polls = ({state}) => state.requests.filter(({method, path}) => method === 'GET' && path.endsWith('/cachebatches')).length;
const asked = ({state}, method, end = '') => state.requests.filter(one => one.method === method && one.path.endsWith(end)).at(-1);
const texts = locator => locator.allTextContents();

/** Lets the clock run until the next poll is shown. */
export async function poll({page, fixture}, milliseconds = 5_000) {
    const next = fixture.state.polls;
    await page.clock.runFor(milliseconds);
    await says(page, '#updated', timeAt(next).slice(11, 19));
}

/** A round trip to the browser: whatever it had to send is sent. */
const settle = page => page.evaluate(() => fetch('cachebatchesui').then(response => response.text()));

async function lookUp(page, elements) {
    await page.locator(`${FIND} .opener`).click();
    await page.locator(`${FIND} textarea`).fill(elements.join('\n'));
    await page.locator(`${FIND} button[type=submit], ${FIND} .lookup button`).first().click();
}

export const CHECKS = {
    async 'lists caches and methods by name, and text as text'({page}) {
        assert.deepEqual(await texts(page.locator('#caches-table .opener')), [XSS, 'cars', 'cars', 'lazy', 'users']);
        assert.deepEqual(await texts(page.locator('#methods-table .opener')), ['catalogue.findByIds', 'catalogue.save', 'people.findAll']);
        const cars = page.locator(CARS).nth(1);
        await cars.getByText('cacheManager · RedisCache').waitFor();
        assert.deepEqual((await texts(cars.locator('.main td'))).slice(1), ['1,676', '224', '0', '0', '0.92\u00a0ms', '4.10\u00a0ms', '216', '14', '63.4\u00a0%']);
        await says(page, '#caches .why', 'no batch operations');
        await says(page, '#caches .mark', 'not available');
        await says(page, FIND, 'elements: Long');
        await says(page, '#levels', 'cache-as-multi:shop');
        await says(page, '#since', '27 Nov 2026, 17:00:00');
        assert.equal(await page.locator('img').count(), 0);
    },

    async 'draws the hit ratio between polls'({page, fixture}) {
        const line = page.locator(`${CARS} .main path.ratio`).nth(1);
        assert.equal(await line.getAttribute('d'), '');
        for (let one = 0; one < 5; one++) {
            await poll({page, fixture});
        }
        assert.match(await line.getAttribute('d'), /^M[\d.]+ [\d.]+H[\d.]+(V[\d.]+H[\d.]+){4}$/);
        const label = await page.locator(`${CARS} .main svg`).nth(1).getAttribute('aria-label');
        assert.match(label, /last [\d.]+\s%, lowest [\d.]+\s%, highest [\d.]+\s%/);
        for (let one = 0; one < 130; one++) {
            await poll({page, fixture});
        }
        assert.ok((await line.getAttribute('d')).split('H').length <= 122, 'no more than ten minutes');
        fixture.state.started = timeAt(100);
        await poll({page, fixture});
        await says(page, '#anew', 'began anew');
        assert.equal(await line.getAttribute('d'), '');
    },

    async 'polls every five seconds, one request at a time, and pauses'({page, fixture}) {
        await page.clock.runFor(4_900);
        await settle(page);
        assert.equal(polls(fixture), 1);
        let release;
        fixture.state.held = new Promise(resolve => release = resolve);
        const sent = page.waitForRequest(/\/cachebatches$/);
        await page.clock.runFor(200);
        await sent;
        await page.clock.runFor(14_000);
        fixture.state.held = undefined;
        await settle(page);
        assert.equal(polls(fixture), 2);
        release();
        await says(page, '#updated', timeAt(1).slice(11, 19));
        await page.getByRole('button', {name: 'Pause'}).click();
        await page.clock.runFor(60_000);
        await settle(page);
        assert.equal(polls(fixture), 2);
        await page.getByRole('button', {name: 'Resume'}).click();
        await poll({page, fixture}, 10);
        assert.equal(fixture.state.together, 1);
    },

    async 'does not poll in a hidden tab'({page, fixture}) {
        await hide(page, true);
        await page.clock.runFor(120_000);
        await settle(page);
        assert.equal(polls(fixture), 1);
        await hide(page, false);
        await poll({page, fixture}, 10);
        await hide(page, true);
        await hide(page, false);
        await page.clock.runFor(4_000);
        await settle(page);
        assert.equal(polls(fixture), 2, 'nor sooner after 5 s because it was hidden');
    },

    async 'tells the details of a cache, and keeps them open'({page, fixture}) {
        const cars = page.locator(CARS).nth(1);
        await cars.locator('.opener').click();
        await cars.getByText('10\u00a0min', {exact: true}).waitFor();
        await cars.getByText('RedisConnectionFailureException × 3').waitFor();
        assert.equal(asked(fixture, 'GET', '/cars').query.get('manager'), 'cacheManager');
        await cars.locator('.opener').focus();
        await poll({page, fixture});
        assert.equal(await cars.locator('.below').isVisible(), true);
        assert.equal(await page.evaluate(() => document.activeElement.textContent), 'cars');
        await page.locator('.opener').first().click();
        await says(page, '#caches .below', 'ConcurrentMapCache');
        await page.waitForFunction(() => document.querySelectorAll('#caches .failures h3').length === 2);
        assert.equal(asked(fixture, 'GET', encodeURIComponent(XSS)).query.get('manager'), 'local');
    },

    async 'offers nothing that is not allowed'({page, fixture}) {
        await page.locator(CARS).nth(1).locator('.opener').click();
        await page.locator(CARS).nth(1).getByText('As of').waitFor();
        await lookUp(page, ['1', '2']);
        await says(page, `${FIND} .message`, '1 present, 1 absent, 0 could not be read');
        assert.deepEqual(await texts(page.locator(`${FIND} .results th`)), ['Element', 'State']);
        const names = await texts(page.locator('main button:not(.opener):visible'));
        assert.deepEqual(names, ['Refresh', 'Look up']);
        fixture.state.allowed = ALL_ALLOWED;
        await poll({page, fixture});
        await says(page, '#caches button', 'Clear the cache');
        await says(page, `${FIND} button`, 'Evict all of these (2)');
        fixture.state.allowed = NOT_ALLOWED;
        await poll({page, fixture});
        assert.deepEqual(await texts(page.locator('main button:not(.opener):visible')), names);
    },

    async 'looks up elements, and shows what is allowed'({page, fixture}) {
        fixture.state.allowed = ALL_ALLOWED;
        await poll({page, fixture});
        await lookUp(page, [' 1 ', '', '2', '3', XSS]);
        await says(page, `${FIND} .message`, '2 present, 1 absent, 1 could not be read');
        const {query, path} = asked(fixture, 'GET', '/lookup');
        assert.deepEqual(query.getAll('element'), ['1', '2', '3', XSS]);
        assert.equal(query.get('method'), 'catalogue.findByIds');
        assert.equal(path, '/actuator/cachebatches/cars/lookup');
        assert.deepEqual(await texts(page.locator(`${FIND} .results tbody tr`).first().locator('td')),
            ['1', 'cars::1', '✓ present', `Car[id=1, name=${XSS}]`, 'Evict …']);
        await says(page, `${FIND} .results`, 'could not be read: org.springframework.dao.QueryTimeoutException');
        await page.locator(`${FIND} select`).selectOption({index: 1});
        await page.locator(`${FIND} .lookup button`).first().click();
        await says(page, `${FIND} .message`, `${XSS} (cacheManager)`);
        assert.equal(asked(fixture, 'GET', '/lookup').path, `/actuator/cachebatches/${encodeURIComponent(XSS)}/lookup`);
        await page.locator(`${FIND} textarea`).fill(Array.from({length: 101}, (_, index) => index).join('\n'));
        await page.locator(`${FIND} .lookup button`).first().click();
        await says(page, `${FIND} .message`, '101 elements: at most 100');
        const people = page.locator('#methods tbody:has(.opener:text-is("people.findAll"))').first();
        await people.locator('.opener').click();
        await people.getByText('the key needs the parameter #tenant as well').waitFor();
        assert.equal(await people.locator('form').isVisible(), false);
    },

    async 'evicts after it has asked'({page, fixture, context}) {
        fixture.state.allowed = ALL_ALLOWED;
        await context.addCookies([{name: 'XSRF-TOKEN', value: 'a%2Bb', url: fixture.base}]);
        await poll({page, fixture});
        await lookUp(page, ['1', '5']);
        await page.getByRole('button', {name: 'Evict 5'}).click();
        await says(page, '#dialog', 'The element 5 of catalogue.findByIds');
        await page.getByRole('button', {name: 'Cancel'}).click();
        assert.equal(asked(fixture, 'DELETE'), undefined);
        await page.getByRole('button', {name: 'Evict 5'}).click();
        await page.locator('#dialog-do').click();
        await says(page, `${FIND} .message`, '1 evicted, then looked up again.');
        const {path, query, headers} = asked(fixture, 'DELETE');
        assert.equal(path, '/actuator/cachebatches/cars');
        assert.deepEqual([...query], [['method', 'catalogue.findByIds'], ['element', '5'], ['manager', 'cacheManager']]);
        assert.equal(headers['x-xsrf-token'], 'a+b');
        assert.deepEqual(await texts(page.locator(`${FIND} td.state`)), ['✓ present', '– absent']);
        await page.getByRole('button', {name: 'Evict all of these (2)'}).click();
        await page.locator('#dialog-do').click();
        await says(page, `${FIND} .message`, '2 evicted');
        assert.equal(headers['content-type'], undefined);
    },

    async 'clears after the name was typed'({page, fixture}) {
        fixture.state.allowed = ALL_ALLOWED;
        await poll({page, fixture});
        const hurtful = page.locator('#caches tbody:has(.opener)').first();
        await hurtful.locator('.opener').click();
        await hurtful.getByRole('button', {name: 'Show a sample of keys'}).click();
        await says(page, '.keys', XSS);
        await hurtful.getByText('Some of the keys: 2.').waitFor();
        await hurtful.getByRole('button', {name: 'Clear the cache'}).click();
        await says(page, '#dialog-title', XSS);
        await page.keyboard.type('cars');
        await page.keyboard.press('Enter');
        assert.equal(await page.locator('#dialog-do').isDisabled(), true);
        assert.equal(asked(fixture, 'POST'), undefined);
        await page.locator('#dialog-name').fill(XSS);
        await page.locator('#dialog-do').click();
        await hurtful.getByText('Cleared at 18:00').waitFor();
        const {path, body, headers} = asked(fixture, 'POST');
        assert.equal(path, `/actuator/cachebatches/${encodeURIComponent(XSS)}`);
        assert.deepEqual(JSON.parse(body), {clear: XSS, manager: 'local'});
        assert.equal(headers['content-type'], 'application/json');
        assert.equal(headers['x-xsrf-token'], undefined);
    },

    async 'works by keyboard alone'({page, fixture}) {
        fixture.state.allowed = ALL_ALLOWED;
        await poll({page, fixture});
        await tabTo(page, '#methods .opener', 'catalogue.findByIds');
        await page.keyboard.press('Enter');
        await tabTo(page, 'textarea');
        await page.keyboard.type('1');
        await page.keyboard.press('Enter');
        await page.keyboard.type('5');
        await tabTo(page, '.lookup button', 'Look up');
        await page.keyboard.press('Space');
        await says(page, `${FIND} .message`, '2 present');
        await tabTo(page, '.results button', 'Evict');
        await page.keyboard.press('Enter');
        await says(page, '#dialog', 'The element 1');
        await page.keyboard.press('Escape');
        assert.equal(await page.evaluate(() => document.activeElement.ariaLabel), 'Evict 1', 'the focus comes back');
        await page.keyboard.press('Enter');
        await tabTo(page, '#dialog-do');
        await page.keyboard.press('Enter');
        await says(page, `${FIND} .message`, '1 evicted');
        await page.waitForFunction(() => document.activeElement.className === 'results');
        await page.locator('h1').click();
        await tabTo(page, '[data-language=zh]');
        await page.keyboard.press('Enter');
        await says(page, 'h1', '批量缓存');
    },

    async 'says why it was refused'({page, fixture}) {
        fixture.state.allowed = ALL_ALLOWED;
        await poll({page, fixture});
        fixture.state.refuses = {status: 400, reason: `"x" is no java.lang.Long ${XSS}`};
        await lookUp(page, ['x']);
        await says(page, `${FIND} .message.bad`, `Refused (status 400): "x" is no java.lang.Long ${XSS}`);
        fixture.state.refuses = {status: 503, reason: 'the cache cools down'};
        await page.locator(CARS).nth(1).locator('.opener').click();
        await says(page, '#caches .message.bad', 'Refused (status 503): the cache cools down');
        fixture.state.refuses = null;
        await page.locator(CARS).nth(1).getByRole('button', {name: 'Refresh'}).click();
        await page.locator(CARS).nth(1).getByText('As of').waitFor();
        fixture.state.fails = 403;
        await page.locator(CARS).nth(1).getByRole('button', {name: 'Clear the cache'}).click();
        await page.keyboard.type('cars');
        await page.keyboard.press('Enter');
        await says(page, '#caches .message.bad', 'the CSRF token is missing');
    },

    async 'says that the endpoint is missing, and asks less often'({page, fixture}) {
        for (const [fails, text] of [[404, 'not exposed'], [401, 'Sign in'], [403, 'may not read'], ['network', 'cannot be reached']]) {
            const before = polls(fixture);
            fixture.state.fails = fails;
            const wait = {404: 5_000, 401: 10_000, 403: 20_000, network: 40_000}[fails];
            await page.clock.runFor(wait - 100);
            await settle(page);
            assert.equal(polls(fixture), before);
            await page.clock.runFor(200);
            await says(page, '#problem-text', text);
        }
        await says(page, '#old', `Old numbers: of ${timeAt(0).slice(11, 19)}`);
        assert.equal(await page.locator(CARS).first().isVisible(), true);
        fixture.state.fails = null;
        await poll({page, fixture}, 60_000);
        assert.equal(await page.locator('#problem').isVisible(), false);
        assert.equal(await page.locator('#old').isVisible(), false);
    },

    async 'speaks Chinese, and remembers it'({page, fixture}) {
        await page.getByRole('button', {name: '中文'}).click();
        await says(page, '#caches-title', '缓存');
        await says(page, '#since', '自 2026年11月27日 17:00:00 起计数。');
        assert.equal(await page.locator('html').getAttribute('lang'), 'zh-CN');
        await lookUp(page, ['1']);
        await says(page, `${FIND} .message`, '存在 1 个');
        const [main, table] = [await page.locator('main').innerText(), await page.locator('thead').first().innerText()];
        assert.doesNotMatch(main.replaceAll(/[a-z-]*[cC]ache[\w-]*|catalogue\S*|Redis\w*/g, ''), /\b(Caches|Methods|Hits|Look|present|average)\b/);
        assert.match(table, /未命中/);
        await page.reload();
        await page.clock.runFor(10);
        await says(page, 'h1', '批量缓存');
        await poll({page, fixture});
        await page.getByRole('button', {name: 'English'}).click();
        await says(page, 'h1', 'Cache batches');
    },

    async 'fits into 390 px with everything open'({page, fixture}) {
        fixture.state.allowed = ALL_ALLOWED;
        await page.setViewportSize({width: 390, height: 844});
        await poll({page, fixture});
        await narrowEnough(page);
        await openAll(page);
        await lookUpLong(page);
        await narrowEnough(page);
        await legible(page);
    },

    async 'is legible in the dark'({page, fixture}) {
        fixture.state.allowed = ALL_ALLOWED;
        await page.emulateMedia({colorScheme: 'dark'});
        await poll({page, fixture});
        await openAll(page);
        await lookUpLong(page);
        await legible(page);
        await page.emulateMedia({colorScheme: 'light'});
        await legible(page);
    }
};

async function openAll(page) {
    for (const opener of await page.locator('.opener').all()) {
        if (await opener.getAttribute('aria-expanded') === 'false') {
            await opener.click();
        }
    }
    await says(page, '#caches .below', 'RedisConnectionFailureException');
}

async function lookUpLong(page) {
    await page.locator(`${FIND} textarea`).fill(['1', '2', '3', 'x'.repeat(300)].join('\n'));
    await page.locator(`${FIND} .lookup button`).first().click();
    await says(page, `${FIND} .message`, '2 present');
}
