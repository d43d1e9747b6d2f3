package io.tarn.core.policy;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;

/**
 * Where a statement stands in the text of its document; lines and columns begin with 1.
 *
 * @param startLine the line of its opening brace
 * @param startColumn the column of its opening brace
 * @param endLine the line of its closing brace
 * @param endColumn the column after its closing brace
 */
public record StatementPosition(int startLine, int startColumn, int endLine, int endColumn) {
    /** The positions of all statements of a document that was read before. */
    static List<StatementPosition> all(String source) {
        List<StatementPosition> positions = new ArrayList<>();
        try (JsonParser parser = StrictJson.FACTORY.createParser(ObjectReadContext.empty(), source)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean statements = parser.currentName().equals("Statement");
                JsonToken value = parser.nextToken();
                if (!statements) {
                    parser.skipChildren();
                } else if (value == JsonToken.START_OBJECT) {
                    positions.add(next(parser));
                } else {
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        positions.add(next(parser));
                    }
                }
            }
        }
        return positions;
    }

    private static StatementPosition next(JsonParser parser) {
        TokenStreamLocation start = parser.currentTokenLocation();
        parser.skipChildren();
        TokenStreamLocation end = parser.currentLocation();
        return new StatementPosition(start.getLineNr(), start.getColumnNr(), end.getLineNr(), end.getColumnNr());
    }
}
