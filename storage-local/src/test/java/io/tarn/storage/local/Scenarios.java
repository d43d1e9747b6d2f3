package io.tarn.storage.local;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** What is done to a store while its disk fails or crashes, at each operation in turn. */
final class Scenarios {
    private static final int LARGE = 3_000;
    private static final int HUGE = 150_000;

    private Scenarios() {}

    static Map<String, Consumer<Story>> all() {
        Map<String, Consumer<Story>> all = new LinkedHashMap<>();
        all.put("first puts", story -> times(8, i -> story.put(0, "a" + i, 40 * i)));
        all.put("overwrites", story -> times(12, i -> story.put(0, "a" + i % 3, i % 2 == 0 ? 200 : -1)));
        all.put("deletes", Scenarios::deletes);
        all.put("successors", Scenarios::successors);
        all.put("moves and keeps", Scenarios::movesAndKeeps);
        all.put("large bodies", Scenarios::largeBodies);
        all.put("bodies in several extents", story -> times(4, i -> story.put(0, "a" + i % 2, HUGE + i)));
        all.put("fences", Scenarios::fences);
        all.put("dropped spaces", Scenarios::droppedSpaces);
        all.put("full segments", story -> times(40, i -> story.put(0, "a" + i, 900)));
        all.put("compaction of overwrites", Scenarios::compaction);
        all.put("compaction of moved bodies", Scenarios::compactionOfMoves);
        all.put("compaction of deletes", Scenarios::compactionOfDeletes);
        all.put("compaction of spaces", Scenarios::compactionOfSpaces);
        all.put("closed and opened", Scenarios::closedAndOpened);
        all.put("killed and opened", Scenarios::killed);
        all.put("idle", Scenarios::idle);
        all.put("flushed index", Scenarios::flushed);
        all.put("batches", story -> times(5, i -> story.putMany(0, "a" + i % 2, 50)));
        all.put("conflicts", Scenarios::conflicts);
        all.put("abandoned bodies", Scenarios::abandoned);
        all.put("held readers", Scenarios::heldReaders);
        all.put("full device", Scenarios::fullDevice);
        all.put("healed after a failure", Scenarios::healed);
        all.put("anything", Scenarios::anything);
        return all;
    }

    private interface Step {
        void run(int number);
    }

    private static void times(int count, Step step) {
        for (int i = 0; i < count; i++) {
            step.run(i);
        }
    }

    private static void deletes(Story story) {
        times(4, i -> story.put(0, "a" + i, 100));
        story.flush();
        times(6, i -> story.delete(0, "a" + i, 'c'));
        times(2, i -> story.put(0, "a" + i, -1));
    }

    private static void successors(Story story) {
        times(3, i -> story.put(0, "a" + i, 300));
        times(3, i -> story.put(0, "a" + i, 'c', i == 1 ? LARGE : 200, true));
        story.kill();
        times(3, i -> story.put(0, "a" + i, 'c', 100, true));
    }

    private static void movesAndKeeps(Story story) {
        story.put(0, "a", 500);
        story.put(0, "b", LARGE);
        story.move(0, "a", 'c', 'v');
        story.move(0, "b", 'c', 'p');
        story.flush();
        story.move(0, "a", 'v', 'p');
        story.put(0, "a", 'p', -2, false);
        story.put(0, "b", 'p', -2, false);
        story.move(0, "missing", 'c', 'v');
        story.kill();
        story.move(0, "a", 'p', 'c');
        story.put(0, "b", 'p', -1, false);
    }

    private static void largeBodies(Story story) {
        story.put(0, "a", LARGE);
        story.put(0, "b", 70_000);
        story.put(0, "a", LARGE + 1);
        story.delete(0, "b", 'c');
        story.put(0, "c", 80_000);
        story.kill();
        story.put(0, "d", LARGE);
        story.delete(0, "c", 'c');
    }

    private static void fences(Story story) {
        long space = story.createSpace();
        story.put(space, "a", 100);
        story.fence(space);
        story.put(space, "b", 100);
        story.conflict(space, "a");
        story.lift(space);
        story.put(space, "c", 100);
        story.fence(space);
        story.kill();
        story.put(space, "d", 100);
    }

    private static void droppedSpaces(Story story) {
        long kept = story.createSpace();
        long space = story.createSpace();
        times(4, i -> story.put(space, "a" + i, i % 2 == 0 ? 100 : LARGE));
        story.put(kept, "a", 100);
        story.flush();
        story.fence(space);
        story.drop(space);
        story.put(space, "b", 100);
        long next = story.createSpace();
        story.put(next, "a", LARGE);
    }

