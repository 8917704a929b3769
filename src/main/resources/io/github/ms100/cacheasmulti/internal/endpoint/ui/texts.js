// The texts of the page in both languages, and how numbers and times are written.
const TEXTS = {
    title: ['Cache batches', '批量缓存'],
    since: ['Counted since {0}.', '自 {0} 起计数。'],
    updated: ['Last update {0}.', '最近更新：{0}。'],
    old: ['Old numbers, of {0}', '旧数字：{0}'],
    paused: ['paused', '已暂停'],
    pause: ['Pause', '暂停'],
    resume: ['Resume', '继续'],
    loading: ['Asking …', '正在查询……'],
    caches: ['Caches', '缓存'],
    methods: ['Methods', '方法'],
    levels: ['Local levels', '本地层'],
    cachesHint: ['What batch methods have asked of caches. The chart shows the hit ratio of the last ten minutes, between updates of this page.',
        '批量方法向缓存要了什么。图中是本页各次更新之间的命中率，最近十分钟。'],
    methodsHint: ['What batch methods were asked for, and what they have loaded. Times are those of your method.',
        '向批量方法要了什么，它们加载了什么。时间是你的方法的执行时间。'],
    levelsHint: ['Copies of Redis entries on this node, and the messages between nodes about what has changed.',
        '本节点上 Redis 条目的副本，以及节点之间关于变更的消息。'],
    noCaches: ['No batch method names a cache.', '没有批量方法使用缓存。'],
    noMethods: ['There are no batch methods.', '没有批量方法。'],
    anew: ['The numbers began anew, last seen at {0}: the application was restarted, or another instance answers.', '数字重新开始过（最近于 {0} 发现）：应用重启过，或者应答的是另一个实例。'],
    next: ['Next try at {0}.', '下次尝试：{0}。'],

    unreachable: ['The endpoint cannot be reached: the application does not run, or the network is down.', '无法访问端点：应用没有运行，或网络中断。'],
    noAnswer: ['The endpoint has not answered for 20 seconds.', '端点 20 秒没有应答。'],
    redirected: ['The endpoint sends elsewhere, probably to sign in. Sign in, then reload this page.', '端点转到别处，多半是要求登录。请登录后重新加载本页。'],
    notJson: ['The answer is no JSON of this endpoint (status {0}). Is it a sign-in page?', '应答不是这个端点的 JSON（状态 {0}）。是不是登录页面？'],
    status401: ['Sign in is needed (status 401). Sign in, then reload this page.', '需要登录（状态 401）。请登录后重新加载本页。'],
    status403: ['You may not read this endpoint (status 403).', '你无权读取这个端点（状态 403）。'],
    status403Write: ['This was refused (status 403): you may not, or the CSRF token is missing.', '被拒绝（状态 403）：没有权限，或缺少 CSRF 令牌。'],
    status404: ['There is no such endpoint (status 404): it is not exposed, or not allowed.', '没有这个端点（状态 404）：没有公开，或不允许。'],
    status405: ['This is not allowed here (status 405).', '这里不允许这样做（状态 405）。'],
    statusOther: ['The server answered with status {0}.', '服务器应答状态 {0}。'],
    refused: ['Refused (status {0}): {1}', '被拒绝（状态 {0}）：{1}'],
    noPath: ['A cache of this name cannot be addressed.', '无法访问这个名称的缓存。'],
    broken: ['This page cannot show the answer: {0}', '本页无法显示应答：{0}'],

    cache: ['Cache', '缓存'],
    noManager: ['no manager', '无管理器'],
    anyManager: ['manager not known', '管理器未知'],
    hitRatio: ['Hit ratio', '命中率'],
    keys: ['Keys asked for', '查询的键'],
    hits: ['Hits', '命中'],
    misses: ['Misses', '未命中'],
    errors: ['Errors', '错误'],
    bypassed: ['Bypassed', '绕过'],
    gets: ['A get takes', '读取用时'],
    getAverage: ['Get, average', '读取平均'],
    getLongest: ['Get, longest', '读取最长'],
    average: ['Average', '平均'],
    longest: ['Longest', '最长'],
    stored: ['Stored', '写入'],
    removed: ['Removed', '清除'],
    localHits: ['Local hits', '本地命中'],
    batch: ['batch', '批量'],
    loop: ['key by key', '逐个键处理'],
    notMade: ['not made yet', '尚未创建'],
    available: ['available', '可用'],
    notAvailable: ['▲ not available', '▲ 不可用'],
    localLevel: ['local level', '本地层'],
    lately: ['last {0}', '最近 {0}'],
    latelyNothing: ['nothing asked lately', '最近没有查询'],
    chart: ['Hit ratio of the last ten minutes: last {0}, lowest {1}, highest {2}', '最近十分钟的命中率：最近 {0}，最低 {1}，最高 {2}'],
    chartEmpty: ['Hit ratio of the last ten minutes: nothing was asked', '最近十分钟的命中率：没有查询'],
    ago: ['10 min ago', '10 分钟前'],
    now: ['now', '现在'],

    type: ['Type', '类型'],
    timeToLive: ['Time to live', '存活时间'],
    nulls: ['Keeps nulls', '保存 null'],
    prefix: ['Key prefix', '键前缀'],
    noPrefix: ['none', '无'],
    batchSize: ['Largest batch', '最大批量'],
    puts: ['A put takes', '写入用时'],
    averageAndLongest: ['{0} on average, {1} at most', '平均 {0}，最长 {1}'],
    localAsked: ['Local copies', '本地副本'],
    localCounts: ['{0} hits, {1} misses', '命中 {0}，未命中 {1}'],
    never: ['no expiry', '不过期'],
    varies: ['varies', '各不相同'],
    unknown: ['not known', '未知'],
    none: ['none', '无'],
    yes: ['yes', '是'],
    no: ['no', '否'],
    failures: ['Last failures', '最近的失败'],
    noFailures: ['None has been seen.', '没有发现失败。'],
    asOf: ['As of {0}.', '截至 {0}。'],
    refresh: ['Refresh', '刷新'],
    sample: ['Show a sample of keys', '查看部分键'],
    sampleAll: ['All keys: {0}.', '全部的键：{0} 个。'],
    sampleSome: ['Some of the keys: {0}. There are more, or not all were seen.', '部分的键：{0} 个。还有更多，或没有全部查到。'],
    clear: ['Clear the cache …', '清空缓存……'],
    clearTitle: ['Clear the cache {0}?', '清空缓存 {0}？'],
    clearDetail: ['All its entries are removed, for all instances that share them. Manager: {0}. Type {1} to confirm.', '它的全部条目会被删除，共用它们的所有实例都受影响。管理器：{0}。请输入 {1} 确认。'],
    clearDo: ['Clear', '清空'],
    cleared: ['Cleared at {0}.', '已于 {0} 清空。'],
    typeName: ['Name of the cache', '缓存名称'],
    cancel: ['Cancel', '取消'],

    method: ['Method', '方法'],
    of: ['elements: {0}', '元素类型：{0}'],
    noBean: ['no bean made yet', '尚未创建 Bean'],
    asked: ['Asked for', '调用'],
    calls: ['Calls', '调用次数'],
    elements: ['Elements', '元素'],
    batchSizes: ['Batch', '批量大小'],
    median: ['Median', '中位数'],
    maximum: ['Max.', '最大'],
    batchMedian: ['Batch, median', '批量中位数'],
    batchMaximum: ['Batch, max.', '批量最大'],
    loads: ['Loads', '加载'],
    count: ['Count', '次数'],
    failed: ['Failed', '失败'],
    loadAverage: ['Load, average', '加载平均'],
    loadLongest: ['Load, longest', '加载最长'],
    loadFailed: ['Loads, failed', '加载失败'],
    found: ['Found', '找到'],
    missing: ['Missing', '缺少'],
    others: ['With others', '与其他调用'],
    waits: ['Waits', '等待'],
    coalesced: ['Coalesced', '合并'],
    read: ['read', '读取'],
    put: ['put', '写入'],
    evict: ['evict', '清除'],
    key: ['key {0}', '键 {0}'],
    keyGenerator: ['key generator', '键生成器'],
    signature: ['Method', '方法'],
    beans: ['Beans', 'Bean'],
    operations: ['Operations', '操作'],
    notLookedUp: ['elements cannot be looked up: {0}', '无法查询元素：{0}'],

    lookup: ['Look up elements', '查询元素'],
    lookupHint: ['One per line, at most 100. Spaces around them are dropped.', '每行一个，最多 100 个，忽略首尾空格。'],
    lookupIn: ['in the cache', '所在缓存'],
    lookupDo: ['Look up', '查询'],
    lookupNone: ['Write at least one element.', '请至少写一个元素。'],
    lookupMany: ['{0} elements: at most 100 can be looked up at once.', '{0} 个元素：一次最多查询 100 个。'],
    lookupResult: ['{0} ({1}) at {2}: {3} present, {4} absent, {5} could not be read.', '{0}（{1}），{2}：存在 {3} 个，不存在 {4} 个，读不出来 {5} 个。'],
    working: ['Asking …', '正在查询……'],
    element: ['Element', '元素'],
    keyColumn: ['Key', '键'],
    state: ['State', '状态'],
    value: ['Value', '值'],
    present: ['✓ present', '✓ 存在'],
    absent: ['– absent', '– 不存在'],
    unread: ['▲ could not be read: {0}', '▲ 读不出来：{0}'],
    action: ['Action', '操作'],
    evictOne: ['Evict …', '清除……'],
    evictAll: ['Evict all of these ({0}) …', '清除以上全部（{0}）……'],
    evictTitle: ['Evict from {0}?', '从 {0} 清除？'],
    evictDetail: ['{0} of {1} ({2})', '{1}（{2}）的 {0}'],
    evictElement: ['The element {0}', '元素 {0}'],
    evictElements: ['{0} elements', '{0} 个元素'],
    evictDo: ['Evict', '清除'],
    evicted: ['{0} evicted, then looked up again.', '已清除 {0} 个，并重新查询。'],

    channel: ['Channel', '通道'],
    validated: ['Copies are served', '使用副本'],
    sent: ['Messages sent', '发出的消息'],
    received: ['Messages received', '收到的消息'],
    gaps: ['Gaps', '缺口'],
    unvalidated: ['Unvalidated for', '未验证时长'],
    served: ['✓ yes, validated', '✓ 是，已验证'],
    notServed: ['▲ no, not validated', '▲ 否，未验证']
};

