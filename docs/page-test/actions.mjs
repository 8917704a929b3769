// What can be done on the page, where it is allowed.
import assert from 'node:assert/strict';
import {says, tabTo} from './browser.mjs';
import {ALL_ALLOWED, NOT_ALLOWED, XSS} from './canned.mjs';
import {CARS, FIND, asked, lookUp, poll, texts} from './steps.mjs';

export const ACTIONS = {
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
        await page.waitForFunction(() => !document.activeElement.ariaDisabled);
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
    }
};
