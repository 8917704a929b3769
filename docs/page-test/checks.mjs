// What the page shows, and when it asks.
import assert from 'node:assert/strict';
import {hide, legible, narrowEnough, says} from './browser.mjs';
import {ALL_ALLOWED, XSS, timeAt} from './canned.mjs';
import {CARS, FIND, asked, lookUp, lookUpLong, openAll, poll, polls, settle, texts} from './steps.mjs';

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
        await hide(page, true);
        await hide(page, false);
        await page.clock.runFor(100);
        fixture.state.held = undefined;
        await settle(page);
        assert.equal(polls(fixture), 2);
        release();
        await says(page, '#updated', timeAt(1).slice(11, 19));
        await page.getByRole('button', {name: 'Pause'}).click();
        await says(page, '#paused', 'paused');
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
        await says(page, '#old', `Old numbers, of ${timeAt(0).slice(11, 19)}`);
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
        for (const width of [390, 700, 1021, 1100]) {
            await page.setViewportSize({width, height: 844});
            await narrowEnough(page);
        }
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
