package io.tarn.api.xml;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.api.http.HttpDates;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.XMLInputFactory2;
import org.jspecify.annotations.Nullable;

/**
 * Reads one small document. Namespaces are not looked at, unknown elements are for the caller to {@link #skip}; there
 * are no document types, no entities but XML's own, and no element deeper than {@link #DEPTH_MAX}. The bytes are
 * bounded by whoever read them. Every fault is an {@link S3Exception} with the code given. For one thread.
 */
public final class XmlReader {
    /** Most elements inside each other. */
    public static final int DEPTH_MAX = 32;

    private static final XMLInputFactory FACTORY = factory();

    private final XMLStreamReader stream;
    private final ErrorCode malformed;
    private int depth;

    private XmlReader(XMLStreamReader stream, ErrorCode malformed) {
        this.stream = stream;
        this.malformed = malformed;
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = new InputFactoryImpl();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        // Else a character that XML does not have is found only when its text is fetched, and thrown unchecked.
        factory.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
        return factory;
    }

    /**
     * Opens a document and goes to its root.
     *
     * @throws S3Exception with {@code malformed} if it is not well-formed, has a document type, or has another root
     */
    public static XmlReader open(byte[] document, String root, ErrorCode malformed) {
        try {
            XmlReader reader =
                    new XmlReader(FACTORY.createXMLStreamReader(new ByteArrayInputStream(document)), malformed);
            if (!reader.nextChild() || !reader.name().equals(root)) {
                throw reader.malformed();
            }
            return reader;
        } catch (XMLStreamException e) {
            throw S3Exception.of(malformed);
        }
    }

    /**
     * Goes to the next element inside the one that is open.
     *
     * @return false at its end, which is then passed
     */
    public boolean nextChild() {
        while (true) {
            switch (next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (++depth > DEPTH_MAX) {
                        throw malformed();
                    }
                    return true;
                }
                case XMLStreamConstants.END_ELEMENT, XMLStreamConstants.END_DOCUMENT -> {
                    depth--;
                    return false;
                }
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> throw malformed();
                default -> {
                    // Text between elements says nothing.
                }
            }
        }
    }

    /** The local name of the element that is open. */
    public String name() {
        return stream.getLocalName();
    }

    /** The value of an attribute by its local name, or null. */
    public @Nullable String attribute(String localName) {
        for (int i = 0; i < stream.getAttributeCount(); i++) {
            if (stream.getAttributeLocalName(i).equals(localName)) {
                return stream.getAttributeValue(i);
            }
        }
        return null;
    }

    /** Passes the open element with all that is in it. */
    public void skip() {
        while (nextChild()) {
            skip();
        }
    }

    /** The text of the open element, which is then passed. */
    public String text() {
        String text = "";
        while (true) {
            switch (next()) {
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    text = text.isEmpty() ? stream.getText() : text + stream.getText();
                case XMLStreamConstants.END_ELEMENT -> {
                    depth--;
                    return text;
                }
                case XMLStreamConstants.COMMENT, XMLStreamConstants.PROCESSING_INSTRUCTION -> {
                    // Nothing to read.
                }
                default -> throw malformed();
            }
        }
    }

    /** A text that must be one of the known values; {@code of} gives null for others. */
    public <E> String text(Function<String, @Nullable E> of) {
        String text = text();
        if (of.apply(text) == null) {
            throw malformed();
        }
        return text;
    }

    /** A number of 32 bits. */
    public int integer() {
        try {
            return Integer.parseInt(text().strip());
        } catch (NumberFormatException e) {
            throw malformed();
        }
    }

    /** A number of 64 bits. */
    public long longInteger() {
        try {
            return Long.parseLong(text().strip());
        } catch (NumberFormatException e) {
            throw malformed();
        }
    }

    /** A floating-point number; {@code NaN}, {@code Infinity} and {@code -Infinity} too. */
    public double decimal() {
        try {
            return Double.parseDouble(text().strip());
        } catch (NumberFormatException e) {
            throw malformed();
        }
    }

    /** {@code true}, {@code false} in any case, {@code 1} or {@code 0}. */
    public boolean flag() {
        String text = text().strip();
        if (text.equalsIgnoreCase("true") || text.equals("1")) {
            return true;
        }
        if (text.equalsIgnoreCase("false") || text.equals("0")) {
            return false;
        }
        throw malformed();
    }

    /** A moment in ISO 8601 form with an offset. */
    public Instant dateTime() {
        return check(HttpDates.parseDateTime(text().strip()));
    }

    /** A moment in the form of a header. */
    public Instant httpDate() {
        return check(HttpDates.parse(text().strip()));
    }

    /** A moment in seconds since 1970, with or without fractions. */
    public Instant epochSeconds() {
        return Instant.ofEpochMilli(Math.round(decimal() * 1000));
    }

    /** Bytes in base64. */
    public ByteBuffer blob() {
        try {
            return ByteBuffer.wrap(Base64.getDecoder().decode(text().strip()));
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
    }

    /** The items of a wrapped list; elements of other names are skipped. */
    public <T> List<T> list(String itemName, Function<XmlReader, T> item) {
        List<T> items = new ArrayList<>();
        while (nextChild()) {
            if (name().equals(itemName)) {
                items.add(item.apply(this));
            } else {
                skip();
            }
        }
        return items;
    }

    /** The entries of a wrapped map. */
    public <T> Map<String, T> map(String keyName, String valueName, Function<XmlReader, T> value) {
        Map<String, T> map = new LinkedHashMap<>();
        while (nextChild()) {
            entry(map, keyName, valueName, value);
        }
        return map;
    }

    /** One entry of a map: the open element. */
    public <T> Map<String, T> entry(
            @Nullable Map<String, T> before, String keyName, String valueName, Function<XmlReader, T> value) {
        Map<String, T> map = before == null ? new LinkedHashMap<>() : before;
        String key = null;
        T held = null;
        while (nextChild()) {
            String name = name();
            if (name.equals(keyName)) {
                key = text();
            } else if (name.equals(valueName)) {
                held = value.apply(this);
            } else {
                skip();
            }
        }
        map.put(check(key), check(held));
        return map;
    }

    /** The list with one more item. */
    public static <T> List<T> append(@Nullable List<T> before, T item) {
        List<T> items = before == null ? new ArrayList<>() : before;
        items.add(item);
        return items;
    }

    /** Sees to it that nothing but white space and comments follows the root. */
    public void end() {
        if (depth != 0) {
            throw new IllegalStateException("inside the document");
        }
        while (next() != XMLStreamConstants.END_DOCUMENT) {
            // The parser refuses content after the root.
        }
    }

    /** The value, which the schema demands. */
    public <T> T check(@Nullable T value) {
        if (value == null) {
            throw malformed();
        }
        return value;
    }

    private int next() {
        try {
            return stream.next();
        } catch (XMLStreamException | IllegalArgumentException e) {
            throw malformed();
        }
    }

    private S3Exception malformed() {
        return S3Exception.of(malformed);
    }
}
