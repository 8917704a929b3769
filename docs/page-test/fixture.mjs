// A server that gives the page and canned answers, and records what it was asked.
import {readFile} from 'node:fs/promises';
import {createServer} from 'node:http';
import {ALL_ALLOWED, NOT_ALLOWED, STARTED, XSS, caches, details, found, overview} from './canned.mjs';

const UI = new URL('../../src/main/resources/io/github/ms100/cacheasmulti/internal/endpoint/ui/', import.meta.url);
const TYPES = {html: 'text/html', css: 'text/css', js: 'text/javascript', svg: 'image/svg+xml'};
const QUOTED = JSON.stringify(XSS).slice(1, -1);
const JSON_TYPE = 'application/json';

export async function startFixture({ui = 'cachebatchesui', api = 'cachebatches'} = {}) {
    const state = {
        allowed: NOT_ALLOWED, polls: 0, fails: null, refuses: null, tame: false, started: STARTED, evicted: new Set(), requests: [], running: 0, together: 0
    };
    const server = createServer(async (request, response) => {
        const url = new URL(request.url, 'http://fixture');
        const [, base, endpoint, ...rest] = url.pathname.split('/').map(decodeURIComponent);
        try {
            if (base === 'actuator' && endpoint === ui && request.method === 'GET') {
                await givePage(response, rest, {ui, api});
            } else if (base === 'actuator' && endpoint === api) {
                await giveApi(state, request, response, {url, rest});
            } else {
                give(response, 404, '<h1>Not found</h1>', 'text/html');
            }
        } catch (error) {
            give(response, 500, String(error), 'text/plain');
        }
    });
    await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
    const base = `http://127.0.0.1:${server.address().port}/actuator`;
    return {state, base, page: `${base}/${ui}`, close: () => new Promise(resolve => server.close(resolve))};
}

function give(response, status, body, type = JSON_TYPE) {
    response.writeHead(status, {
        'Content-Type': `${type}; charset=utf-8`, 'Content-Security-Policy': "default-src 'self'", 'X-Content-Type-Options': 'nosniff'
    });
    response.end(type === JSON_TYPE ? JSON.stringify(body) : body);
}

async function givePage(response, [file = 'page.html'], {ui, api}) {
    if (!/^[a-z]+\.(html|css|js|svg)$/.test(file)) {
        give(response, 404, 'none', 'text/plain');
        return;
    }
    const body = await readFile(new URL(file, UI), 'utf8');
    const type = TYPES[file.split('.')[1]];
    give(response, 200, type === TYPES.html ? body.replaceAll('{{ui}}', ui).replaceAll('{{api}}', api) : body, type);
}

async function giveApi(state, request, response, {url, rest}) {
    let body = '';
    for await (const part of request) {
        body += part;
    }
    state.requests.push({method: request.method, path: url.pathname, query: url.searchParams, headers: request.headers, body});
    state.together = Math.max(state.together, ++state.running);
    await state.held;
    state.running--;
    const failing = rest.length === 0 || request.method !== 'GET' ? state.fails : null;
    if (failing === 'network') {
        request.socket.destroy();
    } else if (failing) {
        give(response, failing, '<h1>No</h1>', 'text/html');
    } else if (state.refuses && rest.length) {
        give(response, state.refuses.status, {reason: state.refuses.reason});
    } else {
        const {status = 200, answer} = answerTo(state, request.method, url.searchParams, rest, body);
        give(response, status, state.tame ? JSON.parse(JSON.stringify(answer).replaceAll(QUOTED, 'brands')) : answer);
    }
}

function answerTo(state, method, query, [name, what], body) {
    if (name === undefined) {
        return {answer: overview(state.polls++, state.allowed, state.started)};
    }
    const manager = query.get('manager') ?? (body ? JSON.parse(body).manager : undefined);
    const cache = caches(0).find(one => one.name === name && (manager === undefined || one.manager === manager));
    if (!cache && name !== XSS) {
        return {status: 404, answer: {reason: `no cache ${name}`}};
    }
    const identity = {cache: name, manager: cache?.manager ?? manager};
    const elements = query.getAll('element');
    if (method === 'DELETE') {
        elements.forEach(element => state.evicted.add(element));
        return {answer: {...identity, evicted: elements.length}};
    }
    if (method === 'POST') {
        return JSON.parse(body).clear === name ? {answer: {...identity, cleared: true}} : {status: 400, answer: {reason: 'repeat the name'}};
    }
    if (what === 'lookup') {
        const method = query.get('method');
        return {answer: {method, ...identity, elements: elements.map(element => found(element, state.evicted, state.allowed))}};
    }
    return {answer: what === 'sample' ? {...identity, keys: ['cars::1', XSS], complete: false} : details(cache)};
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
    const {state, page} = await startFixture();
    state.allowed = process.argv.includes('read-only') ? NOT_ALLOWED : ALL_ALLOWED;
    process.stdout.write(`${page}\n`);
}
