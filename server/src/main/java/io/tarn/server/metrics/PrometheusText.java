package io.tarn.server.metrics;

/** Writes metric families line by line. */
final class PrometheusText {
    private final StringBuilder text = new StringBuilder(4_096);

    /** Begins a family. */
    void family(String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ');
        escape(help, false);
        text.append("\n# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    /** One sample; {@code labels} as made by {@link #label}, parted by commas. */
    void sample(String name, String labels, double value) {
        text.append(name);
        if (!labels.isEmpty()) {
            text.append('{').append(labels).append('}');
        }
        text.append(' ').append(number(value)).append('\n');
    }

    /** One label with its value escaped. */
    static String label(String name, String value) {
        PrometheusText part = new PrometheusText();
        part.text.append(name).append("=\"");
        part.escape(value, true);
        return part.text.append('"').toString();
    }

    /** A number without a superfluous fraction. */
    static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return Long.toString((long) value);
        }
        return value == Double.POSITIVE_INFINITY ? "+Inf" : Double.toString(value);
    }

    private void escape(String value, boolean quotes) {
        for (int index = 0; index < value.length(); index++) {
            char character = value.charAt(index);
            switch (character) {
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '"' -> text.append(quotes ? "\\\"" : "\"");
                default -> text.append(character);
            }
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
