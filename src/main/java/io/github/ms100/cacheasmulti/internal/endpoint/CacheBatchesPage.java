package io.github.ms100.cacheasmulti.internal.endpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.util.MimeType;
import org.springframework.util.StringUtils;

/** A page that shows what {@link CacheBatchesEndpoint} says, and the files that it is made of. */
@WebEndpoint(id = CacheBatchesPage.ID, defaultAccess = Access.READ_ONLY)
public final class CacheBatchesPage {

    /** Its id. */
    public static final String ID = "cachebatchesui";

    private static final String HTML = "text/html";

    private static final String CSS = "text/css";

    private static final String SCRIPT = "text/javascript";

    private static final String IMAGE = "image/svg+xml";

    private static final Map<String, String> TYPES = Map.of("css", CSS, "js", SCRIPT, "svg", IMAGE);

    private static final Pattern FILE = Pattern.compile("[a-z]+\\.(css|js|svg)");

    private final String endpointPath;

    private final String ownPath;

    /**
     * Creates the page.
     *
     * @param endpointPath the path of the endpoint
     * @param ownPath that of the page; both without what is before all endpoints
     */
    public CacheBatchesPage(String endpointPath, String ownPath) {
        String own = StringUtils.trimTrailingCharacter(StringUtils.trimLeadingCharacter(ownPath, '/'), '/');
        this.endpointPath =
                "../".repeat(own.split("/").length - 1) + StringUtils.trimLeadingCharacter(endpointPath, '/');
        this.ownPath = own.substring(own.lastIndexOf('/') + 1);
    }

    /** Returns the page. */
    @ReadOperation(produces = HTML)
    public WebEndpointResponse<String> page() {
        String page = read(new ClassPathResource("ui/page.html", CacheBatchesPage.class))
                .replace("{{ui}}", escaped(ownPath))
                .replace("{{api}}", escaped(endpointPath));
        return response(page, HTML);
    }

    /** Returns a file that the page is made of; {@code null} if there is none. */
    @ReadOperation(produces = {CSS, SCRIPT, IMAGE})
    public @Nullable WebEndpointResponse<String> file(@Selector String file) {
        Matcher name = FILE.matcher(file);
        Resource resource = new ClassPathResource("ui/" + file, CacheBatchesPage.class);
        return (name.matches() && resource.exists())
                ? response(read(resource), TYPES.getOrDefault(name.group(1), SCRIPT))
                : null;
    }

    private static WebEndpointResponse<String> response(String body, String type) {
        return new WebEndpointResponse<>(body, new MimeType(MimeType.valueOf(type), StandardCharsets.UTF_8));
    }

    private static String read(Resource resource) {
        try {
            return resource.getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private static String escaped(String path) {
        return path.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
    }
}
