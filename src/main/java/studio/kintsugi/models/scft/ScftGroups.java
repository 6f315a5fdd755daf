package studio.kintsugi.models.scft;

import java.util.ArrayList;
import java.util.List;
import studio.kintsugi.models.pruning.ChannelGroup;
import studio.kintsugi.models.pruning.ChannelGroup.Slice;

/**
 * What depends on what in the encoders of an SCFT network: a layer's channels, the next layer, what gathers all layers
 * for attention, and of the sketch's encoder also the decoder's layer of the same number. Where nothing gathers them,
 * as in the paper's network, attention works on the channels themselves, and none can go.
 */
final class ScftGroups {
    private ScftGroups() {}

    static List<ChannelGroup> of(ScftConfig c) {
        List<ChannelGroup> out = new ArrayList<>();
        if (c.width() > 0) {
            encoder(out, Scft.SKETCH, c.sketch(), c);
            encoder(out, Scft.REFERENCE, c.reference(), c);
        }
        return out;
    }

    private static void encoder(List<ChannelGroup> out, String encoder, List<Integer> widths, ScftConfig c) {
        int before = 0;
        for (int number = 1; number <= widths.size(); number++) {
            List<Slice> consumers = new ArrayList<>();
            consumers.add(new Slice(encoder + ".gather.weight", 1, before));
            if (number < widths.size()) {
                consumers.add(new Slice(weight(encoder, number + 1), 1, 0));
            }
            if (encoder.equals(Scft.SKETCH) && number <= 2 * c.grid() + 1) {
                // the first layer of a level comes behind what the decoder has made of that level, the second comes
                // first
                int offset = number % 2 == 1 ? c.channels(number / 2) : 0;
                consumers.add(new Slice(weight("decoder", number), 1, offset));
            }
            int width = widths.get(number - 1);
            out.add(new ChannelGroup.Channels(encoder + " layer " + number, width,
                    List.of(new Slice(weight(encoder, number), 0, 0)), consumers));
            before += width;
        }
    }

    private static String weight(String part, int layer) {
        return part + ".layer" + layer + ".main.0.weight";
    }
}
