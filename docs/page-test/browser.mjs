// What all checks need: a page that is watched, with a clock that stands still, and conditions to wait for.
import assert from 'node:assert/strict';
import {chromium} from 'playwright-core';

const TODAY = new Date('2026-11-27T18:00:00Z');
const ARGUMENTS = [
    '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'
];

export const launch = () => chromium.launch({executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ARGUMENTS});

/** Opens the page; whatever the browser complains of is kept, and must be nothing in the end. */
export async function open(browser, url, {clock = true, permitted = [], ...options} = {}) {
    const context = await browser.newContext({
        viewport: {width: 1280, height: 900}, locale: 'en-GB', timezoneId: 'UTC', colorScheme: 'light', ...options
    });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    const complaints = [];
    page.on('console', message => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()));
    page.on('pageerror', error => complaints.push(error.message));
    await page.addInitScript(() => {
        window.violations = [];
        document.addEventListener('securitypolicyviolation', event => window.violations.push(event.violatedDirective));
    });
    if (clock) {
        await page.clock.install({time: TODAY});
        await page.clock.pauseAt(new Date(TODAY.getTime() + 1_000));
    }
    await page.goto(url);
    const clean = async () => {
        assert.deepEqual(complaints.filter(text => !permitted.some(one => text.includes(one))), []);
        assert.deepEqual(await page.evaluate(() => window.violations), []);
        assert.equal(await page.evaluate(() => window.hurt), undefined);
    };
    return {page, clean, close: () => context.close()};
}

export const says = (page, selector, text) => page.locator(selector).filter({hasText: text, visible: true}).first().waitFor();

export async function narrowEnough(page) {
    const {inner, scroll} = await page.evaluate(() => ({inner: innerWidth, scroll: document.scrollingElement.scrollWidth}));
    assert.ok(scroll <= inner, `the page is ${scroll} px wide, the window ${inner}`);
}

/** Presses Tab until an element has the focus. */
export async function tabTo(page, selector, text = '') {
    for (let presses = 0; presses < 150; presses++) {
        await page.keyboard.press('Tab');
        const there = await page.evaluate(([wanted, content]) => {
            const focused = document.activeElement;
            return focused.matches(wanted) && focused.textContent.includes(content) && focused.matches(':focus-visible');
        }, [selector, text]);
        if (there) {
            return;
        }
    }
    assert.fail(`Tab does not reach ${selector} ${text}`);
}

/** All texts that are seen have the contrast of WCAG AA. */
export async function legible(page) {
    const faint = await page.evaluate(() => {
        const parse = color => color.match(/[\d.]+/g).map(Number);
        const linear = part => part <= 10.31475 ? part / 3294.6 : ((part / 255 + 0.055) / 1.055) ** 2.4;
        const luminance = ([red, green, blue]) => 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
        const behind = element => {
            for (let one = element; one; one = one.parentElement) {
                const color = parse(getComputedStyle(one).backgroundColor);
                if (color.length === 3 || color[3] > 0) {
                    return color;
                }
            }
            return [255, 255, 255];
        };
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        const found = [];
        while (walker.nextNode()) {
            const element = walker.currentNode.parentElement;
            if (!walker.currentNode.data.trim() || !element.checkVisibility() || element.matches(':disabled')) {
                continue;
            }
            const style = getComputedStyle(element);
            const ink = parse(element.closest('svg') ? style.fill : style.color);
            const [light, dark] = [luminance(ink), luminance(behind(element))].sort((one, other) => other - one);
            const contrast = (light + 0.05) / (dark + 0.05);
            if (contrast < 4.5) {
                found.push(`${walker.currentNode.data.trim().slice(0, 40)}: ${contrast.toFixed(2)}`);
            }
        }
        return found;
    });
    assert.deepEqual(faint, []);
}

/** Says whether the tab is hidden, as the browser would. */
export const hide = (page, hidden) => page.evaluate(value => {
    Object.defineProperty(document, 'hidden', {value, configurable: true});
    document.dispatchEvent(new Event('visibilitychange'));
}, hidden);
