package studio.kintsugi.bench;

import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.io.PictureReader;
import studio.kintsugi.imaging.processing.Resample;
import studio.kintsugi.training.data.Patch;
import studio.kintsugi.training.data.PhotoSet;
import studio.kintsugi.training.degradation.Degradations;

/** Photos as bad cameras would have taken them, always the same way. */
final class SpoiltPhotos {
    private SpoiltPhotos() {}

    /** Names of the pictures in a folder, in order. */
    static List<Path> in(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return new ArrayList<>(files.filter(Files::isRegularFile).sorted().toList());
        }
    }

    /** A photo, its longest side {@code side} pixels. */
    static Picture read(Path file, int side) throws Exception {
        Picture whole = PictureReader.read(file);
        double scale = (double) side / Math.max(whole.width(), whole.height());
        return Resample.area(whole, (int) (whole.width() * scale), (int) (whole.height() * scale));
    }

    /**
     * @param degradation as in a recipe
     * @param mirrored what a pane of glass may show
     */
    static Picture spoil(Picture clean, String degradation, Picture mirrored, long seed) {
        Patch patch = new Patch(clean.width(), clean.height(),
                new float[][] {clean.plane(0).clone(), clean.plane(1).clone(), clean.plane(2).clone()});
        Patch out = Degradations.parse(JsonParser.parseString(degradation), new PhotoSet(List.of(bytes(mirrored))))
                .apply(patch, new SplittableRandom(seed)).rounded();
        return Picture.of(out.width(), out.height(), out.planes());
    }

    private static PhotoSet.Photo bytes(Picture picture) {
        byte[] rgb = new byte[3 * picture.width() * picture.height()];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) Math.round(255 * Math.clamp(picture.plane(i % 3)[i / 3], 0f, 1f));
        }
        return new PhotoSet.Photo("mirrored", picture.width(), picture.height(), rgb);
    }
}
