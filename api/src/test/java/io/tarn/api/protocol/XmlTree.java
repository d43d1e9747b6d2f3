package io.tarn.api.protocol;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** A document in a form in which equal meaning is equal text: children sorted, white space around elements dropped. */
final class XmlTree {
    private XmlTree() {}

    static String of(String document) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setCoalescing(true);
            Element root = factory.newDocumentBuilder()
                    .parse(new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)))
                    .getDocumentElement();
            return of(root);
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError(document, e);
        }
    }

    private static String of(Element element) {
        List<String> attributes = new ArrayList<>();
        NamedNodeMap given = element.getAttributes();
        for (int i = 0; i < given.getLength(); i++) {
            attributes.add(given.item(i).getNodeName() + "=" + given.item(i).getNodeValue());
        }
        Collections.sort(attributes);
        List<String> children = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                children.add(of(child));
            } else {
                text.append(requireNonNull(node.getTextContent()));
            }
        }
        Collections.sort(children);
        // The form of the service has milliseconds always; a moment is the same without.
        String content = children.isEmpty() ? text.toString().replaceAll("\\.000Z$", "Z") : String.join("", children);
        return "<" + element.getNodeName() + attributes + ">" + content + "</>";
    }
}
