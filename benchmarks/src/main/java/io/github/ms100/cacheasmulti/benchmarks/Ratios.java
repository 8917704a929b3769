package io.github.ms100.cacheasmulti.benchmarks;

import java.util.Locale;
import org.openjdk.jmh.util.ListStatistics;

/** The same ratio, measured several times or once. */
public final class Ratios {

    private final ListStatistics values = new ListStatistics();

    public void add(double ratio) {
        values.addValue(ratio);
    }

    public double median() {
        return values.getPercentile(50);
    }

    public boolean hasInterval() {
        return values.getN() > 2;
    }

    /** Returns the median, and the interval in which the mean lies with 95 % certainty if there is one. */
    @Override
    public String toString() {
        if (!hasInterval()) {
            return format(median());
        }
        double[] interval = values.getConfidenceIntervalAt(0.95);
        return "%s (%s to %s)".formatted(format(median()), format(interval[0]), format(interval[1]));
    }

    public static String format(double ratio) {
        return String.format(Locale.ROOT, ratio < 9.95 ? "%.2f" : "%.0f", ratio);
    }
}
