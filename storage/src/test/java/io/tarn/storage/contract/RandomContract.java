package io.tarn.storage.contract;

import org.junit.jupiter.api.Test;

/** Random steps, each compared with the reference. A failure names its seed: {@code -Dtarn.seed=…} repeats it. */
interface RandomContract extends Fixture {
    @Test
    default void randomSteps_areAsTheReferenceSays() {
        RandomSteps steps = new RandomSteps(this, RandomSteps.seed());
        steps.run(500);
        steps.compareAll();
    }
}
