package io.github.ms100.cacheasmulti.published;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.namespace.QName;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** An element of an XML file, and what paths lead to from there; namespaces do not count. */
record Xml(Node node) {

    static Xml read(Path file) {
        try {
            return new Xml(
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile()));
        } catch (IOException | SAXException | ParserConfigurationException exception) {
            throw new IllegalStateException(file + " cannot be read", exception);
        }
    }

    String name() {
        return node.getNodeName();
    }

    /** Returns the text of the first child of that name; where there are thousands, paths are slow. */
    String child(String name) {
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeName().equals(name)) {
                return child.getTextContent();
            }
        }
        throw new IllegalStateException(node + " has no " + name);
    }

    /** Returns the text of what a path leads to, empty if that is nothing. */
    String text(String path) {
        return (String) evaluate(path, XPathConstants.STRING);
    }

    /** Returns all elements that a path leads to. */
    List<Xml> all(String path) {
        NodeList found = (NodeList) evaluate(path, XPathConstants.NODESET);
        List<Xml> elements = new ArrayList<>();
        for (int index = 0; index < found.getLength(); index++) {
            elements.add(new Xml(found.item(index)));
        }
        return elements;
    }

    private Object evaluate(String path, QName result) {
        try {
            return XPathFactory.newInstance().newXPath().evaluate(path, node, result);
        } catch (XPathExpressionException exception) {
            throw new IllegalArgumentException(path, exception);
        }
    }
}
