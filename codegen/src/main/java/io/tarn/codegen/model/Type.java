package io.tarn.codegen.model;

import org.jspecify.annotations.Nullable;

/** What a member holds. */
public sealed interface Type {
    /**
     * Text.
     *
     * @param enumName the enum that lists the known values, or null
     */
    record Text(@Nullable String enumName) implements Type {}

    /**
     * A whole number.
     *
     * @param wide true for 64 bits, false for 32
     */
    record Whole(boolean wide) implements Type {}

    /**
     * A floating-point number.
     *
     * @param wide true for 64 bits, false for 32
     */
    record Decimal(boolean wide) implements Type {}

    /** True or false. */
    record Flag() implements Type {}

    /**
     * A moment.
     *
     * @param format how it is written when the place where it stands does not decide, or null
     */
    record Time(@Nullable TimeFormat format) implements Type {}

    /** Bytes. */
    record Blob() implements Type {}

    /**
     * A list.
     *
     * @param itemXmlName element name of an item when the list is wrapped; null for {@code member}
     * @param itemNamespace XML namespace of each item, or null
     */
    record ListOf(
            Type item,
            @Nullable String itemXmlName,
            @Nullable XmlNamespace itemNamespace) implements Type {
        /** Element name of an item when the list is wrapped. */
        public String itemName() {
            return itemXmlName == null ? "member" : itemXmlName;
        }
    }

    /** A map from text; the XML names are null for {@code key} and {@code value}. */
    record MapOf(
            Type value,
            @Nullable String keyXmlName,
            @Nullable String valueXmlName,
            @Nullable XmlNamespace keyNamespace,
            @Nullable XmlNamespace valueNamespace)
            implements Type {
        /** Element name of a key. */
        public String keyName() {
            return keyXmlName == null ? "key" : keyXmlName;
        }

        /** Element name of a value. */
        public String valueName() {
            return valueXmlName == null ? "value" : valueXmlName;
        }
    }

    /** A structure or union of that name. */
    record Shape(String name) implements Type {}

    /** How a moment is written. */
    enum TimeFormat {
        DATE_TIME,
        HTTP_DATE,
        EPOCH_SECONDS
    }
}
