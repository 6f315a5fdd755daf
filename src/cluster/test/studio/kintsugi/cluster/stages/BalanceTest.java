package studio.kintsugi.cluster.stages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Groups cost about the same. */
class BalanceTest {
    @Test
    void groupsOfMixedPicturesDifferByLessThanTheDearestPicture() {
        Random random = new Random(1);
        List<Long> costs = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            costs.add((long) (10_000 * Math.exp(2 * random.nextGaussian())));
        }
        List<List<Long>> groups = Balance.groups(costs, c -> c, 5_000_000, 500);
        LongSummaryStatistics sums = groups.stream()
                .mapToLong(g -> g.stream().mapToLong(c -> c).sum()).summaryStatistics();
        assertEquals(3000, groups.stream().mapToInt(List::size).sum());
        long dearest = costs.stream().mapToLong(c -> c).max().orElseThrow();
        assertTrue(sums.getMax() - sums.getMin() <= dearest, sums.toString());
        assertTrue(groups.size() > 10, sums.toString());
    }

    @Test
    void aGroupHoldsNoMorePicturesThanItMay() {
        List<List<Integer>> groups = Balance.groups(List.of(1, 1, 1, 1, 1, 1, 1), c -> c, 1000, 3);
        assertEquals(3, groups.size());
        assertTrue(groups.stream().allMatch(g -> g.size() <= 3), groups.toString());
    }

    @Test
    void nothingHasNoGroups() {
        assertEquals(List.of(), Balance.groups(List.<Integer>of(), c -> c, 1000, 3));
    }
}
