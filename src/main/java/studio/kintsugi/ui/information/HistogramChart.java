package studio.kintsugi.ui.information;

import java.util.Map;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.effect.BlendMode;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Color;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.Region;
import studio.kintsugi.imaging.color.DisplayColor;
import studio.kintsugi.imaging.metrics.ChannelHistogram;
import studio.kintsugi.imaging.metrics.ChannelHistogram.Channel;
import studio.kintsugi.ui.common.BackgroundTasks;
import studio.kintsugi.ui.common.Texts;
import studio.kintsugi.ui.compare.CompareView.Shown;

/** The histogram of what shows: red, green and blue over each other, light where they meet. */
final class HistogramChart extends Pane {
    private static final double HEIGHT = 120;
    /** As many pixels are counted at most; of larger parts, averages. */
    private static final long MOST_PIXELS = 400_000;
    private static final Map<Channel, Color> COLORS = Map.of(Channel.RED, Color.web("#d0352f"), Channel.GREEN,
            Color.web("#2c9a47"), Channel.BLUE, Color.web("#3a6fe0"));

    private final Canvas canvas = new Canvas(0, HEIGHT);
    private final BackgroundTasks.Latest tasks;
    private ChannelHistogram shown;

    /**
     * @param tasks count
     */
    HistogramChart(BackgroundTasks tasks) {
        this.tasks = tasks.latest();
        setId("histogram");
        getStyleClass().add("histogram");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setMinHeight(HEIGHT);
        setMaxHeight(HEIGHT);
        canvas.setManaged(false);
        canvas.widthProperty().bind(widthProperty());
        getChildren().add(canvas);
        widthProperty().addListener(o -> draw());
        say();
    }

    /** Counts and shows what is on the screen; null for nothing. */
    void show(Shown now) {
        if (now == null) {
            tasks.discard();
            shown = null;
            draw();
            say();
            return;
        }
        tasks.run(() -> ChannelHistogram.of(pixels(now)), histogram -> {
            shown = histogram;
            draw();
            say();
        }, failure -> { });
    }

    /** The pixels of the visible part as they are on the screen, or averages of them. */
    static int[] pixels(Shown now) {
        Region part = now.visible();
        int step = (int) Math.max(1, Math.ceil(Math.sqrt((double) part.area() / MOST_PIXELS)));
        int[] before = pixels(now.before(), part, step);
        if (now.after() == null || now.strength() == 0) {
            return before;
        }
        int[] after = pixels(now.after(), part, step);
        for (int i = 0; i < after.length; i++) {
            after[i] = mixed(before[i], after[i], now.strength());
        }
        return after;
    }

    private static int[] pixels(Picture picture, Region part, int step) {
        int columns = (part.width() - 1) / step + 1;
        int[] argb = new int[columns * ((part.height() - 1) / step + 1)];
        DisplayColor.argb(picture, part, step, argb, columns);
        return argb;
    }

    private static int mixed(int before, int after, double strength) {
        int out = after & 0xff000000;
        for (int shift = 0; shift < 24; shift += 8) {
            int b = before >> shift & 255;
            out |= (int) Math.round(b + strength * ((after >> shift & 255) - b)) << shift;
        }
        return out;
    }

    private void say() {
        ChannelHistogram h = shown;
        accessibleTextProperty().bind(h == null ? Texts.text("histogram") : Texts.text("histogram.values",
                Math.round(100 * h.mean(Channel.RED)), Math.round(100 * h.mean(Channel.GREEN)),
                Math.round(100 * h.mean(Channel.BLUE)), 100 * h.black(), 100 * h.white()));
    }

    private void draw() {
        GraphicsContext g = canvas.getGraphicsContext2D();
        double w = canvas.getWidth();
        g.setGlobalBlendMode(BlendMode.SRC_OVER);
        g.clearRect(0, 0, w, HEIGHT);
        if (shown == null || w == 0) {
            return;
        }
        g.setFill(Color.web("#1c1c20"));
        g.fillRect(0, 0, w, HEIGHT);
        g.setGlobalBlendMode(BlendMode.SCREEN);
        double high = Math.sqrt(shown.highest());
        COLORS.forEach((channel, color) -> {
            g.setFill(color);
            g.beginPath();
            g.moveTo(0, HEIGHT);
            for (int value = 0; value < ChannelHistogram.BINS; value++) {
                // square roots let small peaks be seen beside large ones
                double up = Math.min(1, Math.sqrt(shown.count(channel, value)) / high);
                g.lineTo(w * value / (ChannelHistogram.BINS - 1), HEIGHT - up * (HEIGHT - 6));
            }
            g.lineTo(w, HEIGHT);
            g.closePath();
            g.fill();
        });
    }
}
