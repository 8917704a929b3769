// What is asked of the endpoint, one request at a time where it is asked again and again.
const PATIENCE = 20_000;
const base = new URL(document.documentElement.dataset.api, document.baseURI);

/** Why there is no answer: a key of the texts, and what the server says of it. */
export class Refusal extends Error {
    constructor(key, ...values) {
        super(key);
        this.key = key;
        this.values = values;
    }
}

/** Asks for the numbers of everything. */
export async function overview() {
    const answer = await request('GET', base);
    if (!Array.isArray(answer?.caches) || !Array.isArray(answer.methods) || !answer.allowed) {
        throw new Refusal('notJson', 200);
    }
    return answer;
}

/** Asks for something of one cache, which its name and manager tell; a manager that is null is not told. */
export async function ofCache(method, {name, manager}, {tail = '', query = {}, body} = {}) {
    const known = manager === null ? {} : {manager};
    const url = new URL(`${base.href}/${segment(name)}${tail}`);
    for (const [key, value] of Object.entries(body ? {} : {...query, ...known})) {
        [value].flat().forEach(one => url.searchParams.append(key, one));
    }
    return request(method, url, body && {...body, ...known});
}

/** A name as one segment of a path. The browser would take some for steps in the path, and ask for something else. */
function segment(name) {
    if (['', '.', '..'].includes(name)) {
        throw new Refusal('noPath');
    }
    try {
        return encodeURIComponent(name);
    } catch {
        throw new Refusal('noPath');
    }
}

async function request(method, url, body) {
    const given = new AbortController();
    const patience = setTimeout(() => given.abort(), PATIENCE);
    try {
        const response = await fetch(url, {...options(method, body), signal: given.signal}).catch(() => {
            throw new Refusal(given.signal.aborted ? 'noAnswer' : 'unreachable');
        });
        return await read(response, method);
    } finally {
        clearTimeout(patience);
    }
}

async function read(response, method) {
    if (response.type === 'opaqueredirect') {
        throw new Refusal('redirected');
    }
    const answer = await response.json().catch(() => null);
    if (!response.ok) {
        throw refusal(response.status, answer, method);
    }
    if (answer === null) {
        throw new Refusal('notJson', response.status);
    }
    return answer;
}

function options(method, body) {
    const headers = {'Accept': 'application/json', 'X-Requested-With': 'XMLHttpRequest'};
    if (body) {
        headers['Content-Type'] = 'application/json';
    }
    const token = method === 'GET' ? null : csrfToken();
    if (token) {
        headers['X-XSRF-TOKEN'] = token;
    }
    return {method, headers, body: body && JSON.stringify(body), cache: 'no-store', redirect: 'manual'};
}

function refusal(status, answer, method) {
    if (typeof answer?.reason === 'string') {
        return new Refusal('refused', status, answer.reason);
    }
    if (status === 403 && method !== 'GET') {
        return new Refusal('status403Write');
    }
    return [401, 403, 404, 405].includes(status) ? new Refusal(`status${status}`) : new Refusal('statusOther', status);
}

function csrfToken() {
    const cookie = document.cookie.split('; ').find(one => one.startsWith('XSRF-TOKEN='));
    const value = cookie?.slice('XSRF-TOKEN='.length);
    try {
        return value && decodeURIComponent(value);
    } catch {
        return value;
    }
}

/**
 * Asks again and again: never more often than the interval, never while an answer is awaited, never in a hidden tab, and
 * less and less often while there is none.
 */
export class Poll {
    static INTERVAL = 5_000;
    static LONGEST = 60_000;
    paused = false;
    #failures = 0;
    #running = false;
    #ended = -Infinity;
    #timer;

    constructor(onAnswer, onRefusal) {
        this.onAnswer = onAnswer;
        this.onRefusal = onRefusal;
        document.addEventListener('visibilitychange', () => this.plan());
    }

    pause(paused) {
        this.paused = paused;
        this.#failures = 0;
        this.plan();
    }

    /** The milliseconds until the next request may be made. */
    get wait() {
        const interval = Math.min(Poll.INTERVAL * 2 ** this.#failures, Poll.LONGEST);
        return Math.max(0, this.#ended + interval - performance.now());
    }

    plan() {
        clearTimeout(this.#timer);
        if (!this.paused && !document.hidden && !this.#running) {
            this.#timer = setTimeout(() => this.#ask(), this.wait);
        }
    }

    async #ask() {
        this.#running = true;
        try {
            const answer = await overview();
            this.#end(0);
            this.onAnswer(answer);
        } catch (reason) {
            this.#end(this.#failures + 1);
            this.onRefusal(reason);
        } finally {
            this.plan();
        }
    }

    #end(failures) {
        this.#running = false;
        this.#failures = failures;
        this.#ended = performance.now();
    }
}
