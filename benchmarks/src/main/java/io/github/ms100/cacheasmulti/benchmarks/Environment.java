package io.github.ms100.cacheasmulti.benchmarks;

import java.io.File;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where and with what was measured.
 *
 * @param versions by artifact
 */
record Environment(String date, int processors, String jdk, String system, Map<String, String> versions) {

    private static final List<String> ARTIFACTS = List.of(
            "spring-context",
            "spring-data-redis",
            "caffeine",
            "ehcache",
            "lettuce-core",
            "jackson-databind",
            "jetcache-core",
            "redisson",
            "collection-cacheable-for-spring-starter");

    static Environment current() {
        Map<String, String> versions = new TreeMap<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            for (String artifact : ARTIFACTS) {
                Matcher jar = Pattern.compile(artifact + "-(\\d.*)\\.jar")
                        .matcher(Path.of(entry).getFileName().toString());
                if (jar.matches()) {
                    versions.put(artifact, jar.group(1));
                }
            }
        }
        return new Environment(
                LocalDate.now().toString(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                versions);
    }

    void writeTo(Path file) {
        JsonMapper.shared().writeValue(file, this);
    }
}
