package io.github.ms100.cacheasmulti.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ms100.cacheasmulti.fixture.SpringLine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** An application of Spring Boot with a web server of its own, and what it answers. */
final class WebApplication implements AutoCloseable {

    /** Only ends a test that hangs; in milliseconds. */
    private static final int HANG = 60_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ConfigurableApplicationContext context;

    private WebApplication(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Starts one, with the endpoints exposed and the given properties. */
    static WebApplication start(WebApplicationType type, Class<?> configuration, String... properties) {
        List<String> arguments = new ArrayList<>(List.of(
                "--spring.main.web-application-type=" + type.name().toLowerCase(Locale.ROOT),
                "--server.port=0",
                "--spring.cache.type=caffeine",
                "--management.endpoints.web.exposure.include=cachebatches,cachebatchesui"));
        for (String property : properties) {
            arguments.add("--" + property);
        }
        SpringApplication application = new SpringApplication(configuration);
        if (type == WebApplicationType.REACTIVE) {
            // As applications of WebFlux have it. Spring Boot 3.5 would take Tomcat, which the tests have as well, and
            // loses answers
            // there: Reactor interrupts the thread that writes them if a call in it fails before its caller knows of
            // it.
            application.addInitializers(
                    context -> ((GenericApplicationContext) context).registerBean(SpringLine.nettyServerFactory()));
        }
        return new WebApplication(application.run(arguments.toArray(String[]::new)));
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    Answer get(String path) {
        return send("GET", path, null);
    }

    Answer send(String method, String path, String body) {
        String port = context.getEnvironment().getProperty("local.server.port");
        URI address = URI.create("http://localhost:%s/actuator/%s".formatted(port, path));
        try {
            HttpURLConnection request = (HttpURLConnection) address.toURL().openConnection();
            request.setRequestMethod(method);
            request.setRequestProperty("Content-Type", "application/json");
            // Netty may never answer what follows, on the same connection, a request that was refused unread.
            request.setRequestProperty("Connection", "close");
            request.setReadTimeout(HANG);
            if (body != null) {
                request.setDoOutput(true);
                request.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
            }
            int status = request.getResponseCode();
            InputStream answer = (status < 400) ? request.getInputStream() : request.getErrorStream();
            String type = String.valueOf(request.getContentType());
            return new Answer(
                    status, type, (answer == null) ? "" : new String(answer.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    @Override
    public void close() {
        context.close();
    }

    /** What came back. */
    record Answer(int status, String type, String body) {

        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException ex) {
                throw new UncheckedIOException(ex);
            }
        }

        String reason() {
            return json().path("reason").asText();
        }
    }
}
