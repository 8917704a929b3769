package io.github.ms100.cacheasmulti.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import io.github.ms100.cacheasmulti.demo.NodesApi.Report;
import io.github.ms100.cacheasmulti.demo.nodes.Nodes;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the demo shows with the profile {@code nodes} while all messages arrive. */
@Tag("choosesProfile") // at its start, when an application that was processed ahead of time has its profile already
class NodesTests {

    private static NodesApi api;

    @BeforeAll
    static void start() {
        api = NodesApi.start();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @BeforeEach
    void startOver() throws Exception {
        long before = api.newest("B", "RECEIVED");
        api.send("DELETE", "A/cache");
        await().until(() -> api.texts("B", "RECEIVED", before).contains("all of 'products' has changed"));
    }

    @Test
    void twoNodesAreWantedByArguments() {
        assertThat(Nodes.areWanted("--spring.profiles.active=nodes", "--server.port=9090"))
                .isTrue();
        assertThat(Nodes.areWanted("--spring.profiles.active=redis")).isFalse();
        assertThat(Nodes.areWanted()).isFalse();
    }

    @Test
    void aLookupTellsOfEachElementWhereItCameFrom() throws Exception {
        assertThat(api.lookUp("A", "1-3,37").origins()).containsExactly("DATABASE", "DATABASE", "DATABASE", "DATABASE");
        assertThat(api.lookUp("B", "2-3,37").origins()).containsExactly("REDIS", "REDIS", "REDIS");

        Report mixed = api.lookUp("B", "4,3,2,1,37");

        assertThat(mixed.origins()).containsExactly("DATABASE", "COPY", "COPY", "REDIS", "COPY");
        assertThat(mixed.ids("askedOfRedis")).containsExactly(1, 4);
        assertThat(mixed.ids("askedOfDatabase")).containsExactly(4);
        assertThat(JsonPath.<Boolean>read(mixed.json(), "$.copiesAsked")).isTrue();
    }

    @Test
    void oneMessageTellsTheOtherNodeOfAllThatHasChanged() throws Exception {
        api.lookUp("A", "11-13");
        double old = api.lookUp("B", "11-13").prices().get(0);
        long sent = api.newest("A", "SENT");
        long received = api.newest("B", "RECEIVED");

        assertThat(api.send("POST", "A/products/raise?ids=11-12").origins()).containsExactly("PUT", "PUT");

        await().until(() -> api.newest("B", "RECEIVED") > received);
        assertThat(api.texts("A", "SENT", sent)).containsExactly("2 keys of 'products' have changed");
        assertThat(api.texts("B", "RECEIVED", received)).containsExactly("2 keys of 'products' have changed");
        Report found = api.lookUp("B", "11-13");
        assertThat(found.origins()).containsExactly("REDIS", "REDIS", "COPY");
        assertThat(found.prices().get(0)).isGreaterThan(old);
        assertThat(found.prices()).isEqualTo(found.pricesNow());
        assertThat(api.lookUp("A", "11-13").origins()).containsOnly("COPY");
    }

    @Test
    void evictionsAreHeardAndLoadsAreNot() throws Exception {
        long received = api.newest("B", "RECEIVED");
        api.lookUp("A", "21-23");
        api.lookUp("B", "21-23");

        assertThat(api.send("DELETE", "A/cache/products?ids=22").origins()).containsExactly("EVICTED");

        await().until(() -> api.newest("B", "RECEIVED") > received);
        assertThat(api.texts("B", "RECEIVED", received)).containsExactly("1 key of 'products' has changed");
        assertThat(api.lookUp("B", "21-23").origins()).containsExactly("COPY", "DATABASE", "COPY");
    }

    @Test
    void thereAreTwoNodesAndNoOther() throws Exception {
        assertThat(api.request("GET", "/api/nodes/C/products?ids=1").statusCode())
                .isEqualTo(400);
        assertThat(api.request("GET", "/api/nodes/A/products?ids=x").body()).contains("not a product id");
        assertThat(JsonPath.<List<String>>read(api.request("GET", "/api/nodes").body(), "$[*].name"))
                .containsExactly("A", "B");
        assertThat(JsonPath.<Boolean>read(api.request("GET", "/api/status").body(), "$.nodes"))
                .isTrue();
    }
}
