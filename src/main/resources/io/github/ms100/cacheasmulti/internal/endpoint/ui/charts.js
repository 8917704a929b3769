// The hit ratio over time: differences between the answers that this page has seen, kept here alone.
import {percent, text} from './texts.js';

const WINDOW = 10 * 60_000;
const MOST = 130;
const SVG = 'http://www.w3.org/2000/svg';

/** What one cache was asked, answer by answer. */
export class History {
    #samples = [];
    #last = null;

    /** Takes the counters of an answer, which only grow while they are counted since the same moment. */
    add({hits, misses}, time, started) {
        const last = this.#last;
        this.#last = {hits, misses, time, started};
        if (last?.started !== started || hits < last.hits || misses < last.misses) {
            this.#samples = [];
            return;
        }
        if (time <= last.time) {
            return;
        }
        const found = hits - last.hits;
        const asked = found + misses - last.misses;
        this.#samples.push({from: last.time, to: time, ratio: asked > 0 ? found / asked : null});
        this.#samples = this.#samples.filter(sample => sample.to > time - WINDOW).slice(-MOST);
    }

    /** The intervals in which something was asked, oldest first. */
    get samples() {
        return this.#samples.filter(({ratio}) => ratio !== null);
    }

    get end() {
        return this.#last?.time ?? 0;
    }

    get latest() {
        return this.#samples.at(-1)?.ratio ?? null;
    }
}

/** A chart without a size of its own; the large one has an axis. */
export class Chart {
    constructor(large) {
        this.large = large;
        const [width, height] = large ? [500, 120] : [120, 30];
        this.area = large ? {left: 46, top: 8, right: width - 8, bottom: height - 24} : {left: 1, top: 2, right: width - 1, bottom: height - 2};
        this.node = shape('svg', {class: large ? 'chart large' : 'chart', viewBox: `0 0 ${width} ${height}`, role: 'img'});
        this.line = shape('path', {class: 'ratio'});
        this.node.append(...this.#grid(), this.line);
        this.texts = large ? this.#axis() : [];
        this.node.append(...this.texts.map(([node]) => node));
    }

    update(history) {
        const samples = history.samples;
        this.line.setAttribute('d', this.#steps(samples, history.end));
        const ratios = samples.map(({ratio}) => ratio);
        const label = ratios.length
            ? text('chart', percent(ratios.at(-1)), percent(Math.min(...ratios)), percent(Math.max(...ratios)))
            : text('chartEmpty');
        this.node.setAttribute('aria-label', label);
        this.texts.forEach(([node, content]) => node.textContent = content());
    }

    /** Each interval is a level line; those that follow each other are joined, where nothing was asked there is a gap. */
    #steps(samples, end) {
        const {left, right, top, bottom} = this.area;
        const x = time => (left + (right - left) * Math.max(0, 1 - (end - time) / WINDOW)).toFixed(1);
        const y = ratio => (bottom - (bottom - top) * ratio).toFixed(1);
        let reached = null;
        return samples.map(({from, to, ratio}) => {
            const start = from === reached ? `V${y(ratio)}` : `M${x(from)} ${y(ratio)}`;
            reached = to;
            return `${start}H${x(to)}`;
        }).join('');
    }

    #grid() {
        const {left, right, top, bottom} = this.area;
        return [top, (top + bottom) / 2, bottom].map(y => shape('path', {class: 'grid', d: `M${left} ${y}H${right}`}));
    }

    #axis() {
        const {left, right, top, bottom} = this.area;
        const at = (x, y, anchor, content) => [shape('text', {x, y, 'text-anchor': anchor}), content];
        return [
            at(left - 6, top + 4, 'end', () => '100\u00a0%'),
            at(left - 6, (top + bottom) / 2 + 4, 'end', () => '50\u00a0%'),
            at(left - 6, bottom + 4, 'end', () => '0\u00a0%'),
            at(left, bottom + 18, 'start', () => text('ago')),
            at(right, bottom + 18, 'end', () => text('now'))
        ];
    }
}

function shape(name, attributes) {
    const element = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) {
        element.setAttribute(key, value);
    }
    return element;
}
