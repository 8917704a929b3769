package io.github.ms100.cacheasmulti.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import io.github.ms100.cacheasmulti.demo.nodes.Nodes;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Two nodes that compare often what they have heard, and their REST API as the tests speak to it. */
final class NodesApi implements AutoCloseable {

    private final HttpClient client = HttpClient.newHttpClient();

    private final Nodes nodes = Nodes.start(
            DemoApplication.class,
            "--spring.profiles.active=nodes",
            "--server.port=0",
            "--cache-as-multi.local.check-interval=200ms");

    /** Starts the nodes, and returns when both serve their copies. */
    static NodesApi start() {
        NodesApi api = new NodesApi();
        await().until(() -> api.newest("A", "SERVED") > 0 && api.newest("B", "SERVED") > 0);
        return api;
    }

    @Override
    public void close() {
        nodes.close();
    }

    Report lookUp(String node, String ids) throws Exception {
        return send("GET", "%s/products?ids=%s".formatted(node, URLEncoder.encode(ids, StandardCharsets.UTF_8)));
    }

    Report send(String method, String path) throws Exception {
        HttpResponse<String> response = request(method, "/api/nodes/" + path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return new Report(response.body());
    }

    HttpResponse<String> request(String method, String path) throws Exception {
        URI uri = URI.create("http://localhost:%d%s".formatted(nodes.port("A"), path));
        return client.send(
                HttpRequest.newBuilder(uri)
                        .method(method, BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }

    boolean isCut(String node) throws Exception {
        return JsonPath.<List<Boolean>>read(
                        request("GET", "/api/nodes").body(), "$[?(@.name == '%s')].cut".formatted(node))
                .get(0);
    }

    /** Returns the number of the last entry of a kind, 0 if there is none. */
    long newest(String node, String kind) {
        return nodes.node(node).log().stream()
                .filter(entry -> entry.kind().name().equals(kind))
                .mapToLong(entry -> entry.number())
                .max()
                .orElse(0);
    }

    List<String> texts(String node, String kind, long after) {
        return nodes.node(node).log().stream()
                .filter(entry -> entry.kind().name().equals(kind) && entry.number() > after)
                .map(entry -> entry.text())
                .toList();
    }

    /** The answer to one request. */
    record Report(String json) {

        List<String> origins() {
            return JsonPath.read(json, "$.elements[*].origin");
        }

        List<Double> prices() {
            return JsonPath.read(json, "$.elements[*].product.price");
        }

        List<Double> pricesNow() {
            return JsonPath.read(json, "$.elements[*].priceNow");
        }

        List<Integer> ids(String list) {
            return JsonPath.read(json, "$." + list);
        }
    }
}
