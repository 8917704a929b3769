package io.github.ms100.cacheasmulti.test;

import org.assertj.core.api.AbstractAssert;

/** Assertions on numbers of one method or cache. */
abstract class CountsAssert<SELF extends CountsAssert<SELF>> extends AbstractAssert<SELF, RecordedBatches> {

    private final String subject;

    CountsAssert(RecordedBatches actual, Class<SELF> type, String subject) {
        super(actual, type);
        this.subject = subject;
    }

    /**
     * Asserts a number.
     *
     * @param what what is counted, after a number
     */
    final SELF has(long expected, String what, long found) {
        if (found != expected) {
            throw failureWithActualExpected(
                    found,
                    expected,
                    "Expected of %s: %d %s, but there were %d. Recorded:%n%s",
                    subject,
                    expected,
                    what,
                    found,
                    actual);
        }
        return myself;
    }
}
