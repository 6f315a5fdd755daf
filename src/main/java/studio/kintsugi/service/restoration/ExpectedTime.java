package studio.kintsugi.service.restoration;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import studio.kintsugi.models.registry.Architectures;
import studio.kintsugi.settings.MeasuredSpeeds;
import studio.kintsugi.store.ModelCard;

/**
 * How long a model should take on this machine: as long as last time, or, where it never ran here, what its operations
 * should take at the speed the others ran at.
 */
final class ExpectedTime {
    /** Two slow cores; soon replaced by what is measured. */
    private static final double ASSUMED_MACS_PER_SECOND = 40e9;

    private static final double ASSUMED_PIXELS_PER_SECOND = 1e6;

    private static final double NOTICEABLE = 1.25;

    private final Architectures architectures;
    private final MeasuredSpeeds speeds;
    private final Map<String, Double> macsPerSecond = new ConcurrentHashMap<>();

    ExpectedTime(Architectures architectures, MeasuredSpeeds speeds) {
        this.architectures = architectures;
        this.speeds = speeds;
    }

    /**
     * Takes note of a whole run.
     *
     * @param cold whether it was the first since the network was loaded, which also pays for the engine's
     *     preparations: it counts only where nothing else is known
     */
    void ran(ModelCard card, long pixels, double seconds, boolean cold) {
        if (cold && isMeasured(card)) {
            return;
        }
        double speed = pixels / seconds;
        speeds.measured(card.id(), speed);
        double cost = macsPerPixel(card);
        if (cost > 0) {
            macsPerSecond.put(card.architecture(), speed * cost);
        }
    }

    boolean isMeasured(ModelCard card) {
        return speeds.of(card.id()).isPresent();
    }

    double seconds(ModelCard card, long pixels) {
        OptionalDouble measured = speeds.of(card.id());
        if (measured.isPresent()) {
            return pixels / measured.getAsDouble();
        }
        double cost = macsPerPixel(card);
        return cost > 0 ? pixels * cost / macsPerSecond.getOrDefault(card.architecture(), ASSUMED_MACS_PER_SECOND)
                : pixels / ASSUMED_PIXELS_PER_SECOND;
    }

    /**
     * Whether a model takes so much less time than another that a user would notice; compares times of one kind only.
     */
    boolean isFaster(ModelCard card, ModelCard than) {
        double gain = isMeasured(card) && isMeasured(than) ? seconds(than, 1) / seconds(card, 1)
                : macsPerPixel(than) / macsPerPixel(card);
        return gain > NOTICEABLE;
    }

    private double macsPerPixel(ModelCard card) {
        try {
            return architectures.find(card.architecture()).map(a -> a.macsPerPixel(card.hyperParameters()))
                    .orElse(Double.NaN);
        } catch (IllegalArgumentException e) {
            // a card that is damaged is refused when the model is loaded
            return Double.NaN;
        }
    }
}
