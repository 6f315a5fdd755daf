package studio.kintsugi.training.engine;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Map;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;

/** Keeps the validation figures of a run in a table that can be plotted, and passes everything on. */
public final class TrainingCsv implements TrainingLog, AutoCloseable {
    private final PrintWriter csv;
    private final boolean isNew;
    private final TrainingLog next;

    public TrainingCsv(Path file, TrainingLog next) throws KintsugiException {
        this.next = next;
        this.isNew = !Files.exists(file);
        try {
            csv = new PrintWriter(Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        } catch (IOException e) {
            throw new KintsugiException(Sentence.of("The log %s can't be written.", file), e);
        }
    }

    @Override
    public void began(TrainingRecipe recipe, int parameters, Map<String, Double> baseline) {
        if (isNew) {
            csv.print("step,seconds,loss");
            baseline.keySet().forEach(name -> csv.print(",\"" + name + "\""));
            csv.println();
        }
        next.began(recipe, parameters, baseline);
    }

    @Override
    public void stepped(long step, double fraction, double loss, double seconds, double rate) {
        next.stepped(step, fraction, loss, seconds, rate);
    }

    @Override
    public void validated(long step, double seconds, double fraction, double loss, Map<String, Double> psnr) {
        csv.printf(Locale.ROOT, "%d,%.0f,%.3f", step, seconds, loss);
        psnr.values().forEach(v -> csv.printf(Locale.ROOT, ",%.3f", v));
        csv.println();
        csv.flush();
        next.validated(step, seconds, fraction, loss, psnr);
    }

    @Override
    public void close() {
        csv.close();
    }
}
