package io.github.ms100.cacheasmulti.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.endpoint.WebApplication.Answer;
import io.github.ms100.cacheasmulti.internal.endpoint.CacheBatchesPage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

@DisplayName("O8 the page of the endpoint")
class PageTests {

    private static final Map<String, String> TYPES =
            Map.of("css", "text/css", "js", "text/javascript", "svg", "image/svg+xml");

    private static final Pattern REFERENCE = Pattern.compile("(?:href|src)=\"([^\"]+)\"");

    @ParameterizedTest
    @EnumSource(names = {"SERVLET", "REACTIVE"})
    @DisplayName("is there with all its files, each of its type, and with nothing else")
    void served(WebApplicationType type) throws IOException {
        try (WebApplication application = WebApplication.start(type, EndpointCars.Application.class)) {
            Answer page = application.get("cachebatchesui");
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.type()).isEqualToIgnoringCase("text/html;charset=utf-8");
            assertThat(page.body()).contains("data-api=\"cachebatches\"").doesNotContain("{{");
            assertThat(references(page.body())).isNotEmpty().allSatisfy(reference -> assertThat(
                            application.get(reference).status())
                    .isEqualTo(200));
            for (String file : files()) {
                Answer answer = application.get("cachebatchesui/" + file);
                assertThat(answer.status()).as(file).isEqualTo(200);
                assertThat(answer.type())
                        .as(file)
                        .isEqualToIgnoringCase(TYPES.get(file.substring(file.indexOf('.') + 1)) + ";charset=utf-8");
            }
            for (String file : List.of("page.html", "other.js", "..%2Fpackage-info.class", "page.js.map")) {
                assertThat(application.get("cachebatchesui/" + file).status())
                        .as(file)
                        .isIn(400, 404);
            }
        }
    }

    @Test
    @DisplayName("finds its files and the endpoint where their paths are mapped")
    void mapped() {
        try (WebApplication application = WebApplication.start(
                WebApplicationType.SERVLET,
                EndpointCars.Application.class,
                "management.endpoints.web.path-mapping.cachebatchesui=batches/page",
                "management.endpoints.web.path-mapping.cachebatches=/batches")) {
            String page = application.get("batches/page").body();

            assertThat(page).contains("data-api=\"../batches\"");
            assertThat(references(page)).isNotEmpty().allSatisfy(reference -> assertThat(
                            application.get("batches/" + reference).status())
                    .isEqualTo(200));
        }
    }

    private static List<String> references(String page) {
        List<String> references = new ArrayList<>();
        Matcher matcher = REFERENCE.matcher(page);
        while (matcher.find()) {
            references.add(matcher.group(1));
        }
        return references;
    }

    private static List<String> files() throws IOException {
        List<String> files = new ArrayList<>();
        for (Resource resource : resources()) {
            String name = String.valueOf(resource.getFilename());
            if (!name.equals("page.html")) {
                files.add(name);
            }
        }
        assertThat(files).contains("page.css", "page.js");
        return files;
    }

    private static Resource[] resources() throws IOException {
        String folder = CacheBatchesPage.class.getPackageName().replace('.', '/');
        return new PathMatchingResourcePatternResolver().getResources("classpath*:" + folder + "/ui/*.*");
    }
}
