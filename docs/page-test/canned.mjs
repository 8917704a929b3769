// What the endpoint answers in the tests of the page.
export const XSS = '<img src=x onerror="window.hurt=1">';
const START = Date.parse('2026-11-27T17:00:00Z');
const STEP = 5_000;

/** The wave of the hit ratio that the charts show, poll by poll. */
const ratioAt = poll => 0.86 + 0.07 * Math.sin(poll / 7) + 0.03 * Math.sin(poll * 1.7) - (poll % 40 > 35 ? 0.3 : 0);

export const timeAt = poll => new Date(START + 303_120 + poll * STEP).toISOString();

const NOTHING = {
    hits: 0, misses: 0, errors: 0, bypassed: 0, hitRatio: null, gets: {count: 0, totalMillis: 0, longestMillis: 0}, stored: 0,
    puts: {count: 0, totalMillis: 0, longestMillis: 0}, removed: 0, localHits: 0, localMisses: 0
};

const REDIS = 'org.springframework.data.redis.cache.RedisCache';

function cars(poll) {
    let hits = 1676;
    for (let one = 1; one <= poll; one++) {
        hits += Math.round(100 * ratioAt(one));
    }
    const asked = 1900 + 100 * poll;
    return {
        ...NOTHING, name: 'cars', manager: 'cacheManager', type: REDIS, mode: 'batch', why: null, available: true, localLevel: true,
        hits, misses: asked - hits, hitRatio: hits / asked, gets: {count: 40 + poll, totalMillis: 36.8 + poll, longestMillis: 4.1},
        stored: 216, puts: {count: 12, totalMillis: 13.2, longestMillis: 2.35}, removed: 14, localHits: 1204, localMisses: 696
    };
}

/** Not sorted: the page is to sort. */
export function caches(poll) {
    return [
        {
            ...NOTHING, name: 'users', manager: 'cacheManager', type: REDIS, mode: 'batch', why: null, available: false,
            localLevel: false, hits: 120, misses: 30, errors: 7, bypassed: 85, hitRatio: 0.8,
            gets: {count: 9, totalMillis: 2210.4, longestMillis: 2003.5}
        },
        {
            ...NOTHING, name: XSS, manager: 'local', type: 'org.springframework.cache.concurrent.ConcurrentMapCache', mode: 'loop',
            why: 'ConcurrentMapCache has no batch operations; there is nothing to send', available: true, localLevel: false,
            hits: 4, misses: 4, hitRatio: 0.5, gets: {count: 2, totalMillis: 0.06, longestMillis: 0.04}
        },
        {...NOTHING, name: 'lazy', manager: '', type: null, mode: null, why: null, available: true, localLevel: false},
        cars(poll),
        {...cars(0), manager: 'another', localLevel: false, localHits: 0, localMisses: 0}
    ];
}

const read = {kind: 'read', caches: ['cars'], manager: 'cacheManager', key: '#ids', refused: null};
const IDLE = {
    beans: ['catalogue'], type: 'com.example.Catalogue', parameter: 'ids', elementType: 'java.lang.Long', operations: [read], calls: 0,
    elements: 0, medianSize: 0, maximumSize: 0, loads: {count: 0, totalMillis: 0, longestMillis: 0}, failedLoads: 0, found: 0,
    missing: 0, waits: 0, coalesced: 0
};

const METHODS = [
    {
        ...IDLE, id: 'people.findAll', beans: [], type: 'com.example.People', method: 'findAll', parameter: 'p0', elementType: 'java.lang.String',
        operations: [{...read, caches: ['users'], manager: null, key: null, refused: 'the key needs the parameter #tenant as well'}]
    },
    {
        ...IDLE, id: 'catalogue.findByIds', method: 'findByIds', operations: [
            {...read, caches: ['cars', XSS]}, {...read, kind: 'evict', caches: ['users'], manager: null, key: '#root.methodName', refused: 'not by elements'}],
        calls: 40, elements: 1900, medianSize: 48, maximumSize: 100, loads: {count: 12, totalMillis: 100.9, longestMillis: 21.7},
        failedLoads: 1, found: 210, missing: 6, waits: 3, coalesced: 9
    },
    {...IDLE, id: 'catalogue.save', method: 'save', operations: [{...read, kind: 'put'}], calls: 2, elements: 14, medianSize: 7, maximumSize: 7}
];

const LEVELS = [{channel: 'cache-as-multi:shop', validated: true, sent: 3, received: 5, gaps: 0, unvalidatedMillis: 0.0}];

export const NOT_ALLOWED = {keys: false, values: false, sample: false, evict: false, clear: false};
export const ALL_ALLOWED = {keys: true, values: true, sample: true, evict: true, clear: true};

export function overview(poll, allowed, started) {
    return {started, time: timeAt(poll), allowed, methods: METHODS, caches: caches(poll), localLevels: LEVELS};
}

export const STARTED = new Date(START).toISOString();

/** A cache with its details. */
export function details(cache) {
    const details = {
        storesNull: true, timeToLive: 'PT10M', keyPrefix: 'cars::', maxBatchSize: 1000,
        failures: [{type: 'org.springframework.data.redis.RedisConnectionFailureException', count: 3, last: '2026-11-27T17:04:00Z'}]
    };
    return {...cache, details};
}

/** Element 2 is absent, 3 cannot be read; all others are there until they are evicted. */
export function found(element, evicted, allowed) {
    const present = element === '3' ? null : element !== '2' && !evicted.has(element);
    return {
        element, key: allowed.keys ? element === XSS ? XSS : `cars::${element}` : null, present,
        value: allowed.values && present ? `Car[id=${element}, name=${XSS}]` : null,
        failure: present === null ? 'org.springframework.dao.QueryTimeoutException' : null
    };
}
