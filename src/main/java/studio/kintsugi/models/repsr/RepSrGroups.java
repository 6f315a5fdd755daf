package studio.kintsugi.models.repsr;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import studio.kintsugi.models.pruning.ChannelGroup;

/** What depends on what in a collapsed RepSR network: a convolution's channels, their slopes, the next convolution. */
final class RepSrGroups {
    private RepSrGroups() {}

    static List<ChannelGroup> of(RepSrConfig c) {
        List<ChannelGroup> out = new ArrayList<>();
        for (int i = 0; i <= c.blocks(); i++) {
            String layer = i == 0 ? RepSrConfig.head() : RepSrConfig.block(i - 1);
            List<ChannelGroup.Slice> producers = Stream.of(layer + ".weight", layer + ".bias", RepSrConfig.slope(i - 1))
                    .map(name -> new ChannelGroup.Slice(name, 0, 0)).toList();
            out.add(new ChannelGroup.Channels(layer, c.widths().get(i), producers,
                    List.of(new ChannelGroup.Slice(c.reader(i) + ".weight", 1, 0))));
        }
        return out;
    }
}
