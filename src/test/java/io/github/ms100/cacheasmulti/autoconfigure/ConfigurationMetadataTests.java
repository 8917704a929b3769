package io.github.ms100.cacheasmulti.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.json.JsonParserFactory;
import org.springframework.core.io.ClassPathResource;

/** What an editor shows of the properties, in the style of Spring Boot's own. */
@DisplayName("The metadata of the properties")
class ConfigurationMetadataTests {

    private static final Pattern ARTICLE = Pattern.compile("(The|A|An) .*", Pattern.DOTALL);

    @Test
    void allPropertiesHaveOneRootButThoseOfEndpointsAndTheTwoOf1x() throws IOException {
        assertThat(properties())
                .extracting(Property::name)
                .filteredOn(name ->
                        !name.startsWith("cache-as-multi.") && !name.startsWith("management.endpoint.cachebatches"))
                .containsExactlyInAnyOrder(
                        "spring.cache.redis.cache-as-multi.cache-name-time-to-live-map",
                        "spring.cache.redis.cache-as-multi.serialize-to-json");
    }

    @ParameterizedTest
    @MethodSource("properties")
    void descriptionIsOneOfSpringBoots(Property property) {
        assertThat(property.complaints())
                .as("%s: %s", property.name, property.description)
                .isEmpty();
    }

    @Test
    void descriptionsThatAreNotAreComplainedOf() {
        assertThat(new Property("p", "java.lang.Integer", "The longest life.", null).complaints())
                .containsExactly("begins with an article");
        assertThat(new Property("p", "java.lang.Boolean", "Values are JSON.", null).complaints())
                .containsExactly("a Boolean does not begin with Whether");
        assertThat(new Property("p", "java.util.List<java.lang.String>", "Packages.", null).complaints())
                .containsExactly("a list does not begin with Comma-separated list of");
        assertThat(new Property("p", "java.lang.Integer", "Number", null).complaints())
                .containsExactly("ends without a full stop");
        assertThat(new Property("p", "java.lang.Integer", "", null).complaints())
                .containsExactly("says nothing");
    }

    @Test
    void formerPropertiesNameWhatTookTheirPlace() throws IOException {
        List<Property> all = properties().toList();
        assertThat(all)
                .filteredOn(property -> property.name.startsWith("spring."))
                .hasSize(2)
                .allSatisfy(
                        property -> assertThat(all).extracting(Property::name).contains(property.replacement));
    }

    @Test
    void everyEnumHasHints() throws IOException {
        List<String> hinted = list(metadata(), "hints").stream()
                .map(hint -> (String) hint.get("name"))
                .toList();

        assertThat(properties())
                .filteredOn(property -> property.type.startsWith("io.github.ms100."))
                .isNotEmpty()
                .allSatisfy(property -> assertThat(hinted).contains(property.name));
    }

    static Stream<Property> properties() throws IOException {
        return list(metadata(), "properties").stream().map(Property::of);
    }

    private static Map<String, Object> metadata() throws IOException {
        String text = new ClassPathResource("META-INF/spring-configuration-metadata.json")
                .getContentAsString(StandardCharsets.UTF_8);
        return JsonParserFactory.getJsonParser().parseMap(text);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Map<String, Object> metadata, String name) {
        return (List<Map<String, Object>>) Objects.requireNonNull(metadata.get(name));
    }

    record Property(String name, String type, String description, String replacement) {

        @SuppressWarnings("unchecked")
        static Property of(Map<String, Object> metadata) {
            Map<String, Object> deprecation = (Map<String, Object>) metadata.getOrDefault("deprecation", Map.of());
            return new Property(
                    (String) metadata.get("name"),
                    (String) metadata.get("type"),
                    (String) metadata.getOrDefault("description", ""),
                    (String) deprecation.get("replacement"));
        }

        List<String> complaints() {
            List<String> complaints = new ArrayList<>();
            if (description.isEmpty()) {
                complaints.add("says nothing");
                return complaints;
            }
            if (ARTICLE.matcher(description).matches()) {
                complaints.add("begins with an article");
            }
            if (type.equals("java.lang.Boolean") && !description.startsWith("Whether ")) {
                complaints.add("a Boolean does not begin with Whether");
            }
            boolean list = type.startsWith("java.util.List<") || type.startsWith("java.util.Set<");
            if (list && !description.startsWith("Comma-separated list of ")) {
                complaints.add("a list does not begin with Comma-separated list of");
            }
            if (!description.endsWith(".")) {
                complaints.add("ends without a full stop");
            }
            return complaints;
        }
    }
}
