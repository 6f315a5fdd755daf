package studio.kintsugi.models.repsr;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import studio.kintsugi.models.gal.Group;

/** What depends on what in a collapsed RepSR network: a convolution's channels, their slopes, the next convolution. */
final class RepSrGroups {
    private RepSrGroups() {}

    static List<Group> of(RepSrConfig c) {
        List<Group> out = new ArrayList<>();
        for (int i = 0; i <= c.blocks(); i++) {
            String layer = i == 0 ? RepSrConfig.head() : RepSrConfig.block(i - 1);
            List<Group.Slice> producers = Stream.of(layer + ".weight", layer + ".bias", RepSrConfig.slope(i - 1))
                    .map(name -> new Group.Slice(name, 0, 0)).toList();
            out.add(new Group.Channels(layer, c.widths().get(i), producers,
                    List.of(new Group.Slice(c.reader(i) + ".weight", 1, 0))));
        }
        return out;
    }
}
