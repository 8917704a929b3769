package io.github.ms100.cacheasmulti.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.docs.firsthit.DemoApplication;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The application of the first page, started as a reader would start it, says what the page says. */
@Tag("slow")
class FirstHitExampleTests {

    @Test
    void secondCallLoadsOnlyWhatIsMissing() throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                DemoApplication.class.getName()));
        // A reader's class path has no store, and no web server.
        command.add("--spring.cache.type=simple");
        command.add("--spring.main.web-application-type=none");
        Properties properties = new Properties();
        properties.load(new StringReader(single("properties")));
        properties.forEach((name, value) -> command.add("--" + name + "=" + value));

        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output.lines()
                        .filter(line -> line.contains("entries in cache") || line.contains(": Loading "))
                        .map(line -> line.substring(line.indexOf(" : ") + 3)))
                .as(output)
                .containsExactlyElementsOf(single("text").lines().toList());
    }

    private static String single(String language) {
        List<ProjectFiles.CodeBlock> blocks = ProjectFiles.codeBlocks("README-EN.md", language);
        assertThat(blocks).hasSize(1);
        return blocks.get(0).text();
    }
}
