// What several checks do, and where they find it.
import {says} from './browser.mjs';
import {timeAt} from './canned.mjs';

export const CARS = '#caches-table > .frame > table > tbody:has(.opener:text-is("cars"))';
export const FIND = '#methods-table > .frame > table > tbody:has(.opener:text-is("catalogue.findByIds"))';

export const polls = ({state}) => state.requests.filter(({method, path}) => method === 'GET' && path.endsWith('/cachebatches')).length;
export const asked = ({state}, method, end = '') => state.requests.filter(one => one.method === method && one.path.endsWith(end)).at(-1);
export const texts = locator => locator.allTextContents();

/** Lets the clock run until the next poll is shown. */
export async function poll({page, fixture}, milliseconds = 5_000) {
    const next = fixture.state.polls;
    await page.clock.runFor(milliseconds);
    await says(page, '#updated', timeAt(next).slice(11, 19));
}

/** A round trip to the browser: whatever it had to send is sent. */
export const settle = page => page.evaluate(() => fetch('cachebatchesui').then(response => response.text()));

export async function lookUp(page, elements) {
    await page.locator(`${FIND} .opener`).click();
    await page.locator(`${FIND} textarea`).fill(elements.join('\n'));
    await page.locator(`${FIND} .lookup button`).first().click();
}

export async function openAll(page) {
    for (const opener of await page.locator('.opener').all()) {
        if (await opener.getAttribute('aria-expanded') === 'false') {
            await opener.click();
        }
    }
    await says(page, '#caches .below', 'RedisConnectionFailureException');
}

export async function lookUpLong(page) {
    await page.locator(`${FIND} textarea`).fill(['1', '2', '3', 'x'.repeat(300)].join('\n'));
    await page.locator(`${FIND} .lookup button`).first().click();
    await says(page, `${FIND} .message`, '2 present');
}
