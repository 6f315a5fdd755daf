package studio.kintsugi.cluster.stages;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.ToLongFunction;

/** Cuts pictures into groups of similar cost: the dearest first, each into the group that has cost least so far. */
final class Balance {
    private Balance() {}

    /**
     * Groups items.
     *
     * @param cost of an item, at least 0
     * @param mostCost advised for a group; one that is dearer has a group of its own
     * @param mostItems advised for a group, at least 1
     */
    static <T> List<List<T>> groups(List<T> items, ToLongFunction<T> cost, long mostCost, int mostItems) {
        long all = items.stream().mapToLong(cost).sum();
        int count = (int) Math.min(items.size(),
                Math.max((all + mostCost - 1) / mostCost, (items.size() + mostItems - 1) / mostItems));
        List<Pile<T>> piles = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            piles.add(new Pile<>());
        }
        PriorityQueue<Pile<T>> cheapest = new PriorityQueue<>(Comparator.comparingLong((Pile<T> p) -> p.cost)
                .thenComparingInt(p -> p.items.size()));
        cheapest.addAll(piles);
        for (T item : items.stream().sorted(Comparator.comparingLong(cost).reversed()).toList()) {
            Pile<T> pile = cheapest.remove();
            pile.items.add(item);
            pile.cost += cost.applyAsLong(item);
            cheapest.add(pile);
        }
        return piles.stream().map(p -> List.copyOf(p.items)).toList();
    }

    private static final class Pile<T> {
        private final List<T> items = new ArrayList<>();
        private long cost;
    }
}
