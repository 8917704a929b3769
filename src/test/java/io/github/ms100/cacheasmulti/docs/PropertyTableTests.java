package io.github.ms100.cacheasmulti.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ms100.cacheasmulti.docs.ProjectFiles.CodeBlock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.json.JsonParserFactory;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

/** The properties of the documents are those of the metadata that Spring Boot makes of the code, and so of the jar. */
class PropertyTableTests {

    private static final String METADATA = "target/classes/META-INF/spring-configuration-metadata.json";

    /** The settings of one cache hang on its name, which the metadata do not know. */
    private static final String CACHES = "cache-as-multi.caches";

    private static final Pattern NAME = Pattern.compile(
            "`((?:(?:spring\\.cache\\.(?:redis\\.)?)?cache-as-multi|management\\.endpoint\\.cachebatches(?:ui)?)"
                    + "\\.[a-z][a-z.-]*[a-z])");

    private final Map<String, Map<?, ?>> properties = section("properties");

    private static List<String> documents() {
        return Documents.all();
    }

    private static Stream<CodeBlock> yaml() {
        return Documents.withCode().stream().flatMap(file -> ProjectFiles.codeBlocks(file, "yaml").stream());
    }

    @ParameterizedTest
    @CsvSource({"docs/en/, Property, none", "docs/zh/, 属性, 无"})
    void tablesHaveEveryPropertyAndItsDefault(String folder, String head, String none) {
        Map<String, String> documented = new TreeMap<>();
        for (String file : List.of("configuration.md", "endpoint.md")) {
            for (List<String> row : Markdown.read(folder + file).rowsBelow(head)) {
                documented.put(nameIn(row.get(0)), row.size() == 2 ? none : row.get(1));
            }
        }

        Map<String, String> declared = new TreeMap<>();
        properties.forEach((name, property) -> {
            Object value = isDeprecated(property) ? null : property.get("defaultValue");
            boolean hasValue = value != null && !(value instanceof Collection<?> values && values.isEmpty());
            declared.put(withoutCache(name), hasValue ? "`" + value + "`" : none);
        });
        assertThat(documented).isEqualTo(declared);
    }

    @ParameterizedTest
    @CsvSource({"docs/en/configuration.md, Property", "docs/zh/configuration.md, 属性"})
    void deprecatedPropertiesHaveTheReplacementOfTheMetadata(String file, String head) {
        Map<String, String> documented = new TreeMap<>();
        Markdown.read(file).rowsBelow(head).stream()
                .filter(row -> row.size() == 2)
                .forEach(row -> documented.put(nameIn(row.get(0)), nameIn(row.get(1))));

        Map<String, String> declared = new TreeMap<>();
        properties.forEach((name, property) -> {
            if (isDeprecated(property)) {
                Map<?, ?> deprecation = (Map<?, ?>) Objects.requireNonNull(property.get("deprecation"), name);
                declared.put(name, withoutCache(String.valueOf(deprecation.get("replacement"))));
            }
        });
        assertThat(documented).hasSize(2).isEqualTo(declared);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void documentsNameNoOtherProperty(String file) {
        Set<String> named = new TreeSet<>();
        NAME.matcher(ProjectFiles.text(file)).results().forEach(name -> named.add(withoutCache(name.group(1))));

        assertThat(named).isSubsetOf(known());
    }

    @ParameterizedTest
    @MethodSource("yaml")
    void yamlSetsNoOtherProperty(CodeBlock block) throws IOException {
        List<String> ours = names(block).stream()
                .filter(name -> name.contains("cache-as-multi") || name.contains("cachebatches."))
                .toList();

        assertThat(ours).isNotEmpty();
        assertThat(ours).filteredOn(name -> !isProperty(withoutCache(name))).isEmpty();
    }

    @Test
    void metadataAreThere() {
        assertThat(properties).hasSizeGreaterThan(5);
    }

    private Set<String> known() {
        Set<String> known = new TreeSet<>(section("groups").keySet());
        properties.keySet().forEach(name -> known.add(withoutCache(name)));
        return known;
    }

    /** Returns whether this is a property, or an entry of one. */
    private boolean isProperty(String name) {
        return properties.keySet().stream()
                .map(PropertyTableTests::withoutCache)
                .anyMatch(known -> (name + ".").matches(Pattern.quote(known) + "[.\\[].*"));
    }

    private static boolean isDeprecated(Map<?, ?> property) {
        return property.containsKey("deprecation") || Boolean.TRUE.equals(property.get("deprecated"));
    }

    private static String withoutCache(String name) {
        return name.startsWith(CACHES) ? CACHES : name;
    }

    private static String nameIn(String cell) {
        return NAME.matcher(cell)
                .results()
                .map(name -> withoutCache(name.group(1)))
                .findFirst()
                .orElse(cell);
    }

    private static Collection<String> names(CodeBlock block) throws IOException {
        List<PropertySource<?>> sources = new YamlPropertySourceLoader()
                .load(block.toString(), new ByteArrayResource(block.text().getBytes(StandardCharsets.UTF_8)));
        List<String> names = new ArrayList<>();
        sources.forEach(
                source -> names.addAll(Arrays.asList(((EnumerablePropertySource<?>) source).getPropertyNames())));
        return names;
    }

    private static Map<String, Map<?, ?>> section(String name) {
        String text = ProjectFiles.text(METADATA);
        Map<String, Object> metadata = JsonParserFactory.getJsonParser().parseMap(text);
        Map<String, Map<?, ?>> section = new LinkedHashMap<>();
        for (Object entry : (List<?>) metadata.get(name)) {
            section.put(String.valueOf(((Map<?, ?>) entry).get("name")), (Map<?, ?>) entry);
        }
        return section;
    }
}
