package studio.kintsugi.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.Region;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.imaging.io.PictureReader;
import studio.kintsugi.imaging.io.PictureWriter;
import studio.kintsugi.imaging.metrics.Metrics;
import studio.kintsugi.imaging.processing.LineArt;
import studio.kintsugi.imaging.processing.Resample;
import studio.kintsugi.service.colorize.ColorizeRequest;
import studio.kintsugi.service.colorize.Colorizer;

/**
 * Makes the page of before and after, {@code src/docs/before-after.md}, and its pictures anew, failures included. A
 * program, not a test: {@code PHOTOS DRAWINGS [MODEL...]}; {@code src/docs/contributing.md} says where these come from.
 * Where models are named, the rest of the page stays as it is. Of each tool's photos, which are always the same, the
 * page shows them by how much they gained, the worst last.
 */
final class BeforeAfter {
    private static final Path DOCS = Path.of("src", "docs");
    /** Longest side of what is mended, pixels. */
    private static final int SIDE = 420;
    /** Side of the square from the middle that is shown. */
    private static final int SHOWN = 220;
    private static final int GAP = 6;
    private static final float QUALITY = 0.88f;
    private static final List<String> PHOTOS = List.of("canyon-wren", "roman-colosseum", "oakland-zoo-otters",
            "singaporean-cityscape");
    private static final List<String> DRAWINGS = List.of("animals/bugs/coccinella_architetto_fr_01",
            "recreation/toys/rubber_duck2_ganson", "people/head2", "transportation/car_jamin_ellis_",
            "plants/albero_architetto_france_01");

    private static final String HEAD = """
            # Before and after

            What the models that ship make of pictures they are to mend, without selection: the same photos for each
            tool, the middle of each, best first, so that the last rows show where a tool does little or fails. The
            photos are CC0 (Budgie Backgrounds) and were among those that models learnt from; the program that made
            this page spoilt them (see [contributing](contributing.md#pictures-of-the-documentation)). Figures on
            photos that no model has seen are in [results](results.md). The drawings are public domain (Open Clip
            Art Library) and were kept out of training.
            """;
    private static final String DRAWN = """

            ## Colorize

            From left to right: the lines, the drawing itself, the lines coloured after it, another drawing, and the
            lines coloured after that.

            ![Colorize](before-after-colorize.jpg)
            """;

    /** One tool's part of the page. */
    private record Part(String title, String model, int scale, String degradation, String said) {}

    private static final List<Part> PARTS = List.of(
            new Part("Denoise", "denoise", 1, "{'type': 'camera_noise', 'shot': [0.012, 0.012]}",
                    "Noise of a camera at high sensitivity."),
            new Part("Deblur", "deblur", 1, "[{'type': 'camera_shake', 'size': [15, 15]},"
                    + " {'type': 'gaussian_noise', 'sigma': [2.55, 2.55]}]",
                    "A shaken camera, along a path of 15 pixels, with 1 % noise."),
            new Part("Remove reflection", "dereflect", 1, "{'type': 'reflection', 'sigma': [3, 3],"
                    + " 'strength': [0.7, 0.7], 'dimming': [1.3, 1.3]}", "Another photo mirrored in a pane of glass."),
            new Part("Upscale ×4", "upscale-x4", 4, "", "A quarter of the size; *before* is enlarged bicubically."),
            new Part("Upscale ×2, photo", "upscale-x2-photo", 2,
                    "[{'type': 'gaussian_noise', 'sigma': [4, 4]}, {'type': 'jpeg', 'quality': [0.7, 0.7]}]",
                    "Half the size, with noise and as a JPEG; *before* is enlarged bicubically."),
            new Part("Upscale ×4, photo", "upscale-x4-photo", 4,
                    "[{'type': 'gaussian_noise', 'sigma': [4, 4]}, {'type': 'jpeg', 'quality': [0.7, 0.7]}]",
                    "A quarter of the size, with noise and as a JPEG; *before* is enlarged bicubically."));

    /** One photo mended. */
    private record Row(String name, List<Picture> cells, double before, double after) {
        double gain() {
            return after - before;
        }
    }

    private BeforeAfter() {}

    public static void main(String[] args) throws Exception {
        List<String> wanted = List.of(args).subList(2, args.length);
        Path file = DOCS.resolve("before-after.md");
        Map<String, String> sections = Files.exists(file) ? sections(Files.readString(file)) : new LinkedHashMap<>();
        StringBuilder page = new StringBuilder(HEAD);
        try (ShippedModels models = new ShippedModels()) {
            for (Part part : PARTS) {
                boolean anew = wanted.isEmpty() || wanted.contains(part.model());
                page.append(anew ? section(models, part, Path.of(args[0])) : sections.getOrDefault(part.title(), ""));
            }
            if (wanted.isEmpty() || wanted.contains("colorize")) {
                write(drawings(models, Path.of(args[1])), "before-after-colorize.jpg");
            }
        }
        Files.writeString(file, page.append(DRAWN));
    }

    /** By their titles. */
    private static Map<String, String> sections(String page) {
        Map<String, String> out = new LinkedHashMap<>();
        for (String section : page.split("(?=\\n## )")) {
            out.put(section.strip().lines().findFirst().orElse("").replaceFirst("^#+ ", ""), section);
        }
        return out;
    }

