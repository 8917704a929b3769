package io.github.ms100.cacheasmulti.meters;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.docs.ProjectFiles;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

@DisplayName("O2 alerts ask for meters that there are")
class AlertTests {

    private static final Pattern LABEL_IN_TEXT = Pattern.compile("\\$labels\\.(\\w+)");

    /** What is put in for labels and values, and around what may be missing. */
    private static final Pattern TEMPLATE = Pattern.compile("\\{\\{ ((with )?\\$labels\\.\\w+|\\.|end"
            + "|\\$value \\| (humanizePercentage|humanizeDuration|printf \"%\\.0f\")) }}");

    private static final Pattern SECTION = Pattern.compile("\"([^\"]+)\" \\((docs/en/[a-z0-9-]+\\.md)\\)");

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(CacheBatch\\w+)` \\|");

    private static List<Alert> alerts() {
        Map<?, ?> file = new Yaml().load(ProjectFiles.text("docs/prometheus-alerts.yml"));
        Map<?, ?> group = (Map<?, ?>) ((List<?>) file.get("groups")).get(0);
        return ((List<?>) group.get("rules"))
                .stream().map(rule -> new Alert((Map<?, ?>) rule)).toList();
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void expressionAsksForWhatThereIs(Alert alert) {
        Expression expression = Expression.parse(alert.expression());

        assertThat(Scrape.ofApplications().missing(expression)).isEmpty();
        assertThat(expression.labels()).contains("application");
        assertThat(alert.expression()).doesNotContain("$");
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void alertSaysHowBadItIsAndWhatToDo(Alert alert) {
        assertThat(Alert.text(alert.rule, "for")).matches("\\d+m");
        assertThat(Alert.text((Map<?, ?>) alert.rule.get("labels"), "severity")).isIn("critical", "warning");
        assertThat(alert.summary()).isNotBlank().doesNotContain("\n");
        assertThat(alert.description()).matches("(?s)[A-Z].+\\.").doesNotContain("\n");
        assertThat(SECTION.matcher(alert.description()).results()).isNotEmpty().allSatisfy(section -> assertThat(
                        ProjectFiles.text(section.group(2)).lines())
                .contains("## " + section.group(1)));
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void textsNameLabelsOfTheResult(Alert alert) {
        String texts = alert.summary() + " " + alert.description();

        assertThat(LABEL_IN_TEXT.matcher(texts).results().map(label -> label.group(1)))
                .isNotEmpty()
                .isSubsetOf(Expression.parse(alert.expression()).labels());
        assertThat(TEMPLATE.matcher(texts).replaceAll("")).doesNotContain("{{", "}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/en/metrics.md", "docs/zh/metrics.md"})
    void documentNamesAllOfThemInOrder(String file) {
        List<String> documented = ROW.matcher(ProjectFiles.text(file))
                .results()
                .map((MatchResult row) -> row.group(1))
                .toList();

        assertThat(documented)
                .isNotEmpty()
                .doesNotHaveDuplicates()
                .isEqualTo(alerts().stream().map(Alert::name).toList());
    }

    @Test
    void nothingButAlertsIsInTheFile() {
        Map<?, ?> file = new Yaml().load(ProjectFiles.text("docs/prometheus-alerts.yml"));

        assertThat(file.keySet()).isEqualTo(Map.of("groups", "").keySet());
        assertThat((List<?>) file.get("groups")).hasSize(1);
    }

    private record Alert(Map<?, ?> rule) {

        String name() {
            return text(rule, "alert");
        }

        String expression() {
            return text(rule, "expr");
        }

        String summary() {
            return text((Map<?, ?>) rule.get("annotations"), "summary");
        }

        String description() {
            return text((Map<?, ?>) rule.get("annotations"), "description");
        }

        static String text(Map<?, ?> part, String key) {
            return (String) part.get(key);
        }

        @Override
        public String toString() {
            return name();
        }
    }
}
