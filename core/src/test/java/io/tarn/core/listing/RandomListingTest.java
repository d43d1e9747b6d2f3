package io.tarn.core.listing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.storage.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every page of random lists, against what a list of all keys says. A failure names its seed. */
class RandomListingTest {
    private static final String[] PIECES = {"a", "b", "/", "//", "-", "\u0001", "é", "\uD83D\uDE00"};

    private static String random(Random random, int piecesMax) {
        StringBuilder text = new StringBuilder();
        for (int count = random.nextInt(piecesMax + 1); count > 0; count--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    /** Keys and common prefixes in the order in which they are found, a common prefix with a mark. */
    private static List<String> expected(SortedSet<Bytes> keys, String prefix, String delimiter) {
        List<String> found = new ArrayList<>();
        for (Bytes bytes : keys) {
            String key = bytes.toUtf8();
            if (!key.startsWith(prefix)) {
                continue;
            }
            int at = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
            String shown = at < 0 ? "key " + key : "prefix " + key.substring(0, at + delimiter.length());
            if (found.isEmpty() || !found.getLast().equals(shown)) {
                found.add(shown);
            }
        }
        return found;
    }

    private static List<String> shown(ObjectPage page) {
        List<String> shown = new ArrayList<>();
        page.objects().forEach(object -> shown.add("key " + object.key().toUtf8()));
        page.commonPrefixes().forEach(prefix -> shown.add("prefix " + prefix.toUtf8()));
        return shown;
    }

    @Test
    void objects_allPages_areWhatAPlainListSays() {
        long seed = Long.getLong("tarn.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int round = 0; round < 150; round++) {
            TreeSet<Bytes> keys = new TreeSet<>();
            try (Bucketful bucket = new Bucketful()) {
                for (int count = random.nextInt(60); count > 0; count--) {
                    String key = random(random, 6) + "k";
                    keys.add(Bytes.utf8(key));
                    bucket.with(key);
                }
                String prefix = random.nextBoolean() ? "" : random(random, 2);
                String delimiter = random.nextInt(3) == 0 ? "" : PIECES[random.nextInt(PIECES.length)];
                String where = "-Dtarn.seed=" + seed + " round " + round;
                int max = 1 + random.nextInt(5);
                List<String> all = expected(keys, prefix, delimiter);
                assertThat(pages(bucket, Bucketful.selection(prefix, delimiter, max), false, all.size() / max + 2))
                        .as(where)
                        .containsExactlyInAnyOrderElementsOf(all);
                assertThat(pages(bucket, Bucketful.selection(prefix, delimiter, max), true, all.size() / max + 2))
                        .as(where)
                        .containsExactlyInAnyOrderElementsOf(all);
            }
        }
    }

    /** Turns all pages, by tokens or as a client does it with markers. */
    private static List<String> pages(Bucketful bucket, Selection selection, boolean tokens, int pagesMax) {
        List<String> all = new ArrayList<>();
        ObjectQuery query = ObjectQuery.ofMarker(selection, Bytes.EMPTY);
        for (int pages = 0; pages < pagesMax; pages++) {
            ObjectPage page = bucket.list(query);
            all.addAll(shown(page));
            if (!page.truncated()) {
                return all;
            }
            assertThat(page.keyCount()).isEqualTo(selection.max());
            Bytes marker = page.nextMarker();
            if (marker == null) {
                marker = page.objects().getLast().key();
            }
            query = tokens
                    ? ObjectQuery.ofToken(selection, page.nextToken(), Bytes.EMPTY)
                    : ObjectQuery.ofMarker(selection, marker);
        }
        throw new AssertionError("no end after " + pagesMax + " pages: " + all);
    }
}
