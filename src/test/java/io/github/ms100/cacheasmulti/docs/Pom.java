package io.github.ms100.cacheasmulti.docs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

/** What the pom says. */
record Pom(Document document) {

    static Pom read(Path file) throws IOException, SAXException, ParserConfigurationException {
        try (InputStream in = Files.newInputStream(file)) {
            return new Pom(parse(in));
        }
    }

    /** Returns the coordinates of a dependency in the way of Gradle. */
    static String coordinates(String dependency) throws Exception {
        InputStream in = new ByteArrayInputStream(dependency.getBytes(StandardCharsets.UTF_8));
        return new Pom(parse(in)).coordinatesOf("/dependency");
    }

    String coordinates() throws XPathExpressionException {
        return coordinatesOf("/project");
    }

    String version() throws XPathExpressionException {
        return value("/project/version");
    }

    String property(String name) throws XPathExpressionException {
        return value("/project/properties/*[name() = '%s']".formatted(name));
    }

    String property(String profile, String name) throws XPathExpressionException {
        return value("/project/profiles/profile[id = '%s']/properties/*[name() = '%s']".formatted(profile, name));
    }

    String parentVersion() throws XPathExpressionException {
        return value("/project/parent/version");
    }

    private String coordinatesOf(String owner) throws XPathExpressionException {
        return value(owner + "/groupId") + ":" + value(owner + "/artifactId") + ":" + value(owner + "/version");
    }

    private String value(String path) throws XPathExpressionException {
        return XPathFactory.newInstance().newXPath().evaluate(path, document);
    }

    private static Document parse(InputStream in) throws IOException, SAXException, ParserConfigurationException {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
    }
}
