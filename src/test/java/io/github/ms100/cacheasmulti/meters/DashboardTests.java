package io.github.ms100.cacheasmulti.meters;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ms100.cacheasmulti.docs.ProjectFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("O2 the dashboard asks for meters that there are")
class DashboardTests {

    private static final JsonNode DASHBOARD = read();

    private static final Pattern LABEL_IN_LEGEND = Pattern.compile("\\{\\{(\\w+)}}");

    private static final Pattern VARIABLE = Pattern.compile("\\$(\\w+)");

    private static final Pattern METRIC_IN_DOCUMENT = Pattern.compile("`([^`]*cache_batch_[^`]*)`");

    private static JsonNode read() {
        try {
            return new ObjectMapper().readTree(ProjectFiles.text("docs/grafana-dashboard.json"));
        } catch (JsonProcessingException ex) {
            throw new IllegalStateException(ex);
        }
    }

    private static List<Target> targets() {
        return panels("stat", "timeseries").stream()
                .flatMap(panel -> nodes(panel.path("targets"))
                        .map(target ->
                                new Target(text(panel, "title"), text(target, "expr"), text(target, "legendFormat"))))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("targets")
    void expressionAsksForWhatThereIs(Target target) {
        Expression expression = Expression.parse(target.expression);

        assertThat(Scrape.ofApplications().missing(expression)).isEmpty();
        assertThat(expression.uses()).isNotEmpty().allSatisfy(use -> assertThat(use.labels())
                .contains("application"));
        assertThat(expression.labels()).containsAll(found(LABEL_IN_LEGEND, target.legend));
        assertThat(LABEL_IN_LEGEND.matcher(target.legend).replaceAll("")).doesNotContain("{", "}");
    }

    @Test
    @DisplayName("a metric, a label or a value that is misspelt is found")
    void misspelt() {
        Scrape scrape = Scrape.ofApplications();

        assertThat(scrape.missing(Expression.parse("sum by (application, cache) (rate(cache_batch_gets_totals[5m]))")))
                .containsExactly("cache_batch_gets_totals");
        assertThat(scrape.missing(Expression.parse("sum by (cache) (rate(cache_batch_size_count[5m]))")))
                .containsExactly("cache_batch_size_count{cache}");
        assertThat(scrape.missing(Expression.parse("max(cache_batch_requests_seconds_max{mode=\"loops\"})")))
                .containsExactly("cache_batch_requests_seconds_max{mode=loops}");
        // No histograms by default.
        assertThat(scrape.missing(Expression.parse("sum by (le) (rate(cache_batch_loads_seconds_bucket[5m]))")))
                .containsExactly("cache_batch_loads_seconds_bucket");
    }

    @Test
    void variablesTakeTheirValuesFromWhatThereIs() {
        List<JsonNode> variables = nodes(DASHBOARD.at("/templating/list")).toList();

        assertThat(variables).hasSize(3).allSatisfy(variable -> {
            String query = text(variable.path("query"), "query");
            assertThat(Scrape.ofApplications().missing(Expression.ofVariable(query)))
                    .isEmpty();
            assertThat(text(variable, "definition")).isEqualTo(query);
            // So that what lacks the label is there as well.
            assertThat(variable.path("includeAll").asBoolean()).isTrue();
            assertThat(text(variable, "allValue")).isEqualTo(".*");
        });
        Set<String> names = new TreeSet<>(
                variables.stream().map(variable -> text(variable, "name")).toList());
        Set<String> used = new TreeSet<>();
        targets().forEach(target -> used.addAll(found(VARIABLE, target.expression)));
        used.remove("__rate_interval");
        assertThat(used).isEqualTo(names);
    }

    @Test
    void panelsSayWhatTheyShow() {
        assertThat(panels("stat", "timeseries")).hasSizeGreaterThan(20).allSatisfy(panel -> {
            assertThat(text(panel, "title")).isNotBlank();
            assertThat(text(panel, "description")).matches("[A-Z][^.]+\\.");
            assertThat(panel.at("/fieldConfig/defaults/unit").asText())
                    .isIn("percentunit", "reqps", "cps", "ops", "s", "short", "none", "bool_yes_no");
            assertThat(panel.path("targets")).isNotEmpty();
        });
        assertThat(nodes(DASHBOARD.path("panels")).map(panel -> text(panel, "title")))
                .doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("it can be imported: its source is asked for, and all that it needs is named")
    void importable() {
        assertThat(text(DASHBOARD, "uid")).isNotBlank();
        assertThat(text(DASHBOARD, "title")).isNotBlank();
        assertThat(DASHBOARD.path("id").isNull()).isTrue();
        assertThat(DASHBOARD.at("/__inputs/0/name").asText()).isEqualTo("DS_PROMETHEUS");
        assertThat(DASHBOARD.findValues("datasource"))
                .allSatisfy(source -> assertThat(text(source, "uid")).isEqualTo("${DS_PROMETHEUS}"));
        assertThat(nodes(DASHBOARD.path("panels")).map(panel -> panel.path("id").asInt()))
                .doesNotHaveDuplicates();
        List<String> required = nodes(DASHBOARD.path("__requires"))
                .filter(plugin -> text(plugin, "type").equals("panel"))
                .map(plugin -> text(plugin, "id"))
                .toList();
        assertThat(nodes(DASHBOARD.path("panels"))
                        .map(panel -> text(panel, "type"))
                        .filter(type -> !type.equals("row"))
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(required);
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/en/metrics.md", "docs/zh/metrics.md"})
    void documentNamesItsRowsAndNoMetricThatThereIsNot(String file) {
        String document = ProjectFiles.text(file);

        assertThat(panels("row")).isNotEmpty().allSatisfy(row -> assertThat(document)
                .contains(text(row, "title")));
        List<String> metrics = new ArrayList<>(found(METRIC_IN_DOCUMENT, document));
        assertThat(metrics).hasSizeGreaterThan(5).allSatisfy(metric -> assertThat(
                        Scrape.ofApplications().missing(Expression.parse(metric.replace("\\|", "|"))))
                .isEmpty());
    }

    private static List<JsonNode> panels(String... types) {
        return nodes(DASHBOARD.path("panels"))
                .filter(panel -> List.of(types).contains(text(panel, "type")))
                .toList();
    }

    private static Stream<JsonNode> nodes(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asText();
    }

    private static Set<String> found(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        pattern.matcher(text).results().forEach(result -> found.add(result.group(1)));
        return found;
    }

    private record Target(String panel, String expression, String legend) {

        @Override
        public String toString() {
            return panel + ": " + expression;
        }
    }
}
