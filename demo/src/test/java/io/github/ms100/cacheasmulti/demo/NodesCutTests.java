package io.github.ms100.cacheasmulti.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.ms100.cacheasmulti.demo.NodesApi.Report;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the demo shows with the profile {@code nodes} while a node does not hear the other. */
@Tag("choosesProfile") // at its start, when an application that was processed ahead of time has its profile already
class NodesCutTests {

    @Test
    void aNodeWhoseSubscriptionIsCutNoticesWhatItHasMissedAndHearsAgainOnceThatIsRestored() throws Exception {
        try (NodesApi nodes = NodesApi.start()) {
            nodes.lookUp("A", "31-33");
            assertThat(nodes.lookUp("B", "31-33").origins()).containsOnly("REDIS");
            assertThat(nodes.lookUp("B", "31-33").origins()).containsOnly("COPY");
            long gap = nodes.newest("B", "GAP");

            nodes.send("PUT", "B/cut");
            nodes.send("POST", "A/products/raise?ids=31-33");

            assertThat(nodes.isCut("B")).isTrue();
            assertThat(nodes.isCut("A")).isFalse();
            await().until(() -> nodes.newest("B", "LOST") > 0);
            await().until(() -> nodes.newest("B", "GAP") > gap);
            assertThat(nodes.newest("B", "RECEIVED")).isZero();
            Report found = nodes.lookUp("B", "31-33");
            assertThat(found.origins()).containsOnly("REDIS");
            assertThat(found.prices()).isEqualTo(found.pricesNow());

            nodes.send("DELETE", "B/cut");

            await().until(() -> {
                nodes.send("DELETE", "A/cache/products?ids=999");
                return nodes.newest("B", "RECEIVED") > 0;
            });
            assertThat(nodes.isCut("B")).isFalse();
            assertThat(nodes.newest("B", "RESTORED")).isPositive();
        }
    }
}
