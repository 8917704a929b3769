package io.github.ms100.cacheasmulti.demo.web;

import org.springframework.stereotype.Component;

/** Counts, over all lookups, the elements asked for and those the cache knew. */
@Component
class HitCount {

    private Totals totals = new Totals(0, 0);

    synchronized Totals add(long asked, long fromCache) {
        totals = new Totals(totals.asked() + asked, totals.fromCache() + fromCache);
        return totals;
    }

    synchronized Totals current() {
        return totals;
    }

    synchronized Totals reset() {
        totals = new Totals(0, 0);
        return totals;
    }

    record Totals(long asked, long fromCache) {}
}
