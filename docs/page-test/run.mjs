// Checks the page in Chromium: against canned answers, or what can be said of any application that runs.
//   node run.mjs [part of the name of a check]
//   node run.mjs http://localhost:8080/actuator
import {mkdir} from 'node:fs/promises';
import {launch, legible, narrowEnough, open, says} from './browser.mjs';
import {ALL_ALLOWED} from './canned.mjs';
import {ACTIONS} from './actions.mjs';
import {CHECKS} from './checks.mjs';
import {startFixture} from './fixture.mjs';
import {poll} from './steps.mjs';

// What Chromium writes of each answer that is none; the page shows it.
const EXPECTED = {
    'says why it was refused': ['Failed to load resource'],
    'says that the endpoint is missing, and asks less often': ['Failed to load resource']
};
const TARGET = new URL('target/', import.meta.url).pathname;
const write = line => process.stdout.write(`${line}\n`);

async function withCanned(browser, part) {
    let failed = 0;
    for (const [name, check] of Object.entries({...CHECKS, ...ACTIONS}).filter(([one]) => one.includes(part))) {
        const fixture = await startFixture();
        const {page, clean, close} = await open(browser, fixture.page, {permitted: EXPECTED[name] ?? []});
        try {
            await poll({page, fixture}, 10);
            await check({page, fixture, context: page.context()});
            await clean();
            write(`ok    ${name}`);
        } catch (error) {
            failed++;
            write(`FAIL  ${name}\n${error.stack}`);
            await page.screenshot({path: `${TARGET}failed-${failed}.png`, fullPage: true});
        }
        await close();
        await fixture.close();
    }
    return failed;
}

/** The paths of both endpoints are the application's: the page is told them. */
async function otherPaths(browser) {
    const fixture = await startFixture({ui: 'console', api: 'batches'});
    const {page, clean, close} = await open(browser, fixture.page);
    await poll({page, fixture}, 10);
    await clean();
    await close();
    await fixture.close();
    write('ok    other paths');
}

const NARROW = {width: 390, height: 844};
const PICTURES = {
    'light': {}, 'dark': {colorScheme: 'dark'}, 'chinese': {locale: 'zh-CN'}, 'narrow': {viewport: NARROW},
    'narrow-dark': {viewport: NARROW, colorScheme: 'dark'}
};

/** Pictures to look at: as it comes, with what can be opened, and for the documentation, where no name is hurtful. */
async function pictures(browser) {
    for (const [name, options] of Object.entries(PICTURES)) {
        const fixture = await startFixture();
        fixture.state.allowed = ALL_ALLOWED;
        fixture.state.tame = true;
        const {page, close} = await open(browser, fixture.page, options);
        await poll({page, fixture}, 10);
        for (let one = 0; one < 90; one++) {
            await poll({page, fixture});
        }
        if (!options.viewport) {
            await openCache(page);
        }
        await page.screenshot({path: `${TARGET}${name}-tame.png`, fullPage: !options.viewport});
        fixture.state.tame = false;
        await poll({page, fixture});
        await openMethod(page);
        await page.screenshot({path: `${TARGET}${name}.png`, fullPage: true});
        await close();
        await fixture.close();
    }
    write(`pictures are in ${TARGET}`);
}

async function openCache(page) {
    await page.locator('#caches tbody', {hasText: 'cacheManager · RedisCache'}).first().locator('.opener').click();
    await page.locator('#caches .failures li').first().waitFor();
}

async function openMethod(page) {
    await page.locator('#methods .opener').first().click();
    await page.locator('#methods textarea').first().fill('1\n2\n3\n17');
    await page.locator('#methods .lookup button').first().click();
    await page.locator('#methods .results td').first().waitFor();
}

async function against(browser, base) {
    for (const colorScheme of ['light', 'dark']) {
        for (const width of [1280, 390]) {
            const {page, clean, close} = await open(browser, `${base}/cachebatchesui`, {clock: false, colorScheme, viewport: {width, height: 900}});
            await says(page, '#updated', /\d\d:\d\d:\d\d/);
            await page.locator('#caches, #methods').first().waitFor();
            await narrowEnough(page);
            await legible(page);
            await page.screenshot({path: `${TARGET}real-${colorScheme}-${width}.png`, fullPage: true});
            await clean();
            await close();
            write(`ok    ${colorScheme}, ${width} px`);
        }
    }
    return 0;
}

const [argument = ''] = process.argv.slice(2);
await mkdir(TARGET, {recursive: true});
const browser = await launch();
let failed;
try {
    failed = argument.startsWith('http') ? await against(browser, argument.replace(/\/$/, '')) : await withCanned(browser, argument);
    if (!argument) {
        await otherPaths(browser);
        await pictures(browser);
    }
} finally {
    await browser.close();
}
process.exitCode = failed ? 1 : 0;