const STORED = 'cache-as-multi.language';
let current = remembered() ?? (navigator.language?.toLowerCase().startsWith('zh') ? 'zh' : 'en');

function remembered() {
    try {
        const stored = localStorage.getItem(STORED);
        return ['en', 'zh'].includes(stored) ? stored : null;
    } catch {
        return null;
    }
}

export const language = () => current;

export function speak(chosen) {
    current = chosen;
    try {
        localStorage.setItem(STORED, chosen);
    } catch {
        // Not kept, then.
    }
}

export function text(key, ...values) {
    const found = TEXTS[key]?.[current === 'zh' ? 1 : 0] ?? key;
    return found.replace(/\{(\d)}/g, (_, index) => String(values[index]));
}

const numbers = new Intl.NumberFormat('en');

export const number = value => numbers.format(value);

export const percent = ratio => ratio === null || ratio === undefined ? '–' : `${(100 * ratio).toFixed(1)}\u00a0%`;

export function milliseconds(value) {
    if (value >= 60_000) {
        return `${(value / 60_000).toFixed(1)}\u00a0min`;
    }
    if (value >= 1000) {
        return `${(value / 1000).toFixed(2)}\u00a0s`;
    }
    if (value > 0 && value < 0.1) {
        return `${(value * 1000).toFixed(1)}\u00a0µs`;
    }
    return `${value.toFixed(value > 0 && value < 100 ? 2 : 0)}\u00a0ms`;
}

/** The average of what was timed, or a dash where nothing was. */
export const average = ({count, totalMillis}) => count ? milliseconds(totalMillis / count) : '–';

export const longest = ({count, longestMillis}) => count ? milliseconds(longestMillis) : '–';

const locale = () => current === 'zh' ? 'zh-CN' : 'en-GB';

export const time = value => new Date(value).toLocaleTimeString(locale(), {hourCycle: 'h23'});

export const moment = value => new Date(value).toLocaleString(locale(), {dateStyle: 'medium', timeStyle: 'medium', hourCycle: 'h23'});

/** `PT1H30M` as `1 h 30 min`; anything else as it is. */
export function duration(iso) {
    const parts = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/.exec(iso);
    if (!parts) {
        return iso;
    }
    return ['h', 'min', 's'].map((unit, index) => parts[index + 1] && `${parts[index + 1]}\u00a0${unit}`).filter(Boolean).join(' ') || iso;
}

/** The last part of the name of a class. */
export const simpleName = type => type.slice(type.lastIndexOf('.') + 1);
