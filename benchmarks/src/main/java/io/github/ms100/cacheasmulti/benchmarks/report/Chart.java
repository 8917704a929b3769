package io.github.ms100.cacheasmulti.benchmarks.report;

import io.github.ms100.cacheasmulti.benchmarks.Ratios;
import io.github.ms100.cacheasmulti.benchmarks.StoreKind;
import io.github.ms100.cacheasmulti.benchmarks.report.Measurements.Work;
import java.util.List;
import java.util.Optional;

/**
 * The chart of a store as SVG: how much longer than the code by hand each subject takes for a batch of 100, on a logarithmic
 * scale that begins at that code. Legible on light and dark pages.
 */
final class Chart {

    private static final int WIDTH = 760;

    private static final int LEFT = 210;

    private static final int RIGHT = 70;

    private static final int LINE = 22;

    private static final List<Integer> TICKS = List.of(1, 2, 5, 10, 20, 50, 100);

    private static final String STYLE = """
            <style>
              text { font: 12px -apple-system, "Segoe UI", Helvetica, Arial, sans-serif; fill: #1f2328; }
              .title { font-size: 14px; font-weight: 600; }
              .head { font-weight: 600; }
              .axis { stroke: #818b98; stroke-opacity: .45; }
              .other { fill: #818b98; }
              .ours { fill: #1f6feb; }
              @media (prefers-color-scheme: dark) { text { fill: #e6edf3; } .ours { fill: #4493f8; } }
            </style>
            """;

    private final Measurements measurements;

    private final StoreKind store;

    private final double longest;

    private final StringBuilder body = new StringBuilder();

    private int y = 44;

    Chart(Measurements measurements, StoreKind store) {
        this.measurements = measurements;
        this.store = store;
        this.longest = works().stream()
                .flatMap(work -> measurements.subjects(store).stream().map(subject -> measurements.time(work, subject)))
                .flatMap(Optional::stream)
                .mapToDouble(ratio -> ratio)
                .reduce(2, Math::max);
    }

    String svg() {
        for (Work work : works()) {
            y += 8;
            text(12, "head", Names.work(work));
            y += LINE;
            measurements.subjects(store).forEach(subject -> measurements
                    .time(work, subject)
                    .filter(ratio -> !subject.equals(Measurements.LIMIT))
                    .ifPresent(ratio -> bar(subject, ratio)));
        }
        int bottom = y;
        StringBuilder axis = new StringBuilder();
        for (int tick : TICKS) {
            if (tick <= longest) {
                axis.append("<line class=\"axis\" x1=\"%1$d\" x2=\"%1$d\" y1=\"40\" y2=\"%2$d\"/>%n"
                        .formatted(x(tick), bottom));
                axis.append("<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>%n"
                        .formatted(x(tick), bottom + 16, tick == 1 ? "by hand" : tick + " x"));
            }
        }
        return """
                <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" role="img">
                %3$s<text class="title" x="12" y="24">%4$s: time of a batch, as a multiple of code by hand</text>
                %5$s%6$s</svg>
                """.formatted(WIDTH, bottom + 28, STYLE, Names.store(store), axis, body);
    }

    private List<Work> works() {
        return measurements.works(store).stream().filter(Work::isTypical).toList();
    }

    private void bar(String subject, double ratio) {
        int length = Math.max(2, x(ratio) - x(1));
        String name = Names.subject(subject).replace("`", "");
        String kind = subject.equals(Measurements.OURS) ? "ours" : "other";
        text(24, kind.equals("ours") ? "head" : "", name);
        body.append("<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"14\" rx=\"2\"/>%n"
                .formatted(kind, LEFT, y - 3, length));
        body.append("<text x=\"%d\" y=\"%d\">%s x</text>%n".formatted(LEFT + length + 6, y + 8, Ratios.format(ratio)));
        y += LINE;
    }

    private void text(int x, String kind, String text) {
        body.append("<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>%n".formatted(kind, x, y + 8, text));
    }

    private int x(double ratio) {
        return LEFT + (int) Math.round((WIDTH - LEFT - RIGHT) * Math.log(Math.max(1, ratio)) / Math.log(longest));
    }
}