    private static String section(ShippedModels models, Part part, Path photos) throws Exception {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < PHOTOS.size(); i++) {
            Picture mirrored = SpoiltPhotos.read(photos.resolve(PHOTOS.get((i + 1) % PHOTOS.size()) + ".jpg"),
                    2 * SIDE);
            rows.add(row(models, part, photos, i, mirrored));
        }
        rows.sort(Comparator.comparingDouble(Row::gain).reversed());
        String file = "before-after-" + part.model() + ".jpg";
        write(rows.stream().map(Row::cells).toList(), file);
        StringBuilder out = new StringBuilder("\n## " + part.title() + "\n\n" + part.said()
                + " From left to right: before, after, the photo itself.\n\n![" + part.title() + "](" + file
                + ")\n\n| Photo | Before | After |\n|---|---|---|\n");
        rows.forEach(r -> out.append(String.format(Locale.ROOT, "| %s | %.2f dB | %.2f dB |%n", r.name(),
                r.before(), r.after())));
        return out.toString();
    }

    private static Row row(ShippedModels models, Part part, Path photos, int i, Picture mirrored) throws Exception {
        Picture photo = SpoiltPhotos.read(photos.resolve(PHOTOS.get(i) + ".jpg"), SIDE);
        Picture even = photo.crop(new Region(0, 0, photo.width() / 4 * 4, photo.height() / 4 * 4));
        Picture small = part.scale() == 1 ? even
                : Resample.bicubic(even, even.width() / part.scale(), even.height() / part.scale());
        Picture before = part.degradation().isEmpty() ? small
                : SpoiltPhotos.spoil(small, part.degradation(), mirrored, i + 1);
        Picture after = models.run(part.model(), before, 0);
        Picture shown = part.scale() == 1 ? before : Resample.bicubic(before, even.width(), even.height());
        return new Row(PHOTOS.get(i), List.of(middle(shown), middle(after), middle(even)), Metrics.psnr(shown, even),
                Metrics.psnr(after, even));
    }

    private static Picture middle(Picture p) {
        return p.crop(new Region((p.width() - SHOWN) / 2, (p.height() - SHOWN) / 2, SHOWN, SHOWN));
    }

    private static List<List<Picture>> drawings(ShippedModels models, Path folder) throws Exception {
        List<Picture> all = new ArrayList<>();
        for (String name : DRAWINGS) {
            all.add(PictureReader.read(folder.resolve(name + ".svg")));
        }
        List<List<Picture>> rows = new ArrayList<>();
        try (Colorizer colorizer = new Colorizer(models.store, ComputeDevice.processor())) {
            for (int i = 0; i < all.size(); i++) {
                Picture own = onPaper(all.get(i));
                Picture other = onPaper(all.get((i + 1) % all.size()));
                float[] ink = LineArt.DEFAULT.draw(own);
                Picture lines = Picture.of(own.width(), own.height(), new float[][] {ink, ink, ink});
                rows.add(List.of(fitted(lines), fitted(own), fitted(color(colorizer, lines, own)), fitted(other),
                        fitted(color(colorizer, lines, other))));
            }
        }
        return rows;
    }

    private static Picture color(Colorizer colorizer, Picture lines, Picture reference) throws Exception {
        return colorizer.color(new ColorizeRequest(lines, false,
                List.of(new ColorizeRequest.Reference(reference, 1)), List.of(), null), () -> false, f -> {}).picture();
    }

    /** On a white square of {@link #SIDE}, with a margin. */
    private static Picture onPaper(Picture drawing) {
        double scale = 0.9 * SIDE / Math.max(drawing.width(), drawing.height());
        int w = Math.max(1, (int) (drawing.width() * scale));
        int h = Math.max(1, (int) (drawing.height() * scale));
        Picture small = scale < 1 ? Resample.area(drawing, w, h) : Resample.bicubic(drawing, w, h);
        float[] alpha = small.alpha().orElse(null);
        float[][] planes = white(SIDE, SIDE);
        for (int c = 0; c < planes.length; c++) {
            for (int y = 0; y < h; y++) {
                for (int x = 0; x < w; x++) {
                    float share = alpha == null ? 1 : alpha[y * w + x];
                    planes[c][(y + (SIDE - h) / 2) * SIDE + x + (SIDE - w) / 2] =
                            Math.clamp(1 + share * (small.plane(c)[y * w + x] - 1), 0f, 1f);
                }
            }
        }
        return Picture.of(SIDE, SIDE, planes);
    }

    private static Picture fitted(Picture square) {
        return Resample.area(square, SHOWN, SHOWN);
    }

    private static float[][] white(int width, int height) {
        float[][] planes = new float[Picture.CHANNELS][width * height];
        for (float[] plane : planes) {
            Arrays.fill(plane, 1);
        }
        return planes;
    }

    private static void write(List<List<Picture>> rows, String name) throws Exception {
        int width = rows.getFirst().size() * (SHOWN + GAP) - GAP;
        int height = rows.size() * (SHOWN + GAP) - GAP;
        float[][] planes = white(width, height);
        for (int r = 0; r < rows.size(); r++) {
            for (int k = 0; k < rows.get(r).size(); k++) {
                Picture cell = rows.get(r).get(k);
                for (int c = 0; c < planes.length; c++) {
                    for (int y = 0; y < SHOWN; y++) {
                        System.arraycopy(cell.plane(c), y * SHOWN, planes[c],
                                (r * (SHOWN + GAP) + y) * width + k * (SHOWN + GAP), SHOWN);
                    }
                }
            }
        }
        Files.deleteIfExists(DOCS.resolve(name));
        PictureWriter.write(Picture.of(width, height, planes), DOCS.resolve(name),
                WriteOptions.DEFAULT.withQuality(QUALITY));
    }
}
