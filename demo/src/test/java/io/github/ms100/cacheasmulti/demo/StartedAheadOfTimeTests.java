package io.github.ms100.cacheasmulti.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The packaged application, started with the bean definitions that were written when it was built (profile aot). */
@Tag("packaged")
class StartedAheadOfTimeTests {

    private static final Path JAR = Path.of("target/cache-as-multi-demo.jar");

    private static final Pattern ADDRESS = Pattern.compile("http://localhost:\\d+");

    @Test
    void batchMethodsShareTheirEntries() throws Exception {
        Process demo = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dspring.aot.enabled=true",
                        "-jar",
                        JAR.toString(),
                        "--server.port=0")
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output = demo.inputReader()) {
            String address = address(output);

            assertThat(get(address + "/api/products?ids=1-3"))
                    .contains("DATABASE")
                    .doesNotContain("CACHE");
            assertThat(get(address + "/api/products?ids=3,2,1"))
                    .contains("CACHE")
                    .doesNotContain("DATABASE");
            assertThat(get(address + "/api/delivery?ids=1-3"))
                    .contains("DATABASE")
                    .doesNotContain("CACHE");
            assertThat(get(address + "/api/delivery?ids=3,2,1"))
                    .contains("CACHE")
                    .doesNotContain("DATABASE");
            assertThat(get(address + "/api/stock?ids=1-6"))
                    .contains("DATABASE", "SHARED")
                    .doesNotContain("CACHE");
            assertThat(get(address + "/api/stock?ids=1-6&mono=true"))
                    .contains("CACHE")
                    .doesNotContain("DATABASE");
        } finally {
            demo.destroy();
        }
    }

    /** Reads what the application says until it says where it is. */
    private static String address(BufferedReader output) throws IOException {
        List<String> said = new ArrayList<>();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.add(line);
            Matcher address = ADDRESS.matcher(line);
            if (address.find()) {
                assertThat(said).anySatisfy(words -> assertThat(words).contains("AOT-processed DemoApplication"));
                return address.group();
            }
        }
        throw new AssertionError("The demo did not start: " + said);
    }

    private static String get(String uri) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(uri)).build(), BodyHandlers.ofString())
                .body();
    }
}