    private static void compaction(Story story) {
        times(60, i -> story.put(0, "a" + i % 4, 700));
        story.compact();
        times(30, i -> story.put(0, "a" + i % 3, 700));
        story.compact();
    }

    private static void compactionOfMoves(Story story) {
        times(20, i -> {
            story.put(0, "a" + i, 900);
            story.move(0, "a" + i, 'c', 'v');
        });
        times(18, i -> story.delete(0, "a" + i, 'v'));
        story.put(0, "a18", 'v', -2, false);
        story.compact();
        times(25, i -> story.put(0, "b", 900));
        story.compact();
        story.move(0, "a18", 'v', 'p');
    }

    private static void compactionOfDeletes(Story story) {
        times(30, i -> story.put(0, "a" + i, 800));
        times(28, i -> story.delete(0, "a" + i, 'c'));
        story.compact();
        times(25, i -> story.put(0, "b", 900));
        story.compact();
        story.delete(0, "b", 'c');
        story.kill();
        story.compact();
    }

    private static void compactionOfSpaces(Story story) {
        long fenced = story.createSpace();
        long space = story.createSpace();
        times(10, i -> story.put(space, "a" + i, 900));
        story.fence(fenced);
        story.fence(space);
        story.drop(space);
        times(50, i -> story.put(0, "b", 900));
        story.compact();
        story.kill();
        story.compact();
        story.createSpace();
    }

    private static void closedAndOpened(Story story) {
        times(3, round -> {
            times(3, i -> story.put(0, "a" + i, 200 + round));
            story.reopen();
        });
    }

    private static void killed(Story story) {
        times(4, round -> {
            times(3, i -> story.put(0, "a" + i, i == 2 ? LARGE : 200));
            story.delete(0, "a1", 'c');
            story.kill();
        });
    }

    private static void idle(Story story) {
        times(4, i -> {
            story.put(0, "a" + i, 50);
            story.seal();
        });
        story.kill();
        story.seal();
        story.put(0, "b", 50);
    }

    private static void flushed(Story story) {
        times(5, i -> {
            story.put(0, "a" + i, 300);
            story.flush();
            story.delete(0, "a" + (i - 1), 'c');
        });
        story.kill();
    }

    private static void conflicts(Story story) {
        times(4, i -> {
            story.put(0, "a", i);
            story.conflict(0, "a");
            story.conflict(0, "b");
        });
    }

    private static void abandoned(Story story) {
        story.abandon(LARGE, false);
        story.put(0, "a", LARGE);
        story.abandon(HUGE, true);
        story.put(0, "b", LARGE);
        story.abandon(100, true);
        story.kill();
        story.put(0, "c", HUGE);
    }

    private static void heldReaders(Story story) {
        story.put(0, "a", LARGE);
        story.put(0, "b", 500);
        story.hold(0, "a", 'c');
        story.hold(0, "b", 'c');
        story.delete(0, "a", 'c');
        story.put(0, "c", LARGE);
        times(50, i -> story.put(0, "b", 900));
        story.compact();
        if (!story.ended()) {
            story.check();
        }
        story.release();
        story.put(0, "d", LARGE);
        story.compact();
    }

    private static void fullDevice(Story story) {
        times(3, i -> story.put(0, "a" + i, 400));
        story.disk().setUsable(10);
        times(2, i -> story.put(0, "b" + i, i == 0 ? 100 : LARGE));
        times(3, i -> story.delete(0, "a" + i, 'c'));
        story.compact();
        story.disk().setUsable(1L << 40);
        story.put(0, "c", 100);
    }

    private static void healed(Story story) {
        times(12, i -> {
            story.put(0, "a" + i % 5, i % 3 == 0 ? LARGE : 300);
            story.healed();
        });
    }

    private static void anything(Story story) {
        long space = story.createSpace();
        times(60, i -> {
            String anchor = "a" + story.random(6);
            char table = "cvp".charAt(story.random(3));
            switch (story.random(12)) {
                case 0, 1, 2 -> story.put(space, anchor, table, story.random(900), false);
                case 3 -> story.put(space, anchor, table, 1_000 + story.random(9_000), false);
                case 4 -> story.put(space, anchor, 'c', 500, true);
                case 5 -> story.put(space, anchor, table, -2, false);
                case 6 -> story.move(space, anchor, 'c', 'v');
                case 7, 8 -> story.delete(space, anchor, table);
                case 9 -> story.flush();
                case 10 -> story.compact();
                default -> {
                    if (story.random(4) == 0) {
                        story.kill();
                    } else {
                        story.healed();
                    }
                }
            }
        });
    }
}
